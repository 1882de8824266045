#include "processor.h"
#include "unary.h"

// Four integers of a row, as in kernels.c.
typedef uint32_t row __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint32_t lanes __attribute__((vector_size(16)));
typedef uint8_t four __attribute__((vector_size(4)));

// Of each byte: how many ones it has, and the place of each of them, a byte each.
#define BIT(b, p) ((uint64_t)((b) >> (p)) & 1)
#define BELOW1(b) BIT(b, 0)
#define BELOW2(b) (BELOW1(b) + BIT(b, 1))
#define BELOW3(b) (BELOW2(b) + BIT(b, 2))
#define BELOW4(b) (BELOW3(b) + BIT(b, 3))
#define BELOW5(b) (BELOW4(b) + BIT(b, 4))
#define BELOW6(b) (BELOW5(b) + BIT(b, 5))
#define BELOW7(b) (BELOW6(b) + BIT(b, 6))
#define ONES(b) (BELOW7(b) + BIT(b, 7))
#define PLACE(b, p) (BIT(b, p) * p << (8 * BELOW##p(b)))
#define PLACES(b)                                                                 \
  (PLACE(b, 1) | PLACE(b, 2) | PLACE(b, 3) | PLACE(b, 4) | PLACE(b, 5)            \
   | PLACE(b, 6) | PLACE(b, 7))
#define ROW4(OF, b) OF(b), OF((b) + 1), OF((b) + 2), OF((b) + 3)
#define ROW16(OF, b) ROW4(OF, b), ROW4(OF, (b) + 4), ROW4(OF, (b) + 8), ROW4(OF, (b) + 12)
#define ROW64(OF, b) ROW16(OF, b), ROW16(OF, (b) + 16), ROW16(OF, (b) + 32), ROW16(OF, (b) + 48)
#define ALL(OF) {ROW64(OF, 0), ROW64(OF, 64), ROW64(OF, 128), ROW64(OF, 192)}

static const uint8_t ones_of[256] = ALL(ONES);
const uint64_t quern_places_of[256] = ALL(PLACES);

// The sum of the high parts of 128 integers; right as long as it is below 2^32.
static uint32_t sum_of_highs(const uint32_t *values, uint32_t width) {
  uint32_t sum = 0;
  for (int i = 0; i < 128; i++) sum += values[i] >> width;
  return sum;
}

uint32_t quern_code128(const uint32_t *values, uint32_t least) {
  enum { ZEROS_MOST = 8 * QUERN_UNARY_MOST - 128 };
  uint32_t all = 0, sum = 0;
  for (int i = 0; i < 128; i++) {
    all |= values[i];
    sum += values[i];
  }
  if (all == 0) return 0;
  const uint32_t width = 32 - (uint32_t)__builtin_clz(all);
  if (width > 25) return width;
  // The mean is less than this power of two, so that the sum of the high parts is below 128: more low bits
  // never pay.
  uint32_t low = sum < 128 ? 0 : 32 - (uint32_t)__builtin_clz(sum >> 7);
  if (low >= QUERN_RICE_END - QUERN_RICE) return width;
  uint32_t highs = sum_of_highs(values, low);
  // With one fewer the packed bits are 128 fewer, and the high ones more each time: once that does not pay, it
  // never does.
  while (low > 0) {
    const uint32_t more = sum_of_highs(values, low - 1);
    if (more > ZEROS_MOST || more >= highs + 128) break;
    highs = more;
    low--;
  }
  const uint32_t size = 16 * low + (128 + highs + 7) / 8 + 1;
  return size + least <= 16 * width ? QUERN_RICE + low : width;
}

uint32_t quern_make_unary128(const uint32_t *values, uint32_t width, uint8_t *bytes) {
  // A byte for each bit first, since no write then waits for another one.
  uint8_t bits[512] = {0};
  uint32_t bit = 0;
  for (int i = 0; i < 128; i++) {
    bit += values[i] >> (width & 31);
    bits[bit++ & 511] = 1;
  }
  for (int i = 0; i < QUERN_UNARY_MOST; i++) {
    uint64_t eight;
    memcpy(&eight, bits + 8 * i, sizeof eight);
    bytes[i] = (uint8_t)(eight * 0x0102040810204080 >> 56);
  }
  return (bit + 7) / 8;
}

// Writes the places of all ones, modulo 256, and says how many there are.
static uint32_t read_places(const uint8_t *bytes, uint32_t size, uint8_t *places) {
  uint32_t count = 0;
  uint64_t start = 0;
#pragma clang loop unroll_count(4)
  for (uint32_t i = 0; i < size; i++) {
    const uint64_t found = quern_places_of[bytes[i]] | start;
    memcpy(places + count, &found, sizeof found);
    count += ones_of[bytes[i]];
    // What comes out of a byte is masked away in the next one.
    start = (start + EACH(8)) & EACH(0xF8);
  }
  return count;
}

