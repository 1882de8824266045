#include "Intersection.h"

#include <string.h>

#include "processor.h"

enum { BLOCK = 128 };

// The place of the first of 128 documents that is not below `target`; 127 where there is none.
static inline uint32_t place_of(const uint32_t *documents, uint32_t target) {
  uint32_t place = 0;
  for (uint32_t step = BLOCK / 2; step > 0; step /= 2)
    place += documents[place + step - 1] < target ? step : 0;
  return place;
}

// Looks the documents from the `i`th on up in a block of 128; `n` pairs of places were found before.
static inline uint32_t look_up(
    const uint32_t *documents, uint32_t i, uint32_t count, const uint32_t *others, uint32_t n,
    uint8_t *places, uint8_t *other_places) {
  for (; i < count; i++) {
    const uint32_t place = place_of(others, documents[i]);
    places[n] = (uint8_t)i;
    other_places[n] = (uint8_t)place;
    n += others[place] == documents[i];
  }
  return n;
}

// From so many documents on a merge takes fewer steps than looking each one up.
enum { MERGED_COUNT = 40 };

static uint32_t merge_members(
    const uint32_t *documents, uint32_t count, const uint32_t *list, uint32_t list_count,
    uint32_t *kept) {
  uint32_t i = 0, j = 0, n = 0;
  while (i < count && j < list_count) {
    const uint32_t a = documents[i], b = list[j];
    kept[n] = a;
    n += a == b;
    i += a <= b;
    j += b <= a;
  }
  return n;
}

// AVX2 where the machine has it: eight documents are compared with eight others at once
// (Schlegel, Willhalm and Lehner, "Fast sorted-set intersection using SIMD instructions",
// ADMS 2011).
#if defined(__x86_64__)
// Fewer documents than that are looked up one by one: the few in their groups of eight, and the fewest,
// for which groups need not be known, by halves. Where places are wanted, what is compared pays later: which
// groups share something, and in which list the next one lies, nobody can foresee.
enum { COMPARED_COUNT = 44, COMPARED_FOR_PLACES = 64, GROUPED_COUNT = 3 };

// The last documents of the 16 groups of eight.
typedef struct {
  __m256i low, high;
} ends;

// Each is read on its own: to gather them takes longer.
AVX2 static inline __m256i ends_of_eight(const uint32_t *d) {
  return _mm256_setr_epi32(
    (int)d[7], (int)d[15], (int)d[23], (int)d[31], (int)d[39], (int)d[47], (int)d[55], (int)d[63]);
}

AVX2 static inline ends ends_of(const uint32_t *documents) {
  return (ends){ends_of_eight(documents), ends_of_eight(documents + BLOCK / 2)};
}

// Which of eight numbers are not below others.
AVX2 static inline uint32_t not_below(__m256i numbers, __m256i others) {
  const __m256i same = _mm256_cmpeq_epi32(_mm256_max_epu32(numbers, others), numbers);
  return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(same));
}

// The place of a document among 128; above 127 where it is none of them.
AVX2 static inline uint32_t find_grouped(
    const uint32_t *documents, ends ends, uint32_t target, uint32_t *is_found) {
  const __m256i all = _mm256_set1_epi32((int)target);
  const uint32_t groups = not_below(ends.low, all) | not_below(ends.high, all) << 8 | 1u << 15;
  const uint32_t first = 8 * (uint32_t)__builtin_ctz(groups);
  const __m256i group = _mm256_loadu_si256((const __m256i *)(documents + first));
  const uint32_t same =
    (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(group, all)));
  *is_found = same != 0;
  return first + (uint32_t)__builtin_ctz(same | 1u << 8);
}

// The same as `look_up`.
AVX2 static uint32_t look_up_avx2(
    const uint32_t *documents, uint32_t i, uint32_t count, const uint32_t *others, uint32_t n,
    uint8_t *places, uint8_t *other_places) {
  if (i >= count) return n;
  const ends ends = ends_of(others);
  for (; i < count; i++) {
    uint32_t is_found;
    const uint32_t place = find_grouped(others, ends, documents[i], &is_found);
    places[n] = (uint8_t)i;
    other_places[n] = (uint8_t)place;
    n += is_found;
  }
  return n;
}

// Which of eight documents are among eight others, and which of those are.
typedef struct {
  uint32_t members, others;
} shared;

AVX2 static inline __m256i any_of(__m256i a, __m256i b, __m256i c, __m256i d) {
  return _mm256_or_si256(_mm256_or_si256(a, b), _mm256_or_si256(c, d));
}

AVX2 static inline uint32_t bits_of(__m256i lanes) {
  return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(lanes));
}

