#include "CKernels.h"

#include "processor.h"

void quern_unpack_rice_gaps128_plain(
    const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *zeros,
    uint32_t *values) {
  quern_unpack_ascending128(bytes, width, previous, values);
  quern_add_highs128_plain(zeros, width, values);
}

int quern_unpack_offsets128_plain(
    const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *zeros,
    uint32_t *values) {
  quern_unpack128(bytes, width, 0, values);
  quern_add_highs128_plain(zeros, width, values);
  int ascends = 1;
  for (uint32_t i = 1; i < 128; i++) ascends &= values[i - 1] < values[i];
  for (uint32_t i = 0; i < 128; i++) values[i] += previous + 1;
  return ascends;
}

#if defined(__x86_64__)
#define FORCED AVX2 static inline __attribute__((always_inline))

typedef uint32_t eight __attribute__((vector_size(32)));

// The words of two rows, of which the second is the sixteenth behind the first: the integers of each are
// shifted on their own, and no sum of one waits for the other.
FORCED eight load_words(const uint8_t *bytes, uint32_t word, uint32_t other) {
  const __m128i low = _mm_loadu_si128((const __m128i *)bytes + word);
  return (eight)_mm256_inserti128_si256(
    _mm256_castsi128_si256(low), _mm_loadu_si128((const __m128i *)bytes + other), 1);
}

FORCED eight both(uint32_t first, uint32_t second) {
  return (eight){first, first, first, first, second, second, second, second};
}

// Rows `i` and `i` + 16. `width` is a constant wherever this is inlined.
FORCED eight load_rows(const uint8_t *bytes, const uint32_t width, const uint32_t i) {
  const uint32_t bit = i * width, other = bit + 16 * width;
  const uint32_t shift = bit & 31, other_shift = other & 31;
  if (width == 0) return both(0, 0);
  eight value = load_words(bytes, bit >> 5, other >> 5) >> both(shift, other_shift);
  const int is_cut = shift + width > 32, is_other_cut = other_shift + width > 32;
  if (is_cut || is_other_cut) {
    // The one that is not cut gets bits that are masked away.
    const eight more = load_words(
      bytes, (bit + width - 1) >> 5, (other + width - 1) >> 5);
    value |= (eight)_mm256_sllv_epi32(
      (__m256i)more, (__m256i)both(32 - shift, 32 - other_shift));
  }
  return value & both((1u << width) - 1, (1u << width) - 1);
}

// Sums up to each of the four of a row.
FORCED eight sums_of_rows(eight values) {
  const __m256i pairs = _mm256_add_epi32(
    (__m256i)values, _mm256_slli_epi64((__m256i)values, 32));
  const __m256i second = _mm256_broadcastsi128_si256(
    _mm_setr_epi8(-1, -1, -1, -1, -1, -1, -1, -1, 4, 5, 6, 7, 4, 5, 6, 7));
  return (eight)_mm256_add_epi32(pairs, _mm256_shuffle_epi8(pairs, second));
}

// The four bytes from 4 · `i` on of each half, `i` below 4, as integers.
FORCED eight bytes_of(__m256i zeros, const uint32_t i) {
  const char a = (char)(4 * i), b = (char)(a + 1), c = (char)(a + 2), d = (char)(a + 3);
  return (eight)_mm256_shuffle_epi8(
    zeros, _mm256_broadcastsi128_si256(_mm_setr_epi8(
             a, -1, -1, -1, b, -1, -1, -1, c, -1, -1, -1, d, -1, -1, -1)));
}

// The bytes from `i` on of each half of 128.
FORCED __m256i load_zeros(const uint8_t *zeros, const uint32_t i) {
  return (__m256i)load_words(zeros + i, 0, 4);
}

FORCED eight highs_of(__m256i zeros, const uint32_t i, const uint32_t width) {
  return (eight)_mm256_slli_epi32((__m256i)bytes_of(zeros, i), (int)width);
}

FORCED void store_rows(eight values, uint32_t *place) {
  _mm_storeu_si128((__m128i *)place, _mm256_castsi256_si128((__m256i)values));
  _mm_storeu_si128((__m128i *)(place + 64), _mm256_extracti128_si256((__m256i)values, 1));
}

