#include "inline.h"
#include "placing.h"

// How the integers of a block are packed, by the code of the header: with 0 … 32 bits; with 0 … 23 bits and
// a patch, plus 64; in Rice's code, plus 96; or, of gaps, in Elias and Fano's with 1 … 23, plus 128.
#define PLACING(c)                                                                          \
  ((c) <= 32 ? (c)                                                                          \
   : ((c) >= 64 && (c) < 88) || ((c) >= QUERN_RICE && (c) < QUERN_RICE_END)                 \
       || ((c) > QUERN_ELIAS_FANO && (c) < QUERN_ELIAS_FANO_END)                            \
     ? ((c) & 31) | PLACING_IS_PATCHED                                                      \
     : PLACING_IS_UNSOUND)
#define FOUR(c) PLACING(c), PLACING((c) + 1), PLACING((c) + 2), PLACING((c) + 3)
#define SIXTEEN(c) FOUR(c), FOUR((c) + 4), FOUR((c) + 8), FOUR((c) + 12)
#define SIXTY_FOUR(c) SIXTEEN(c), SIXTEEN((c) + 16), SIXTEEN((c) + 32), SIXTEEN((c) + 48)
const uint8_t quern_placings[256] = {
  SIXTY_FOUR(0), SIXTY_FOUR(64), SIXTY_FOUR(128), SIXTY_FOUR(192)};

int quern_place_block(
    const uint8_t *bytes, size_t size, size_t start, size_t end, uint32_t gap_code,
    uint32_t frequency_code, quern_gaps *gaps, quern_frequencies *frequencies) {
  if (!bytes || (gap_code | frequency_code) > UINT8_MAX) return 0;
  return place_block(
    bytes, size, start, end, (uint8_t)gap_code, (uint8_t)frequency_code, gaps, frequencies);
}

// Unpacks what is not just packed: 0 where it is not sound.
INLINE int unpack_coded(const quern_gaps *gaps, uint32_t previous, uint32_t *documents) {
  if (gaps->code < QUERN_RICE) {
    quern_unpack_patched_ascending128(
      gaps->packed, gaps->width, previous, gaps->unary, gaps->unary_size, documents);
    return 1;
  }
  uint8_t zeros[QUERN_ZEROS_ROOM];
  if (!quern_read_unary128(gaps->unary, gaps->unary_size, zeros)) return 0;
  if (gaps->code >= QUERN_ELIAS_FANO)
    return quern_unpack_offsets128(gaps->packed, gaps->width, previous, zeros, documents);
  quern_unpack_rice_gaps128(gaps->packed, gaps->width, previous, zeros, documents);
  return 1;
}

INLINE int unpack_gaps(
    const quern_gaps *gaps, uint32_t previous, uint32_t last, uint32_t *documents) {
  if (!gaps->unary) quern_unpack_ascending128(gaps->packed, gaps->width, previous, documents);
  else if (!unpack_coded(gaps, previous, documents)) return 0;
  // The sum of 128 gaps of which each is below 2^24, or in Rice's code, is below 2^32, so it cannot come around
  // to a last document that is right: then none of the sums before it came around either. Offsets are known to
  // ascend, and are below 2^31.
  if (documents[127] != last) return 0;
  const uint32_t code = gaps->code;
  if (code <= 24 || code >= QUERN_RICE || (code >= 64 && gaps->width <= 16)) return 1;
  int ascends = documents[0] >= previous + 1;
  for (uint32_t i = 1; i < 128; i++) ascends &= documents[i - 1] < documents[i];
  return ascends;
}

int quern_unpack_gaps(
    const quern_gaps *gaps, uint32_t previous, uint32_t last, uint32_t *documents) {
  return unpack_gaps(gaps, previous, last, documents);
}

int quern_unpack_block(
    const uint8_t *bytes, size_t size, size_t start, size_t end, uint32_t gap_code,
    uint32_t frequency_code, uint32_t previous, uint32_t last, uint32_t *documents,
    quern_frequencies *frequencies) {
  quern_gaps gaps;
  return quern_place_block(
      bytes, size, start, end, gap_code, frequency_code, &gaps, frequencies)
    && unpack_gaps(&gaps, previous, last, documents);
}

int quern_unpack_frequencies(quern_frequencies packed, uint32_t *frequencies) {
  if (!packed.bytes) return 0;
  if (packed.width >= QUERN_RICE) {
    return packed.patch
      && quern_unpack_rice128(
        packed.bytes, packed.width - QUERN_RICE, packed.patch, packed.patch_count, 1,
        frequencies);
  }
  quern_unpack128(packed.bytes, packed.width, 1, frequencies);
  if (packed.patch) {
    quern_patch128(packed.patch, packed.patch_count, packed.width, frequencies);
    return 1;
  }
  // Only a stored 2^32 − 1 wraps to 0.
  int is_sound = 1;
  if (packed.width == 32) {
    for (uint32_t i = 0; i < 128; i++) is_sound &= frequencies[i] != 0;
  }
  return is_sound;
}
