// Read positions of a term, and match the words of a phrase.

#ifndef QUERN_POSITIONS_H
#define QUERN_POSITIONS_H

#include <stddef.h>
#include <stdint.h>

/// A place in a term's list of positions, whose layout is that of Quern's format: blocks of 128 deltas,
/// packed or in Rice's code, as a byte before them says, then a tail of variable-length integers, before
/// which stands 128 + their number unless the list has no block.
typedef struct {
  const uint8_t *_Nullable bytes;
  size_t size;
  /// The number of positions in the list.
  uint64_t total;
  /// Where the current block begins, and how many of its positions lie behind.
  size_t block;
  uint32_t index;
  /// In a tail, so many of its positions lie before the byte `tail_offset`.
  uint32_t tail_index;
  size_t tail_offset;
} quern_positions;

/// Passes over `skip` positions and reads the `count` of one document, which never descend.
///
/// Returns 0 where the bytes are not what they should be; nothing outside them is read. `positions` has
/// room for `count`.
int quern_read_positions(
  quern_positions *_Nonnull list, uint64_t skip, uint32_t count, uint32_t *_Nonnull positions);

/// Keeps those of some starts of which `start + offset` is among the positions; neither descend.
///
/// Returns how many there are.
uint32_t quern_keep_starts(
  uint32_t *_Nonnull starts, uint32_t start_count, const uint32_t *_Nonnull positions,
  uint32_t position_count, uint32_t offset);

/// A block of positions that was unpacked, and where in the list it begins: nowhere while none was. Eight
/// deltas are read at once, from any of its 128 on.
typedef struct {
  size_t block;
  /// Whether the deltas are below 2^24.
  uint32_t is_small;
  uint32_t deltas[128 + 7];
} quern_position_block;

/// A word of a phrase in a block of its posting list: its positions, those of the block before the document
/// at `place` passed over; the frequencies of the block's documents; its distance from the start of the
/// phrase; and from which place of the block on documents are counted.
typedef struct {
  quern_positions *_Nonnull list;
  quern_position_block *_Nonnull unpacked;
  const uint32_t *_Nonnull frequencies;
  uint32_t place;
  uint32_t offset;
  uint32_t base;
} quern_phrase_word;

/// Counts how often two words stand at their distances in each of some documents, which stand at these
/// places of either block and ascend. Where there are many, it `unpacks` whole blocks of positions.
///
/// Returns how many documents were counted, and moves behind them: fewer where one has a word more than 256
/// times, or where the bytes are not what they should be, which the caller finds out by reading that one.
uint32_t quern_match_two(
  quern_phrase_word *_Nonnull first, quern_phrase_word *_Nonnull second,
  const uint8_t *_Nonnull first_places, const uint8_t *_Nonnull second_places, uint32_t count,
  int unpacks, uint32_t *_Nonnull counts);

/// The sum of some frequencies.
uint64_t quern_sum(const uint32_t *_Nonnull frequencies, uint32_t count);

#endif
