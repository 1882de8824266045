// Pack and unpack blocks of 128 unsigned 32-bit integers, `width` bits each (0 … 32).
//
// Layout. The block is a table of 32 rows and 4 lanes: the integer i stands in row i / 4, lane i % 4.
// Each lane is a stream of 32 integers of `width` bits, lowest bit first, cut into `width` words of
// 32 bits, little-endian. The words of the four lanes alternate:
//
//   word 0 of lane 0, word 0 of lane 1, word 0 of lane 2, word 0 of lane 3, word 1 of lane 0, …
//
// So a packed block takes 16 · width bytes exactly, nothing for width 0, and one vector operation
// handles a row. (Lemire and Boytsov, "Decoding billions of integers per second through
// vectorization", Software: Practice and Experience, 2015.)
//
// No function reads or writes outside these 16 · width bytes and the 128 integers. `bytes` may have
// any alignment, and may be null if width is 0. A width above 32 is a no-op.

#ifndef QUERN_KERNELS_H
#define QUERN_KERNELS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "Checksum.h"
#include "Columns.h"
#include "Conjunction.h"
#include "Dictionary.h"
#include "Disjunction.h"
#include "Fields.h"
#include "FieldsConjunction.h"
#include "FieldsDisjunction.h"
#include "Gaps.h"
#include "Intersection.h"
#include "Positions.h"
#include "Rice.h"
#include "Scoring.h"
#include "ShortLists.h"
#include "Tails.h"
#include "Tokens.h"
#include "TopKeys.h"
#include "Writing.h"

/// Packs 128 integers into 16 · width bytes. Bits above `width` must be zero.
void quern_pack128(
  const uint32_t *_Nonnull values, uint32_t width, uint8_t *_Nullable bytes);

/// The same for the lowest bits of any values.
void quern_pack_low128(
  const uint32_t *_Nonnull values, uint32_t width, uint8_t *_Nullable bytes);

/// Unpacks 128 integers: value i = base + stored i, modulo 2^32.
void quern_unpack128(
  const uint8_t *_Nullable bytes, uint32_t width, uint32_t base, uint32_t *_Nonnull values);

/// Unpacks 128 gaps into running sums: value i = value i−1 + stored i + 1, modulo 2^32, where
/// value −1 is `previous`. ("D1" in the paper.)
void quern_unpack_ascending128(
  const uint8_t *_Nullable bytes, uint32_t width, uint32_t previous, uint32_t *_Nonnull values);

/// Patches 128 unpacked integers of `width` bits, below 32: of `count` of them, whose places come first, the
/// higher bits follow, a byte each. Places lie below 128 or count modulo 128. Here value = 1 + stored.
void quern_patch128(
  const uint8_t *_Nullable patch, uint32_t count, uint32_t width, uint32_t *_Nonnull values);

/// The same as quern_unpack_ascending128 for gaps that are patched.
void quern_unpack_patched_ascending128(
  const uint8_t *_Nullable bytes, uint32_t width, uint32_t previous,
  const uint8_t *_Nullable patch, uint32_t count, uint32_t *_Nonnull values);

/// The packed frequencies of a block, less 1, and their patch. In Rice's code `width` is QUERN_RICE and the low
/// bits, `patch` the unary part and `patch_count` the bytes of it.
typedef struct {
  const uint8_t *_Nullable bytes;
  const uint8_t *_Nullable patch;
  uint32_t width;
  uint32_t patch_count;
} quern_frequencies;

/// Unpacks the documents of a block whose body lies from `start` to `end` of the `size` bytes, as
/// PostingsFormat has it, and says where its frequencies are. The codes are those of the header.
///
/// Returns 0, and leaves anything in `documents`, where the codes are not sound, the postings do not lie
/// in the body, or the documents do not ascend to `last`; else 1.
int quern_unpack_block(
  const uint8_t *_Nullable bytes, size_t size, size_t start, size_t end, uint32_t gap_code,
  uint32_t frequency_code, uint32_t previous, uint32_t last, uint32_t *_Nonnull documents,
  quern_frequencies *_Nonnull frequencies);

/// Finds the documents and the frequencies of a block without unpacking them; see `quern_unpack_block`.
int quern_place_block(
  const uint8_t *_Nullable bytes, size_t size, size_t start, size_t end, uint32_t gap_code,
  uint32_t frequency_code, quern_gaps *_Nonnull gaps, quern_frequencies *_Nonnull frequencies);

/// Unpacks the 128 frequencies of a block: 1, or 0 where there are none, one of them is 2^32, or high bits are
/// missing.
int quern_unpack_frequencies(quern_frequencies packed, uint32_t *_Nonnull frequencies);

