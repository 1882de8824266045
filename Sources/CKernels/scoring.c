#include "Scoring.h"

#include "norms.h"
#include "processor.h"
#include "sums.h"

// A fused multiply-add would round once where the reference rounds twice.
#pragma STDC FP_CONTRACT OFF

typedef float floats __attribute__((vector_size(16), aligned(4)));

static void score_plain(
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

static uint32_t select_plain(
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

// AVX2 where the machine has it. Every lane computes what the plain loop computes.
#if defined(__x86_64__)
AVX2 static void score_avx2(
    const uint32_t *documents, const uint32_t *frequencies, uint32_t count, const uint8_t *lengths,
    const float *inverses, float weight, float *scores) {
  const __m256 w = _mm256_set1_ps(weight), one = _mm256_set1_ps(1);
  uint32_t i = 0;
  for (; i + 8 <= count; i = quern_next_eight(i, count)) {
    const __m256i f = _mm256_loadu_si256((const __m256i *)(frequencies + i));
    // Above 2^31 a frequency would count as negative.
    if (_mm256_movemask_ps(_mm256_castsi256_ps(f))) break;
    const __m256 inverse = quern_inverses_of_eight(documents + i, lengths, inverses);
    const __m256 ratio = _mm256_mul_ps(_mm256_cvtepi32_ps(f), inverse);
    _mm256_storeu_ps(scores + i, _mm256_sub_ps(w, _mm256_div_ps(w, _mm256_add_ps(one, ratio))));
  }
  if (i < count)
    score_plain(documents + i, frequencies + i, count - i, lengths, inverses, weight, scores + i);
}

AVX2 static uint32_t select_avx2(
    const uint32_t *documents, const float *scores, uint32_t count, double cutoff, uint32_t *found,
    double *sums) {
  // The greatest float that is not above the cutoff: a float is above both or above none.
  float least = (float)cutoff;
  if ((double)least > cutoff) {
    const __m128i bits = _mm_castps_si128(_mm_set_ss(least));
    const int32_t value = _mm_cvtsi128_si32(bits);
    const int32_t below = value > 0 ? value - 1 : value == 0 ? (int32_t)0x80000001 : value + 1;
    least = _mm_cvtss_f32(_mm_castsi128_ps(_mm_cvtsi32_si128(below)));
  }
  const __m256 l = _mm256_set1_ps(least);
  uint32_t n = 0, i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256 eight = _mm256_loadu_ps(scores + i);
    const __m256 above = _mm256_cmp_ps(eight, l, _CMP_GT_OQ);
    const uint32_t mask = (uint32_t)_mm256_movemask_ps(above);
    if (!mask) continue;
    // What exceeds moves to the front of eight; what is written behind it is written over.
    const __m256i order = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)quern_bit_numbers(mask)));
    const __m256i chosen = _mm256_loadu_si256((const __m256i *)(documents + i));
    const __m256 moved = _mm256_permutevar8x32_ps(eight, order);
    _mm256_storeu_si256((__m256i *)(found + n), _mm256_permutevar8x32_epi32(chosen, order));
    _mm256_storeu_pd(sums + n, _mm256_cvtps_pd(_mm256_castps256_ps128(moved)));
    _mm256_storeu_pd(sums + n + 4, _mm256_cvtps_pd(_mm256_extractf128_ps(moved, 1)));
    n += (uint32_t)__builtin_popcount(mask);
  }
  return n + select_plain(documents + i, scores + i, count - i, cutoff, found + n, sums + n);
}

AVX2 static void clear_sums_avx2(double *sums, uint32_t count) {
  const __m256d none = _mm256_set1_pd(-0.0);
  uint32_t i = 0;
  for (; i + 16 <= count; i += 16) {
    _mm256_storeu_pd(sums + i, none);
    _mm256_storeu_pd(sums + i + 4, none);
    _mm256_storeu_pd(sums + i + 8, none);
    _mm256_storeu_pd(sums + i + 12, none);
  }
  for (; i < count; i++) sums[i] = -0.0;
}
#endif

void quern_score(
    const uint32_t *documents, const uint32_t *frequencies, uint32_t count, const uint8_t *lengths,
    const float *inverses, float weight, float *scores) {
#if defined(__x86_64__)
  if (has_avx2()) {
    score_avx2(documents, frequencies, count, lengths, inverses, weight, scores);
    return;
  }
#endif
  score_plain(documents, frequencies, count, lengths, inverses, weight, scores);
}

uint32_t quern_select(
    const uint32_t *documents, const float *scores, uint32_t count, double cutoff,
    uint32_t *found, double *sums) {
#if defined(__x86_64__)
  if (has_avx2()) return select_avx2(documents, scores, count, cutoff, found, sums);
#endif
  return select_plain(documents, scores, count, cutoff, found, sums);
}

ACCUMULATE(quern_accumulate, float)

void quern_clear_sums(double *sums, uint32_t count) {
#if defined(__x86_64__)
  if (has_avx2()) {
    clear_sums_avx2(sums, count);
    return;
  }
#endif
  for (uint32_t i = 0; i < count; i++) sums[i] = -0.0;
}

void quern_clear_sums_of(
    const uint32_t *documents, uint32_t count, uint32_t base, double *sums) {
  for (uint32_t i = 0; i < count; i++) sums[documents[i] - base] = -0.0;
}