AVX2 static inline shared share(__m256i a, __m256i b) {
  enum { by_one = 0x39, by_two = 0x4E, by_three = 0x93 };
  const __m256i swapped = _mm256_permute2x128_si256(b, b, 1);
  const __m256i m0 = _mm256_cmpeq_epi32(a, b);
  const __m256i m1 = _mm256_cmpeq_epi32(a, _mm256_shuffle_epi32(b, by_one));
  const __m256i m2 = _mm256_cmpeq_epi32(a, _mm256_shuffle_epi32(b, by_two));
  const __m256i m3 = _mm256_cmpeq_epi32(a, _mm256_shuffle_epi32(b, by_three));
  const __m256i m4 = _mm256_cmpeq_epi32(a, swapped);
  const __m256i m5 = _mm256_cmpeq_epi32(a, _mm256_shuffle_epi32(swapped, by_one));
  const __m256i m6 = _mm256_cmpeq_epi32(a, _mm256_shuffle_epi32(swapped, by_two));
  const __m256i m7 = _mm256_cmpeq_epi32(a, _mm256_shuffle_epi32(swapped, by_three));
  const uint32_t members =
    bits_of(_mm256_or_si256(any_of(m0, m1, m2, m3), any_of(m4, m5, m6, m7)));
  // Most groups share nothing, or most share something.
  if (members == 0) return (shared){0, 0};
  // What was turned to be compared is turned back.
  const __m256i here = any_of(
    m0, _mm256_shuffle_epi32(m1, by_three), _mm256_shuffle_epi32(m2, by_two),
    _mm256_shuffle_epi32(m3, by_one));
  const __m256i there = any_of(
    m4, _mm256_shuffle_epi32(m5, by_three), _mm256_shuffle_epi32(m6, by_two),
    _mm256_shuffle_epi32(m7, by_one));
  return (shared){
    members, bits_of(_mm256_or_si256(here, _mm256_permute2x128_si256(there, there, 1)))};
}

// Compares groups of eight; the last few documents, which are no group, are looked up.
AVX2 static uint32_t intersect_avx2(
    const uint32_t *documents, uint32_t count, const uint32_t *others, uint32_t other_count,
    uint8_t *places, uint8_t *other_places) {
  // Eight numbers are written, however many count.
  uint8_t found[BLOCK + 8], other_found[BLOCK + 8];
  uint32_t i = 0, j = 0, n = 0;
  // The others are filled up to whole groups.
  while (i + 8 <= count && j < other_count) {
    const shared both = share(
      _mm256_loadu_si256((const __m256i *)(documents + i)),
      _mm256_loadu_si256((const __m256i *)(others + j)));
    if (both.members) {
      // Both ascend: the nth that is shared is the same.
      const uint64_t mine = quern_bit_numbers(both.members) + 0x0101010101010101u * i;
      const uint64_t theirs = quern_bit_numbers(both.others) + 0x0101010101010101u * j;
      memcpy(found + n, &mine, sizeof mine);
      memcpy(other_found + n, &theirs, sizeof theirs);
      n += (uint32_t)__builtin_popcount(both.members);
    }
    const uint32_t last = documents[i + 7], other_last = others[j + 7];
    i += last <= other_last ? 8 : 0;
    j += other_last <= last ? 8 : 0;
  }
  memcpy(places, found, n);
  memcpy(other_places, other_found, n);
  if (j >= other_count) return n;
  return look_up_avx2(documents, i, count, others, n, places, other_places);
}

// `kept` has room for eight more than `count`, and is another place than `documents`.
AVX2 static uint32_t keep_members_avx2(
    const uint32_t *documents, uint32_t count, const uint32_t *list, uint32_t list_count,
    uint32_t *kept) {
  uint32_t i = 0, j = 0, n = 0;
  while (i + 8 <= count && j < list_count) {
    const __m256i own = _mm256_loadu_si256((const __m256i *)(documents + i));
    const uint32_t members =
      share(own, _mm256_loadu_si256((const __m256i *)(list + j))).members;
    const __m256i order =
      _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)quern_bit_numbers(members)));
    _mm256_storeu_si256((__m256i *)(kept + n), _mm256_permutevar8x32_epi32(own, order));
    n += (uint32_t)__builtin_popcount(members);
    const uint32_t last = documents[i + 7], other_last = list[j + 7];
    i += last <= other_last ? 8 : 0;
    j += other_last <= last ? 8 : 0;
  }
  if (j >= list_count) return n;
  for (; i < count; i++) {
    kept[n] = documents[i];
    n += list[place_of(list, documents[i])] == documents[i];
  }
  return n;
}
#endif

uint32_t quern_intersect(
    const uint32_t *documents, uint32_t count, const uint32_t *others, uint32_t other_count,
    uint8_t *places, uint8_t *other_places) {
  uint32_t i = 0, j = 0, n = 0;
#if defined(__x86_64__)
  if (count >= GROUPED_COUNT && count <= BLOCK && has_avx2()) {
    if (count >= COMPARED_FOR_PLACES)
      return intersect_avx2(documents, count, others, other_count, places, other_places);
    return look_up_avx2(documents, 0, count, others, 0, places, other_places);
  }
#endif
  if (count < MERGED_COUNT)
    return look_up(documents, 0, count, others, 0, places, other_places);
  // Without branches: which of the two goes on is as good as random.
  while (i < count && j < other_count) {
    const uint32_t a = documents[i], b = others[j];
    places[n] = (uint8_t)i;
    other_places[n] = (uint8_t)j;
    n += a == b;
    i += a <= b;
    j += b <= a;
  }
  return n;
}

uint32_t quern_keep_members(
    const uint32_t *documents, uint32_t count, const uint32_t *list, uint32_t list_count,
    int if_present, uint32_t *kept) {
  uint32_t n = 0;
#if defined(__x86_64__)
  if (if_present && count >= COMPARED_COUNT && count <= BLOCK && has_avx2()) {
    // Apart: what is written might still be read.
    uint32_t found[BLOCK + 8];
    n = keep_members_avx2(documents, count, list, list_count, found);
    memcpy(kept, found, n * sizeof *kept);
    return n;
  }
#endif
  if (if_present && count >= MERGED_COUNT)
    return merge_members(documents, count, list, list_count, kept);
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t document = documents[i];
    const int is_present = list[place_of(list, document)] == document;
    kept[n] = document;
    n += is_present == !!if_present;
  }
  return n;
}
