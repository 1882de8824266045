// Where the parts of a block of postings lie, as PostingsFormat has it, for kernels that read them.

#ifndef QUERN_PLACING_H
#define QUERN_PLACING_H

#include "CKernels.h"

// Of each code of a block's header the packed bits of an integer, and whether what is not packed stands before
// them; or that there is no such code. PackedWidth has the same.
enum { PLACING_WIDTH = 0x3F, PLACING_IS_PATCHED = 0x40, PLACING_IS_UNSOUND = 0x80 };
extern const uint8_t quern_placings[256];

// Finds a patch, or a unary part, by its last byte, which lies before `*end`, and moves before it; none where
// it does not lie behind `start`.
static inline const uint8_t *patch_before(
    const uint8_t *bytes, size_t start, size_t *end, uint32_t code, uint32_t *count) {
  if (*end <= start) return 0;
  *count = bytes[*end - 1];
  const size_t size = code < QUERN_RICE ? 2 * (size_t)*count : *count;
  if (*end - start < 1 + size) return 0;
  *end -= 1 + size;
  return bytes + *end;
}

// The same as `quern_place_block`, of a code that is a byte.
static inline __attribute__((always_inline)) int place_block(
    const uint8_t *bytes, size_t size, size_t start, size_t end, uint8_t gap_code,
    uint8_t frequency_code, quern_gaps *gaps, quern_frequencies *frequencies) {
  const uint32_t gap_placing = quern_placings[gap_code];
  const uint32_t frequency_placing = quern_placings[frequency_code];
  if ((gap_placing | frequency_placing) & PLACING_IS_UNSOUND || frequency_code > QUERN_ELIAS_FANO)
    return 0;
  const uint32_t gap_width = gap_placing & PLACING_WIDTH;
  const uint32_t frequency_width = frequency_placing & PLACING_WIDTH;
  const size_t packed = 16 * (size_t)(gap_width + frequency_width);
  if (end > size || start > end || end - start < packed) return 0;
  size_t patches = end - packed;
  *gaps = (quern_gaps){.code = gap_code, .packed = bytes + patches, .width = gap_width};
  *frequencies = (quern_frequencies){
    .bytes = gaps->packed + 16 * (size_t)gap_width,
    .width = frequency_code < QUERN_RICE ? frequency_width : frequency_code};
  if (frequency_placing & PLACING_IS_PATCHED) {
    frequencies->patch =
      patch_before(bytes, start, &patches, frequency_code, &frequencies->patch_count);
    if (!frequencies->patch) return 0;
  }
  if (gap_placing & PLACING_IS_PATCHED) {
    gaps->unary = patch_before(bytes, start, &patches, gap_code, &gaps->unary_size);
    if (!gaps->unary) return 0;
    gaps->unary_room = size - patches;
  }
  return 1;
}

// Unpacks the documents of a block that was placed: 0 where they are not sound.
int quern_unpack_gaps(
  const quern_gaps *gaps, uint32_t previous, uint32_t last, uint32_t *documents);

#endif
