#include "Fields.h"

#include <string.h>

#include "norms.h"
#include "processor.h"
#include "sums.h"

// A fused multiply-add would round once where the reference rounds twice.
#pragma STDC FP_CONTRACT OFF

// Set in the place of a document that the list before did not have.
#define NEW ((uint32_t)1 << 31)

// The place of the first document that is not below the target; `count` where there is none.
static uint32_t lower_bound(const uint32_t *documents, uint32_t count, uint32_t target) {
  const uint32_t *start = documents;
  while (count > 1) {
    const uint32_t half = count / 2;
    start += start[half - 1] < target ? half : 0;
    count -= half;
  }
  return (uint32_t)(start - documents) + (count > 0 && *start < target);
}

uint32_t quern_join_documents(
    uint32_t *documents, uint32_t count, const uint32_t *added, uint32_t added_count,
    uint32_t *places) {
  uint32_t missing = 0, from = 0;
  for (uint32_t i = 0; i < added_count; i++) {
    from += lower_bound(documents + from, count - from, added[i]);
    const uint32_t is_new = from == count || documents[from] != added[i];
    places[i] = (from + missing) | is_new << 31;
    missing += is_new;
  }
  // From the end on, so that each document moves once.
  uint32_t shift = missing, end = count;
  for (uint32_t i = added_count; shift > 0; ) {
    i--;
    if (!(places[i] & NEW)) continue;
    const uint32_t place = places[i] & ~NEW, old = place + 1 - shift;
    memmove(documents + old + shift, documents + old, (end - old) * sizeof *documents);
    documents[place] = added[i];
    end = old;
    shift--;
  }
  return count + missing;
}

uint32_t quern_join_ratios(
    float *ratios, double *totals, uint32_t count, const uint32_t *places, uint32_t added_count) {
  uint32_t missing = 0, end = count;
  for (uint32_t i = 0; i < added_count; i++) missing += places[i] >> 31;
  uint32_t shift = missing;
  for (uint32_t i = added_count; shift > 0; ) {
    i--;
    if (!(places[i] & NEW)) continue;
    const uint32_t place = places[i] & ~NEW, old = place + 1 - shift;
    memmove(ratios + old + shift, ratios + old, (end - old) * sizeof *ratios);
    memmove(totals + old + shift, totals + old, (end - old) * sizeof *totals);
    ratios[place] = 0;
    totals[place] = 0;
    end = old;
    shift--;
  }
  return count + missing;
}

static void ratios_plain(
    const uint32_t *documents, const uint32_t *frequencies, uint32_t count, const uint8_t *lengths,
    const float *inverses, float *ratios) {
  for (uint32_t i = 0; i < count; i++)
    ratios[i] = (float)frequencies[i] * inverses[lengths[documents[i]]];
}

static void score_ratios_plain(const float *ratios, uint32_t count, float weight, double *totals) {
  for (uint32_t i = 0; i < count; i++) {
    const float score = weight - weight / (1 + ratios[i]);
    totals[i] = score;
  }
}

static uint32_t select_totals_plain(
    const uint32_t *documents, const double *totals, uint32_t count, double cutoff,
    uint32_t *found, double *sums) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!(totals[i] > cutoff)) continue;
    found[n] = documents[i];
    sums[n++] = totals[i];
  }
  return n;
}

// AVX2 where the machine has it; every lane computes what the plain loop computes.
#if defined(__x86_64__)
AVX2 static void ratios_avx2(
    const uint32_t *documents, const uint32_t *frequencies, uint32_t count, const uint8_t *lengths,
    const float *inverses, float *ratios) {
  uint32_t i = 0;
  for (; i + 8 <= count; i = quern_next_eight(i, count)) {
    const __m256i f = _mm256_loadu_si256((const __m256i *)(frequencies + i));
    // Above 2^31 a frequency would count as negative.
    if (_mm256_movemask_ps(_mm256_castsi256_ps(f))) break;
    const __m256 inverse = quern_inverses_of_eight(documents + i, lengths, inverses);
    _mm256_storeu_ps(ratios + i, _mm256_mul_ps(_mm256_cvtepi32_ps(f), inverse));
  }
  if (i < count)
    ratios_plain(documents + i, frequencies + i, count - i, lengths, inverses, ratios + i);
}

