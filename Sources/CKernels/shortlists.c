#include "ShortLists.h"

#include <string.h>

#include "CKernels.h"
#include "Scoring.h"
#include "processor.h"

enum { SHORT = 128 };

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

int quern_rank_short(
    const uint8_t *bytes, size_t offset, size_t size, uint32_t count, uint32_t document_count,
    const uint8_t *lengths, const float *inverses, float weight, uint32_t wanted, uint64_t *keys) {
  // Whole vectors are read and written.
  uint32_t documents[SHORT], frequencies[SHORT], places[SHORT];
  union {
    float scores[SHORT];
    int32_t bits[SHORT];
  } found;
  if (wanted == 0) return 0;
  if (!quern_unpack_short(bytes, offset, size, count, document_count, documents, frequencies))
    return -1;
  quern_score(documents, frequencies, count, lengths, inverses, weight, found.scores);
  if (wanted <= count / 6) return (int)keep_few(found.bits, documents, count, wanted, keys);
  for (uint32_t i = count; i < SHORT && i % 8 > 0; i++) found.bits[i] = 0;
  place(found.bits, count, places);
  uint64_t sorted[SHORT];
  for (uint32_t i = 0; i < count; i++) sorted[places[i]] = key_of(found.bits[i], documents[i]);
  const uint32_t kept = wanted < count ? wanted : count;
  memcpy(keys, sorted, kept * sizeof *keys);
  return (int)kept;
}