#if defined(__x86_64__)
// The same 64 bits at a time, the places of a word's ones in one step; then the zeros before each. (16 bits at
// a time, as AVX-512 has it without VBMI2, cost conjunctions 2 % more than the table.) They are
// gathered in two vectors, not in memory, since what is written in parts is slow to be read as a whole.
AVX512 static uint32_t read_zeros_avx512(const uint8_t *bytes, uint32_t size, uint8_t *zeros) {
  static const uint8_t numbers[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  const __m512i all = _mm512_loadu_si512(numbers);
  const unary_part unary = {bytes, size};
  __m512i start = all, low = _mm512_setzero_si512(), high = _mm512_setzero_si512();
  uint32_t count = 0;
  for (uint32_t at = 0; at < size; at += 8) {
    const uint64_t word = word_at(&unary, at);
    const uint32_t ones = (uint32_t)__builtin_popcountll(word);
    // Number i of all comes to place i modulo 64; those from `count` on are new.
    const __m512i turned = _mm512_permutexvar_epi8(
      _mm512_sub_epi8(all, _mm512_set1_epi8((char)count)),
      _mm512_maskz_compress_epi8(word, start));
    const uint64_t from = count < 64 ? ~(uint64_t)0 << count : 0;
    low = _mm512_mask_mov_epi8(low, from, turned);
    // What is behind them is put right by the next word.
    const uint64_t above = count < 64 ? ~(uint64_t)0 : ~(uint64_t)0 << (count & 63);
    const uint64_t to = count + ones > 64 && count < 128 ? above : 0;
    high = _mm512_mask_mov_epi8(high, to, turned);
    count += ones;
    start = _mm512_add_epi8(start, _mm512_set1_epi8(64));
  }
  _mm512_storeu_si512(zeros, _mm512_sub_epi8(low, all));
  _mm512_storeu_si512(
    zeros + 64, _mm512_sub_epi8(high, _mm512_add_epi8(all, _mm512_set1_epi8(64))));
  return count;
}

// Rows of four, as they were written.
AVX2 static void add_highs_avx2(const uint8_t *zeros, uint32_t width, uint32_t *sums) {
  const __m128i shift = _mm_cvtsi32_si128((int)(width & 31));
#pragma clang loop unroll_count(8)
  for (uint32_t i = 0; i < 128; i += 4) {
    __m128i *const row = (__m128i *)(sums + i);
    const __m128i high = _mm_cvtepu8_epi32(_mm_loadu_si32(zeros + i));
    _mm_storeu_si128(row, _mm_add_epi32(_mm_loadu_si128(row), _mm_sll_epi32(high, shift)));
  }
}
#endif

static int finish_zeros(uint32_t count, uint8_t *zeros) {
  if (count != 128) {
    memset(zeros, 0, 128);
    return 0;
  }
  // Where there are 128 ones, there are at most 248 zeros: their number is right modulo 256.
  for (int i = 0; i < 128; i++) zeros[i] -= (uint8_t)i;
  return 1;
}

static int is_unary_size(uint32_t size) {
  return size >= QUERN_UNARY_LEAST && size <= QUERN_UNARY_MOST;
}

int quern_read_unary128_plain(const uint8_t *bytes, uint32_t size, uint8_t *zeros) {
  return finish_zeros(is_unary_size(size) ? read_places(bytes, size, zeros) : 0, zeros);
}

int quern_read_unary128(const uint8_t *bytes, uint32_t size, uint8_t *zeros) {
#if defined(__x86_64__)
  if (is_unary_size(size) && has_avx512()) {
    if (read_zeros_avx512(bytes, size, zeros) == 128) return 1;
    memset(zeros, 0, 128);
    return 0;
  }
#endif
  return quern_read_unary128_plain(bytes, size, zeros);
}

void quern_add_highs128_plain(const uint8_t *zeros, uint32_t width, uint32_t *sums) {
  row *rows = (row *)sums;
  for (uint32_t i = 0; i < 32; i++) {
    four bytes;
    memcpy(&bytes, zeros + 4 * i, sizeof bytes);
    rows[i] += __builtin_convertvector(bytes, lanes) << (width & 31);
  }
}

void quern_add_highs128(const uint8_t *zeros, uint32_t width, uint32_t *sums) {
#if defined(__x86_64__)
  if (has_avx2()) {
    add_highs_avx2(zeros, width, sums);
    return;
  }
#endif
  quern_add_highs128_plain(zeros, width, sums);
}

int quern_unpack_rice128(
    const uint8_t *bytes, uint32_t width, const uint8_t *unary, uint32_t size, uint32_t base,
    uint32_t *values) {
  // One more before the first, so that each has one before it.
  uint8_t zeros[1 + QUERN_ZEROS_ROOM];
  zeros[0] = 0;
  const int is_sound = quern_read_unary128(unary, size, zeros + 1);
  quern_unpack128(bytes, width, base, values);
  uint8_t steps[128];
  for (int i = 0; i < 128; i++) steps[i] = zeros[i + 1] - zeros[i];
  quern_add_highs128(steps, width, values);
  return is_sound;
}