AVX2 static void score_ratios_avx2(
    const float *ratios, uint32_t count, float weight, double *totals) {
  const __m256 w = _mm256_set1_ps(weight), one = _mm256_set1_ps(1);
  uint32_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256 ratio = _mm256_loadu_ps(ratios + i);
    const __m256 score = _mm256_sub_ps(w, _mm256_div_ps(w, _mm256_add_ps(one, ratio)));
    _mm256_storeu_pd(totals + i, _mm256_cvtps_pd(_mm256_castps256_ps128(score)));
    _mm256_storeu_pd(totals + i + 4, _mm256_cvtps_pd(_mm256_extractf128_ps(score, 1)));
  }
  score_ratios_plain(ratios + i, count - i, weight, totals + i);
}

AVX2 static uint32_t select_totals_avx2(
    const uint32_t *documents, const double *totals, uint32_t count, double cutoff,
    uint32_t *found, double *sums) {
  const __m256d least = _mm256_set1_pd(cutoff);
  uint32_t n = 0, i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256d low = _mm256_cmp_pd(_mm256_loadu_pd(totals + i), least, _CMP_GT_OQ);
    const __m256d high = _mm256_cmp_pd(_mm256_loadu_pd(totals + i + 4), least, _CMP_GT_OQ);
    uint32_t mask = (uint32_t)_mm256_movemask_pd(low) | (uint32_t)_mm256_movemask_pd(high) << 4;
    for (; mask; mask &= mask - 1) {
      const uint32_t j = i + (uint32_t)__builtin_ctz(mask);
      found[n] = documents[j];
      sums[n++] = totals[j];
    }
  }
  return n + select_totals_plain(documents + i, totals + i, count - i, cutoff, found + n, sums + n);
}
#endif

void quern_ratios(
    const uint32_t *documents, const uint32_t *frequencies, uint32_t count, const uint8_t *lengths,
    const float *inverses, float *ratios) {
#if defined(__x86_64__)
  if (has_avx2()) {
    ratios_avx2(documents, frequencies, count, lengths, inverses, ratios);
    return;
  }
#endif
  ratios_plain(documents, frequencies, count, lengths, inverses, ratios);
}

void quern_score_ratios(const float *ratios, uint32_t count, float weight, double *totals) {
#if defined(__x86_64__)
  if (has_avx2()) {
    score_ratios_avx2(ratios, count, weight, totals);
    return;
  }
#endif
  score_ratios_plain(ratios, count, weight, totals);
}

void quern_add_ratios(
    float *ratios, double *totals, const uint32_t *places, const float *added_ratios,
    uint32_t added_count, float weight) {
  for (uint32_t i = 0; i < added_count; i++) {
    const uint32_t place = places[i] & ~NEW;
    const float base = ratios[place], ratio = added_ratios[i], sum = base + ratio;
    const float alone = weight - weight / (1 + ratio);
    const float before = weight - weight / (1 + base), after = weight - weight / (1 + sum);
    const float more = after - before;
    totals[place] += more < alone ? more : alone;
    ratios[place] = sum;
  }
}

void quern_add_scores(
    double *totals, const uint32_t *places, const float *added_ratios, uint32_t added_count,
    float weight) {
  for (uint32_t i = 0; i < added_count; i++) {
    const float score = weight - weight / (1 + added_ratios[i]);
    totals[places[i] & ~NEW] += score;
  }
}

uint32_t quern_select_totals(
    const uint32_t *documents, const double *totals, uint32_t count, double cutoff,
    uint32_t *found, double *sums) {
#if defined(__x86_64__)
  if (has_avx2()) return select_totals_avx2(documents, totals, count, cutoff, found, sums);
#endif
  return select_totals_plain(documents, totals, count, cutoff, found, sums);
}

ACCUMULATE(quern_accumulate_totals, double)

FILL_WINDOW(quern_fill_window_totals, double)
