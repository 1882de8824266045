// Join the posting lists that a word has in several fields, block by block: its scores are added up
// (BM25), or saturate as one (BM25F).
//
// The documents of the first list are scored as those of any list; the documents of the others are put
// among them. A place says where a document of another list stands among the joined ones, with the
// highest bit set where it stands there for the first time. Sums are 64-bit floats.

#ifndef QUERN_FIELDS_H
#define QUERN_FIELDS_H

#include <stdint.h>

/// Puts documents among `count` others and notes their places; both ascend. Returns how many there are
/// then; there is room for `count + added_count`.
uint32_t quern_join_documents(
  uint32_t *_Nonnull documents, uint32_t count, const uint32_t *_Nonnull added,
  uint32_t added_count, uint32_t *_Nonnull places);

/// Gives frequencies over norms. `lengths` has a byte for each document, `inverses` has 256 values.
void quern_ratios(
  const uint32_t *_Nonnull documents, const uint32_t *_Nonnull frequencies, uint32_t count,
  const uint8_t *_Nonnull lengths, const float *_Nonnull inverses, float *_Nonnull ratios);

/// Scores ratios.
void quern_score_ratios(
  const float *_Nonnull ratios, uint32_t count, float weight, double *_Nonnull totals);

/// Makes room among `count` ratios and totals for the documents that are new, both 0. Returns how many
/// there are then.
uint32_t quern_join_ratios(
  float *_Nonnull ratios, double *_Nonnull totals, uint32_t count, const uint32_t *_Nonnull places,
  uint32_t added_count);

/// Adds what another field's ratios add to the totals, and the ratios themselves.
void quern_add_ratios(
  float *_Nonnull ratios, double *_Nonnull totals, const uint32_t *_Nonnull places,
  const float *_Nonnull added_ratios, uint32_t added_count, float weight);

/// Adds to the totals what another field's ratios score by themselves.
void quern_add_scores(
  double *_Nonnull totals, const uint32_t *_Nonnull places, const float *_Nonnull added_ratios,
  uint32_t added_count, float weight);

/// Copies the documents with a total above `cutoff`, and their totals.
///
/// Returns how many there are; `found` and `sums` have room for `count`.
uint32_t quern_select_totals(
  const uint32_t *_Nonnull documents, const double *_Nonnull totals, uint32_t count, double cutoff,
  uint32_t *_Nonnull found, double *_Nonnull sums);

/// Adds totals to the sums of their documents, as `quern_accumulate` does scores.
uint32_t quern_accumulate_totals(
  const uint32_t *_Nonnull documents, const double *_Nonnull totals, uint32_t count, uint32_t base,
  double cutoff, double *_Nonnull sums, uint32_t *_Nonnull found);

/// Fills a window with documents and their totals, as `quern_fill_window` does with scores.
void quern_fill_window_totals(
  const uint32_t *_Nonnull documents, const double *_Nonnull totals, uint32_t count,
  uint32_t base, const uint64_t *_Nonnull candidates, uint64_t *_Nonnull words,
  double *_Nonnull sums);

#endif
