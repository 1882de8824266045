// Keep the best documents of a search.

#ifndef QUERN_TOP_KEYS_H
#define QUERN_TOP_KEYS_H

#include <stdint.h>

/// A scored document: the better one has the greater `rank`, or the same and the lower `number`.
typedef struct {
  uint64_t rank;
  uint32_t number;
} quern_key;

/// The rank of a score in a segment: floats order as integers of sign and magnitude, and the earlier
/// segment comes first.
static inline uint64_t quern_rank(float score, uint32_t segment) {
  union {
    float score;
    uint32_t bits;
  } value = {score + 0.0f};  // +0 for −0
  const uint32_t ordered = value.bits >> 31 ? ~value.bits : value.bits | 0x80000000u;
  return (uint64_t)ordered << 32 | (uint32_t)~segment;
}

/// The score of which a rank was made.
static inline float quern_score_of(uint64_t rank) {
  const uint32_t ordered = (uint32_t)(rank >> 32);
  union {
    uint32_t bits;
    float score;
  } value = {ordered >> 31 ? ordered & 0x7FFFFFFFu : ~ordered};
  return value.score;
}

/// Takes documents in, in ascending order, whose sums as floats exceed the threshold.
///
/// With `is_heap` the keys are a heap with the worst at its root once there are `capacity` of them, and
/// the threshold rises with it; else they are appended until there are `capacity`. Returns how many
/// candidates were looked at.
uint32_t quern_offer(
  const uint32_t *_Nonnull documents, const double *_Nonnull sums, uint32_t candidates,
  uint32_t segment, int is_heap, quern_key *_Nonnull keys, uint32_t *_Nonnull count,
  uint32_t capacity, float *_Nonnull threshold);

/// Takes one key into a heap of `count` keys, of at most `capacity`; returns their new number.
uint32_t quern_offer_key(
  quern_key *_Nonnull keys, uint32_t count, uint32_t capacity, quern_key key);

/// Brings the best `wanted` of the keys to the front, in no order (quickselect: Hoare, 1961). O(`count`) in the
/// mean, whatever their order.
void quern_keep_best(quern_key *_Nonnull keys, uint32_t count, uint32_t wanted, uint64_t seed);

/// The worst of some keys, one or more.
quern_key quern_worst(const quern_key *_Nonnull keys, uint32_t count);

/// Sorts keys, the best first; `scratch` has room for as many.
void quern_sort_keys(quern_key *_Nonnull keys, uint32_t count, quern_key *_Nonnull scratch);

#endif
