// Score, add up and pick postings, block by block.
//
// Scores are those of BM25: weight − weight / (1 + frequency · inverse of the length's norm), each
// step in 32-bit floats and rounded on its own, so that every implementation gives the same bits.
// Sums are 64-bit floats.

#ifndef QUERN_SCORING_H
#define QUERN_SCORING_H

#include <stdint.h>

/// Scores `count` postings. `lengths` has a byte for each document, `inverses` has 256 values.
void quern_score(
  const uint32_t *_Nonnull documents, const uint32_t *_Nonnull frequencies, uint32_t count,
  const uint8_t *_Nonnull lengths, const float *_Nonnull inverses, float weight,
  float *_Nonnull scores);

/// Copies the documents with a score above `cutoff`, and their scores.
///
/// Returns how many there are; `found` and `sums` have room for `count`.
uint32_t quern_select(
  const uint32_t *_Nonnull documents, const float *_Nonnull scores, uint32_t count, double cutoff,
  uint32_t *_Nonnull found, double *_Nonnull sums);

/// Adds scores to the sums of their documents; sums[0] is that of document `base`.
///
/// A sum that nothing was added to is −0. Appends a document to `found` when its sum comes to lie
/// above `cutoff`, each one once, and returns how many were appended; `found` has room for `count`.
uint32_t quern_accumulate(
  const uint32_t *_Nonnull documents, const float *_Nonnull scores, uint32_t count, uint32_t base,
  double cutoff, double *_Nonnull sums, uint32_t *_Nonnull found);

/// Makes `count` sums those to which nothing was added.
void quern_clear_sums(double *_Nonnull sums, uint32_t count);

/// The same for the sums of some documents.
void quern_clear_sums_of(
  const uint32_t *_Nonnull documents, uint32_t count, uint32_t base, double *_Nonnull sums);

/// Merges documents with sums and documents with scores, each ascending: of a document in both, the score is
/// added to the sum.
///
/// Returns how many there are; `merged` and `merged_sums` have room for all, and lie elsewhere.
uint32_t quern_merge_sums(
  const uint32_t *_Nonnull documents, const double *_Nonnull sums, uint32_t count,
  const uint32_t *_Nonnull others, const float *_Nonnull scores, uint32_t other_count,
  uint32_t *_Nonnull merged, double *_Nonnull merged_sums);

/// Keeps the candidates whose sums exceed `cutoff`, and returns how many there are.
uint32_t quern_keep(
  uint32_t *_Nonnull candidates, double *_Nonnull sums, uint32_t count, double cutoff);

/// Sets the bits of some documents.
void quern_set_bits(
  const uint32_t *_Nonnull documents, uint32_t count, uint64_t *_Nonnull words);

/// Clears the bits of some documents.
void quern_clear_bits(
  const uint32_t *_Nonnull documents, uint32_t count, uint64_t *_Nonnull words);

/// Counts the bits of some documents that are set.
uint32_t quern_count_bits(
  const uint32_t *_Nonnull documents, uint32_t count, const uint64_t *_Nonnull words);

/// Sets the bits of those documents that have one among the candidates, and takes their scores, unless there
/// are none: a bit that was set has its score added to its sum, another one makes it its sum.
///
/// Documents lie in the window of 4,096 that begins with `base`.
void quern_fill_window(
  const uint32_t *_Nonnull documents, const float *_Nullable scores, uint32_t count,
  uint32_t base, const uint64_t *_Nonnull candidates, uint64_t *_Nonnull words,
  double *_Nonnull sums);

/// Adds frequencies to the counts of their documents; a sum above 32 bits comes around.
void quern_add_counts(
  const uint32_t *_Nonnull documents, const uint32_t *_Nonnull frequencies, uint32_t count,
  uint32_t *_Nonnull counts);

/// Adds to the sums of the documents whose bits are set what they score by their frequencies; of a
/// frequency of 0, nothing.
///
/// Bit 0 and sums[0] are those of document `base`; `frequencies` and `lengths` have a number for each
/// document, `inverses` has 256 values.
void quern_add_frequencies_scores(
  const uint64_t *_Nonnull words, uint32_t word_count, uint32_t base,
  const uint32_t *_Nonnull frequencies, const uint8_t *_Nonnull lengths,
  const float *_Nonnull inverses, float weight, double *_Nonnull sums);

#endif