// Lost: comparing the lists by eight and merging what exceeds a cutoff, mostly an eighth or more.
uint32_t quern_merge_sums(
    const uint32_t *documents, const double *sums, uint32_t count, const uint32_t *others,
    const float *scores, uint32_t other_count, uint32_t *merged, double *merged_sums) {
  uint32_t i = 0, j = 0, n = 0;
  // Without branches: which of the two comes first is as good as random.
  while (i < count && j < other_count) {
    const uint32_t a = documents[i], b = others[j];
    const int takes_a = a <= b, takes_b = b <= a;
    merged[n] = takes_a ? a : b;
    merged_sums[n++] = (takes_a ? sums[i] : 0) + (takes_b ? (double)scores[j] : 0);
    i += (uint32_t)takes_a;
    j += (uint32_t)takes_b;
  }
  for (; i < count; i++, n++) {
    merged[n] = documents[i];
    merged_sums[n] = sums[i];
  }
  for (; j < other_count; j++, n++) {
    merged[n] = others[j];
    merged_sums[n] = scores[j];
  }
  return n;
}

// Keeps candidates from one on, behind those that are kept already.
static inline uint32_t keep_from(
    uint32_t *candidates, double *sums, uint32_t first, uint32_t count, double cutoff,
    uint32_t kept) {
  for (uint32_t i = first; i < count; i++) {
    const double sum = sums[i];
    candidates[kept] = candidates[i];
    sums[kept] = sum;
    kept += sum > cutoff;
  }
  return kept;
}

#if defined(__x86_64__)
// Most groups of four have none.
AVX2 static uint32_t keep_avx2(
    uint32_t *candidates, double *sums, uint32_t count, double cutoff) {
  const __m256d least = _mm256_set1_pd(cutoff);
  uint32_t kept = 0, i = 0;
  for (; i + 4 <= count; i += 4) {
    const __m256d four = _mm256_loadu_pd(sums + i);
    const __m256d above = _mm256_cmp_pd(four, least, _CMP_GT_OQ);
    const uint32_t mask = (uint32_t)_mm256_movemask_pd(above);
    if (!mask) continue;
    // Moved to the front of four, as halves of 32 bits.
    const __m128i order = _mm_cvtepu8_epi32(_mm_cvtsi32_si128((int)quern_bit_numbers(mask)));
    const __m256i twice = _mm256_slli_epi64(_mm256_cvtepu32_epi64(order), 1);
    const __m256i halves = _mm256_or_si256(
      twice, _mm256_slli_epi64(_mm256_add_epi64(twice, _mm256_set1_epi64x(1)), 32));
    const __m128i chosen = _mm_loadu_si128((const __m128i *)(candidates + i));
    _mm_storeu_si128(
      (__m128i *)(candidates + kept),
      _mm_castps_si128(_mm_permutevar_ps(_mm_castsi128_ps(chosen), order)));
    _mm256_storeu_si256(
      (__m256i *)(sums + kept), _mm256_permutevar8x32_epi32(_mm256_castpd_si256(four), halves));
    kept += (uint32_t)__builtin_popcount(mask);
  }
  return keep_from(candidates, sums, i, count, cutoff, kept);
}
#endif

uint32_t quern_keep(uint32_t *candidates, double *sums, uint32_t count, double cutoff) {
#if defined(__x86_64__)
  if (count >= 16 && has_avx2()) return keep_avx2(candidates, sums, count, cutoff);
#endif
  return keep_from(candidates, sums, 0, count, cutoff, 0);
}

void quern_set_bits(const uint32_t *documents, uint32_t count, uint64_t *words) {
  for (uint32_t i = 0; i < count; i++)
    words[documents[i] >> 6] |= (uint64_t)1 << (documents[i] & 63);
}

void quern_clear_bits(const uint32_t *documents, uint32_t count, uint64_t *words) {
  for (uint32_t i = 0; i < count; i++)
    words[documents[i] >> 6] &= ~((uint64_t)1 << (documents[i] & 63));
}

// (Eight words gathered at once take twice as long, eight read one by one no less.)
uint32_t quern_count_bits(const uint32_t *documents, uint32_t count, const uint64_t *words) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++) n += words[documents[i] >> 6] >> (documents[i] & 63) & 1;
  return n;
}

void quern_add_counts(
    const uint32_t *documents, const uint32_t *frequencies, uint32_t count, uint32_t *counts) {
  for (uint32_t i = 0; i < count; i++) counts[documents[i]] += frequencies[i];
}

void quern_add_frequencies_scores(
    const uint64_t *words, uint32_t word_count, uint32_t base, const uint32_t *frequencies,
    const uint8_t *lengths, const float *inverses, float weight, double *sums) {
  for (uint32_t i = 0; i < word_count; i++) {
    for (uint64_t rest = words[i]; rest; rest &= rest - 1) {
      const uint32_t place = i * 64 + (uint32_t)__builtin_ctzll(rest);
      const uint32_t frequency = frequencies[base + place];
      if (frequency == 0) continue;
      const float ratio = (float)frequency * inverses[lengths[base + place]];
      const float score = weight - weight / (1 + ratio);
      sums[place] += score;
    }
  }
}

FILL_WINDOW(quern_fill_window, float)