FORCED void unpack_gaps(
    const uint8_t *bytes, const uint32_t width, uint32_t previous, const uint8_t *zeros,
    uint32_t *values) {
  // What is added to both halves; the second one begins with 0 until the first one's sum is known.
  eight sum = {previous + 1, previous + 2, previous + 3, previous + 4, 1, 2, 3, 4};
  __m256i of_four = _mm256_setzero_si256();
#pragma clang loop unroll(full)
  for (uint32_t i = 0; i < 16; i++) {
    if (i % 4 == 0) of_four = load_zeros(zeros, 4 * i);
    const eight sums = sums_of_rows(load_rows(bytes, width, i));
    store_rows(sum + sums + highs_of(of_four, i % 4, width), values + 4 * i);
    sum += (eight)_mm256_shuffle_epi32((__m256i)sums, 0xFF) + both(4, 4);
  }
  const __m256i first = _mm256_set1_epi32((int)(sum[0] - 1));
#pragma clang loop unroll(full)
  for (uint32_t i = 64; i < 128; i += 8) {
    __m256i *const place = (__m256i *)(values + i);
    _mm256_storeu_si256(place, _mm256_add_epi32(_mm256_loadu_si256(place), first));
  }
}

FORCED int unpack_offsets(
    const uint8_t *bytes, const uint32_t width, uint32_t previous, const uint8_t *zeros,
    uint32_t *values) {
  const eight first = both(previous + 1, previous + 1);
  // Offsets are below 2^31: what comes before the first one of each half is less.
  __m256i before = _mm256_set1_epi32(-1), ascends = before, of_four = before;
#pragma clang loop unroll(full)
  for (uint32_t i = 0; i < 16; i++) {
    if (i % 4 == 0) of_four = load_zeros(zeros, 4 * i);
    const eight offsets = load_rows(bytes, width, i) + highs_of(of_four, i % 4, width);
    const __m256i moved = _mm256_alignr_epi8((__m256i)offsets, before, 12);
    ascends = _mm256_and_si256(ascends, _mm256_cmpgt_epi32((__m256i)offsets, moved));
    before = (__m256i)offsets;
    store_rows(offsets + first, values + 4 * i);
  }
  return _mm256_movemask_epi8(ascends) == -1 && values[64] - values[63] - 1 < 1u << 31;
}

#define WIDTHS(BODY)                                                                        \
  BODY(0) BODY(1) BODY(2) BODY(3) BODY(4) BODY(5) BODY(6) BODY(7) BODY(8) BODY(9) BODY(10)  \
  BODY(11) BODY(12) BODY(13) BODY(14) BODY(15) BODY(16) BODY(17) BODY(18) BODY(19) BODY(20) \
  BODY(21) BODY(22) BODY(23)

AVX2 static void unpack_gaps_avx2(
    const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *zeros,
    uint32_t *values) {
#define BODY(w) case w: unpack_gaps(bytes, w, previous, zeros, values); break;
  switch (width) { WIDTHS(BODY) }
#undef BODY
}

AVX2 static int unpack_offsets_avx2(
    const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *zeros,
    uint32_t *values) {
#define BODY(w) case w: return unpack_offsets(bytes, w, previous, zeros, values);
  switch (width) { WIDTHS(BODY) }
#undef BODY
  return 0;
}
#endif

void quern_unpack_rice_gaps128(
    const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *zeros,
    uint32_t *values) {
#if defined(__x86_64__)
  if (has_avx2()) {
    unpack_gaps_avx2(bytes, width, previous, zeros, values);
    return;
  }
#endif
  quern_unpack_rice_gaps128_plain(bytes, width, previous, zeros, values);
}

int quern_unpack_offsets128(
    const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *zeros,
    uint32_t *values) {
#if defined(__x86_64__)
  if (has_avx2()) return unpack_offsets_avx2(bytes, width, previous, zeros, values);
#endif
  return quern_unpack_offsets128_plain(bytes, width, previous, zeros, values);
}
