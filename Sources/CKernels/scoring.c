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
  // Most groups of four have none: the greatest of four tells.
  uint32_t n = 0, i = 0;
  for (; i + 4 <= count; i += 4) {
    const float *s = scores + i;
    const float a = s[0] > s[1] ? s[0] : s[1], b = s[2] > s[3] ? s[2] : s[3];
    if (!((a > b ? a : b) > cutoff)) continue;
    for (uint32_t j = i; j < i + 4; j++) {
      found[n] = documents[j];
      sums[n] = scores[j];
      n += scores[j] > cutoff;
    }
  }
  for (; i < count; i++) {
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

void quern_clear_sums(double *sums, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) sums[i] = -0.0;
}

void quern_clear_sums_of(
    const uint32_t *documents, uint32_t count, uint32_t base, double *sums) {
  for (uint32_t i = 0; i < count; i++) sums[documents[i] - base] = -0.0;
}

uint32_t quern_keep(uint32_t *candidates, double *sums, uint32_t count, double cutoff) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    const double sum = sums[i];
    candidates[kept] = candidates[i];
    sums[kept] = sum;
    kept += sum > cutoff;
  }
  return kept;
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
