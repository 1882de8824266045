// Walk the posting lists of words that a document must have all of.

#ifndef QUERN_CONJUNCTION_H
#define QUERN_CONJUNCTION_H

#include <stddef.h>
#include <stdint.h>

/// The posting lists of a field in a segment, and what documents are scored by.
///
/// `lengths` and `inverses` are those of `quern_score`.
typedef struct {
  const uint8_t *_Nullable bytes;
  size_t size;
  uint32_t document_count;
  const uint8_t *_Nonnull lengths;
  const float *_Nonnull inverses;
} quern_field;

/// A posting list, as PostingsFormat has it, and the block at which a walk stands.
typedef struct {
  /// The number of documents in the list, what it weighs, and where a block is unpacked.
  uint32_t count;
  float weight;
  uint32_t *_Nonnull documents;
  uint32_t *_Nonnull frequencies;

  /// No document has a greater ratio of frequency and norm, or scores above the bound.
  float ratio, bound;

  /// The block: its last document, 2^32 − 1 behind the last block, and that of the block before.
  uint32_t last, before;
  uint32_t block, block_count;
  size_t directory, body, next;
  uint8_t gap_code, frequency_code;
  uint8_t is_loaded, has_frequencies, has_packed_tail;

  /// Where the frequencies of the loaded block are, unless they are unpacked.
  const uint8_t *_Nullable packed, *_Nullable patch;
  uint32_t width, patch_count;
  /// Whether ``QUERN_UNARY_ROOM`` bytes from `patch` on can be read, as far as the file goes.
  uint8_t has_unary_room;
} quern_list;

/// Where matches are written: room for 128 documents and their sums, and for a walk to work in, 256
/// places, and 128 frequencies and scores.
typedef struct {
  uint32_t *_Nonnull documents;
  double *_Nonnull sums;
  uint8_t *_Nonnull places;
  uint32_t *_Nonnull frequencies;
  float *_Nonnull scores;
} quern_matches;

/// Opens the list that begins at `offset` and has `count` documents on its first block: 1, or 0 where
/// the bytes are no such list. There is room for 128 documents and as many frequencies, which the caller
/// keeps.
int quern_open_list(
  const quern_field *_Nonnull field, size_t offset, uint32_t count, float weight,
  uint32_t *_Nonnull documents, uint32_t *_Nonnull frequencies, quern_list *_Nonnull list);

/// Makes a list of no document, which a word has in a field where it does not occur.
quern_list quern_empty_list(
  float weight, uint32_t *_Nonnull documents, uint32_t *_Nonnull frequencies);

/// Finds the documents of the next block of the first list that are in all lists, and of which the sums
/// of their scores may exceed the threshold; there are two lists or more, the shortest one first.
///
/// Without `scores` only the documents are written (the sums may be any), and the threshold counts for nothing.
/// Returns how many there are, 0 behind the last one, and −1 where the bytes are not what they should be.
int32_t quern_next_matches(
  const quern_field *_Nonnull field, quern_list *_Nonnull lists, uint32_t count, double threshold,
  int scores, const quern_matches *_Nonnull matches);

#endif
