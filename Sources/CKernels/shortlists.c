#include "ShortLists.h"

#include <string.h>

#include "Fields.h"
#include "Scoring.h"
#include "fieldscores.h"
#include "processor.h"

// A fused multiply-add would round once where the reference rounds twice.
#pragma STDC FP_CONTRACT OFF

enum { SHORT = 128, LONG = 2 * SHORT };

// The place of each score: how many are greater, and how many equal ones come before it. Without
// branches: which one is greater is as good as random.
static void place_plain(
    const int32_t *scores, uint32_t count, uint32_t *places) {
  for (uint32_t i = 0; i < count; i++) {
    const int32_t score = scores[i];
    int32_t before = 0;
    for (uint32_t j = 0; j < i; j++) before += scores[j] >= score;
    for (uint32_t j = i + 1; j < count; j++) before += scores[j] > score;
    places[i] = (uint32_t)before;
  }
}

#if defined(__x86_64__)
// The same for eight scores at a time. Scores are not negative, and `scores` has room for seven more.
AVX2 static void place_avx2(
    const int32_t *scores, uint32_t count, uint32_t *places) {
  const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), one = _mm256_set1_epi32(1);
  for (uint32_t start = 0; start < count; start += 8) {
    const __m256i own = _mm256_loadu_si256((const __m256i *)(scores + start));
    const __m256i less = _mm256_sub_epi32(own, one);
    __m256i before = _mm256_setzero_si256();
    uint32_t j = 0;
    // Of the scores before these, equal ones count too.
    for (; j < start; j++)
      before = _mm256_sub_epi32(before, _mm256_cmpgt_epi32(_mm256_set1_epi32(scores[j]), less));
    const uint32_t end = start + 8 < count ? start + 8 : count;
    for (; j < end; j++) {
      const __m256i is_before = _mm256_cmpgt_epi32(lanes, _mm256_set1_epi32((int)(j - start)));
      const __m256i least = _mm256_add_epi32(own, is_before);
      before = _mm256_sub_epi32(before, _mm256_cmpgt_epi32(_mm256_set1_epi32(scores[j]), least));
    }
    for (; j < count; j++)
      before = _mm256_sub_epi32(before, _mm256_cmpgt_epi32(_mm256_set1_epi32(scores[j]), own));
    _mm256_storeu_si256((__m256i *)(places + start), before);
  }
}
#endif

static void place(const int32_t *scores, uint32_t count, uint32_t *places) {
#if defined(__x86_64__)
  if (has_avx2()) {
    place_avx2(scores, count, places);
    return;
  }
#endif
  place_plain(scores, count, places);
}

static inline uint64_t key_of(int32_t score, uint32_t document) {
  return (uint64_t)(uint32_t)score << 32 | document;
}

// Keeps the best few in their order, one posting after the other: most come too late.
static uint32_t keep_few(
    const int32_t *scores, const uint32_t *documents, uint32_t count, uint32_t wanted,
    uint64_t *keys) {
  uint32_t kept = 0;
  int32_t least = -1;
  for (uint32_t i = 0; i < count; i++) {
    const int32_t score = scores[i];
    // Of equal scores the earlier document is the better one.
    if (score <= least) continue;
    uint32_t place = kept < wanted ? kept++ : wanted - 1;
    while (place > 0 && (int32_t)(keys[place - 1] >> 32) < score) {
      keys[place] = keys[place - 1];
      place--;
    }
    keys[place] = key_of(score, documents[i]);
    if (kept == wanted) least = (int32_t)(keys[wanted - 1] >> 32);
  }
  return kept;
}

// Scores and their bits, with room for whole vectors.
typedef union {
  float scores[LONG];
  int32_t bits[LONG];
} scored;

static int rank(
    scored *found, const uint32_t *documents, uint32_t count, uint32_t wanted, uint64_t *keys) {
  if (wanted <= count / 6) return (int)keep_few(found->bits, documents, count, wanted, keys);
  uint32_t places[LONG];
  for (uint32_t i = count; i < LONG && i % 8 > 0; i++) found->bits[i] = 0;
  place(found->bits, count, places);
  uint64_t sorted[LONG];
  for (uint32_t i = 0; i < count; i++) sorted[places[i]] = key_of(found->bits[i], documents[i]);
  const uint32_t kept = wanted < count ? wanted : count;
  memcpy(keys, sorted, kept * sizeof *keys);
  return (int)kept;
}

static int unpack(
    const quern_short_list *list, uint32_t document_count, uint32_t *documents,
    uint32_t *frequencies) {
  return quern_unpack_short(
    list->bytes, list->offset, list->size, list->count, document_count, documents, frequencies);
}

int quern_rank_short(
    quern_short_list list, uint32_t document_count, float weight, uint32_t wanted, uint64_t *keys) {
  // Whole vectors are read and written.
  uint32_t documents[SHORT], frequencies[SHORT];
  scored found;
  if (wanted == 0) return 0;
  if (!unpack(&list, document_count, documents, frequencies)) return -1;
  quern_score(
    documents, frequencies, list.count, list.lengths, list.inverses, weight, found.scores);
  return rank(&found, documents, list.count, wanted, keys);
}

int quern_rank_short_fields(
    quern_short_list longer, quern_short_list shorter, uint32_t document_count, float weight,
    uint32_t wanted, uint64_t *keys, uint32_t *total) {
  uint32_t documents[2][SHORT], frequencies[SHORT], joined[LONG];
  float ratios[2][SHORT], bases[LONG], added[LONG];
  scored found;
  const quern_short_list *const lists[2] = {&longer, &shorter};
  for (int i = 0; i < 2; i++) {
    if (!unpack(lists[i], document_count, documents[i], frequencies)) return -1;
    quern_ratios(
      documents[i], frequencies, lists[i]->count, lists[i]->lengths, lists[i]->inverses, ratios[i]);
  }
  uint32_t count = 0, left = 0, right = 0;
  while (left < longer.count || right < shorter.count) {
    const uint32_t a = left < longer.count ? documents[0][left] : UINT32_MAX;
    const uint32_t b = right < shorter.count ? documents[1][right] : UINT32_MAX;
    joined[count] = a < b ? a : b;
    bases[count] = a <= b ? ratios[0][left] : 0;
    added[count++] = b <= a ? ratios[1][right] : 0;
    left += a <= b;
    right += b <= a;
  }
  *total = count;
  if (wanted == 0) return 0;
  for (uint32_t i = 0; i < count; i++) 
    found.scores[i] = (float)score_of_ratios(bases[i], added[i], weight);
  return rank(&found, joined, count, wanted, keys);
}