/// Finds the first of the words from `from` on, below `count`, that is at least `target`; `count` where
/// there is none. The `count` words are 32 bits each, little-endian, and should ascend: else any place
/// from `from` to `count` may come out.
uint32_t quern_find_block(
  const uint8_t *_Nullable words, uint32_t from, uint32_t count, uint32_t target);

/// The same on a processor that has no more than every one.
uint32_t quern_find_block_plain(
  const uint8_t *_Nullable words, uint32_t from, uint32_t count, uint32_t target);

/// Adds up the low halves of `count` words of 32 bits, little-endian.
uint32_t quern_sum_halves(const uint8_t *_Nullable words, uint32_t count);

/// Finds the best ratio of frequency and norm among the impacts of a block's body, which begins at
/// `offset` of the `size` bytes: a mark (a variable-length integer and a byte), the number of impacts,
/// then for each the step from the frequency before, less 1, and its length code.
///
/// Returns the offset behind them; 0 where the bytes end too soon, a number is malformed or too large,
/// or there are not 1 to `most` impacts. `inverses` has 256 values.
size_t quern_best_ratio(
  const uint8_t *_Nullable bytes, size_t offset, size_t size, uint32_t most,
  const float *_Nonnull inverses, float *_Nonnull ratio);

/// One of 128 packed integers, as stored; `index` is below 128, `width` at most 32.
static inline uint32_t quern_packed_value(
    const uint8_t *_Nonnull bytes, uint32_t width, uint32_t index) {
  if (width == 0) return 0;
  const uint32_t bit = (index >> 2) * width, shift = bit & 31;
  const uint8_t *word = bytes + ((bit >> 5) << 4) + ((index & 3) << 2);
  uint32_t value, next;
  memcpy(&value, word, sizeof value);
  value >>= shift;
  if (shift + width > 32) {
    memcpy(&next, word + 16, sizeof next);
    value |= next << (32 - shift);
  }
  return width == 32 ? value : value & ((1u << width) - 1);
}

/// The same of integers that are patched, `count` of them; the packed ones stand behind the patch. Of bytes
/// that are no patch it makes what quern_patch128 makes of them.
static inline uint32_t quern_patched_value(
    const uint8_t *_Nonnull bytes, uint32_t width, const uint8_t *_Nullable patch, uint32_t count,
    uint32_t index) {
  uint32_t value = quern_packed_value(bytes, width, index);
  if (!patch || count == 0) return value;
  if (count <= 8 && width > 0) {
    // All places at once: the zero bytes are those that equal. Where a byte is packed, 16 lie behind
    // the patch.
    const uint64_t ones = 0x0101010101010101, most = 0x7f7f7f7f7f7f7f7f;
    uint64_t places;
    memcpy(&places, patch, sizeof places);
    places = (places & most) ^ ones * index;
    uint64_t equal = ~(places + most) & ~most;
    equal &= ~(uint64_t)0 >> (64 - 8 * count);
    for (; equal; equal &= equal - 1) {
      const uint32_t place = (uint32_t)__builtin_ctzll(equal) >> 3;
      value |= (uint32_t)patch[count + place] << (width & 31);
    }
    return value;
  }
  for (uint32_t i = 0; i < count; i++) {
    if ((patch[i] & 127) == index) value |= (uint32_t)patch[count + i] << (width & 31);
  }
  return value;
}

/// The frequency at one of 128 places; 1 where none are packed.
static inline uint32_t quern_frequency(quern_frequencies packed, uint32_t index) {
  if (!packed.bytes) return 1;
  if (packed.width >= QUERN_RICE) {
    const uint32_t width = packed.width - QUERN_RICE;
    return 1 + quern_packed_value(packed.bytes, width, index)
      + (quern_unary_value(packed.patch, packed.patch_count, index) << width);
  }
  return 1
    + quern_patched_value(packed.bytes, packed.width, packed.patch, packed.patch_count, index);
}

/// So many bytes of a unary part are read at once, where there are as many behind its beginning.
enum { QUERN_UNARY_ROOM = (QUERN_UNARY_MOST + 7) / 8 * 8 };

/// The frequencies at some of 128 places, in Rice's code: as ``quern_frequency``, and any where the block is
/// damaged. `has_room` says whether QUERN_UNARY_ROOM bytes can be read of the unary part.
void quern_rice_frequencies(
  const quern_frequencies *_Nonnull packed, int has_room, const uint8_t *_Nonnull places,
  uint32_t count, uint32_t *_Nonnull frequencies);

#endif
