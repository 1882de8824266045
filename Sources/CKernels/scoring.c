#include "Scoring.h"

// A fused multiply-add would round once where the reference rounds twice.
#pragma STDC FP_CONTRACT OFF

typedef float floats __attribute__((vector_size(16), aligned(4)));

void quern_score(
    const uint32_t *documents, const uint32_t *frequencies, uint32_t count, const uint8_t *lengths,
    const float *inverses, float weight, float *scores) {
  for (uint32_t i = 0; i < count; i++)
    scores[i] = (float)frequencies[i] * inverses[lengths[documents[i]]];
  const floats w = {weight, weight, weight, weight}, one = {1, 1, 1, 1};
  uint32_t i = 0;
  for (; i + 4 <= count; i += 4) {
    floats *four = (floats *)(scores + i);
    *four = w - w / (one + *four);
  }
  for (; i < count; i++) scores[i] = weight - weight / (1 + scores[i]);
}

uint32_t quern_select(
    const uint32_t *documents, const float *scores, uint32_t count, double cutoff,
    uint32_t *found, double *sums) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++) {
    const double score = scores[i];
    found[n] = documents[i];
    sums[n] = score;
    n += score > cutoff;
  }
  return n;
}

uint32_t quern_accumulate(
    const uint32_t *documents, const float *scores, uint32_t count, uint32_t base, double cutoff,
    double *sums, uint32_t *found) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++) {
    double *sum = sums + (documents[i] - base);
    const double before = *sum, after = before + scores[i];
    *sum = after;
    found[n] = documents[i];
    n += (after > cutoff) & ((__builtin_signbit(before) != 0) | !(before > cutoff));
  }
  return n;
}

void quern_set_bits(const uint32_t *documents, uint32_t count, uint64_t *words) {
  for (uint32_t i = 0; i < count; i++)
    words[documents[i] >> 6] |= (uint64_t)1 << (documents[i] & 63);
}

void quern_clear_bits(const uint32_t *documents, uint32_t count, uint64_t *words) {
  for (uint32_t i = 0; i < count; i++)
    words[documents[i] >> 6] &= ~((uint64_t)1 << (documents[i] & 63));
}

uint32_t quern_count_bits(const uint32_t *documents, uint32_t count, const uint64_t *words) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++) n += words[documents[i] >> 6] >> (documents[i] & 63) & 1;
  return n;
}
