// Bounds and scores of a word that has a list in each of two fields, which saturate as one (BM25F).

#ifndef QUERN_FIELD_SCORES_H
#define QUERN_FIELD_SCORES_H

#include <math.h>

#include "lists.h"

enum { LONGER, SHORTER, FIELDS };

// What no document scores more than whose ratios come to a sum. Ratios may be added up in another order, and
// what a field adds is rounded on its own.
static inline double bound_of_ratio(float ratio, float weight) {
  const float slack = 1 + 0x1p-20f;
  return (double)quern_score_of_ratio(weight, ratio * slack) * (double)slack;
}

// No document with a lower ratio scores more than a cutoff; −∞ where that is not known. Scores and sums of
// ratios are rounded, by less than what is left out here.
static inline float least_ratio(double cutoff, float weight) {
  const double whole = weight, rest = cutoff - whole * 0x1p-18;
  if (!(rest > 0)) return -INFINITY;
  if (rest >= whole) return INFINITY;
  return (float)(rest / (whole - rest)) * (1 - 0x1p-16f);
}

// Whether a list has documents up to `last` in the block at which it stands.
static inline int reaches(const quern_list *list, uint32_t last) {
  return list->last != END && (uint32_t)(list->before + 1) <= last;
}

// No document in the block at which the list stands has a greater ratio.
static inline float best_ratio(const quern_field *field, const quern_list *list) {
  float ratio = 0;
  if (list->block_count == 0
      || !quern_best_ratio(
        field->bytes, list->body, field->size, BLOCK_IMPACTS, field->inverses, &ratio))
    return list->ratio;
  return ratio;
}

// The same of documents up to `last`.
static inline float block_ratio(const quern_field *field, const quern_list *list, uint32_t last) {
  return reaches(list, last) ? best_ratio(field, list) : 0;
}

static inline double word_bound(const quern_list *lists) {
  return bound_of_ratio(lists[LONGER].ratio + lists[SHORTER].ratio, lists->weight);
}

static inline float ratio_of(const quern_field *field, uint32_t document, uint32_t frequency) {
  // Of a field without the word: a norm's inverse may be infinite.
  return frequency == 0 ? 0 : (float)frequency * field->inverses[field->lengths[document]];
}

// What a document scores by its ratios in both fields: the shorter one adds no more than it would score alone.
static inline double score_of_ratios(float base, float ratio, float weight) {
  const float before = quern_score_of_ratio(weight, base);
  const float alone = quern_score_of_ratio(weight, ratio);
  const float more = quern_score_of_ratio(weight, base + ratio) - before;
  return (double)before + (double)(more < alone ? more : alone);
}

#endif
