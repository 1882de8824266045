#include "Tails.h"

#include <string.h>

#include "unary.h"

enum {
  MOST = 127,
  LOW_MOST = (126 * 23 + 127 * 7 + 7) / 8,
  UNARY_MOST = (253 + QUERN_TAIL_ZEROS_MOST + 7) / 8,
  // Whole words are read of the low bits.
  SLACK = 16,
  // One before the first; eight are written however many count.
  PLACES = 1 + 8 * UNARY_MOST + 8,
};

INLINE uint32_t low_size(uint32_t count, uint32_t gap_width, uint32_t frequency_width) {
  return ((count - 1) * gap_width + count * frequency_width + 7) / 8;
}

static uint32_t sum_of_highs(const uint32_t *values, uint32_t count, uint32_t width) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += values[i] >> width;
  return sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
}

// The width below `end` with the fewest bits.
static uint32_t best_width(const uint32_t *values, uint32_t count, uint32_t end) {
  uint32_t best = 0;
  uint64_t least = UINT64_MAX;
  for (uint32_t width = 0; width < end; width++) {
    const uint64_t bits = (uint64_t)count * width + sum_of_highs(values, count, width);
    if (bits >= least) continue;
    least = bits;
    best = width;
  }
  return best;
}

// Writes the lowest bits of some numbers, from `bit` on; the bytes are 0 there.
static uint32_t write_lows(
    const uint32_t *values, uint32_t count, uint32_t width, uint8_t *bytes, uint32_t bit) {
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t place = 0; place < width; place++, bit++)
      bytes[bit / 8] |= (uint8_t)((values[i] >> place & 1) << bit % 8);
  return bit;
}

static uint32_t write_highs(
    const uint32_t *values, uint32_t count, uint32_t width, uint8_t *bytes, uint32_t bit) {
  for (uint32_t i = 0; i < count; i++, bit++) {
    bit += values[i] >> width;
    bytes[bit / 8] |= (uint8_t)(1 << bit % 8);
  }
  return bit;
}

uint32_t quern_pack_tail(
    const uint32_t *gaps, const uint32_t *extra_frequencies, uint32_t count, uint8_t *bytes) {
  if (count < 1 || count > MOST) return 0;
  const uint32_t frequency_width = best_width(extra_frequencies, count, QUERN_TAIL_FREQUENCY_WIDTHS);
  const uint32_t extra_highs = sum_of_highs(extra_frequencies, count, frequency_width);
  if (extra_highs > QUERN_TAIL_ZEROS_MOST) return 0;
  const uint32_t most = QUERN_TAIL_ZEROS_MOST - extra_highs;
  uint32_t gap_width = best_width(gaps, count - 1, QUERN_TAIL_GAP_WIDTHS);
  while (sum_of_highs(gaps, count - 1, gap_width) > most)
    if (++gap_width == QUERN_TAIL_GAP_WIDTHS) return 0;
  memset(bytes, 0, QUERN_TAIL_MOST);
  *bytes++ = (uint8_t)(gap_width | frequency_width << 5);
  uint32_t bit = write_lows(gaps, count - 1, gap_width, bytes, 0);
  write_lows(extra_frequencies, count, frequency_width, bytes, bit);
  const uint32_t lows = low_size(count, gap_width, frequency_width);
  bit = write_highs(gaps, count - 1, gap_width, bytes + lows, 0);
  bit = write_highs(extra_frequencies, count, frequency_width, bytes + lows, bit);
  return 1 + lows + (bit + 7) / 8;
}

// A tail whose parts were found.
typedef struct {
  const uint8_t *lows;
  uint32_t count, gap_width, frequency_width;
} tail;

// Writes the places of `ones` ones, modulo 256, and says how many bytes they take: 0 where the bytes end
// before, have further ones, or too many zeros.
static uint32_t read_places(const uint8_t *bytes, size_t size, uint32_t ones, uint8_t *places) {
  uint32_t count = 0, read = 0;
  uint64_t start = 0;
  while (count < ones) {
    if (read == size) return 0;
    const uint32_t byte = bytes[read++];
    const uint64_t found = quern_places_of[byte] | start;
    memcpy(places + count, &found, sizeof found);
    count += (uint32_t)__builtin_popcount(byte);
    // What comes out of a byte is masked away in the next one.
    start = (start + EACH(8)) & EACH(0xF8);
  }
  const uint32_t last = 8 * (read - 1) + (places[ones - 1] & 7);
  return count == ones && last < ones + QUERN_TAIL_ZEROS_MOST ? read : 0;
}

INLINE uint32_t low_value(const uint8_t *lows, uint32_t bit, uint32_t width) {
  uint64_t word;
  memcpy(&word, lows + bit / 8, sizeof word);
  return (uint32_t)(word >> bit % 8) & (((uint32_t)1 << width) - 1);
}

// Reads all documents but the last, modulo 2^32, and the high parts of the frequencies, and 1.
typedef void read_postings(
  const tail *tail, const uint8_t *places, uint32_t first, uint32_t *documents,
  uint32_t *frequencies);

static void read_plain(
    const tail *tail, const uint8_t *places, uint32_t first, uint32_t *documents,
    uint32_t *frequencies) {
  const uint32_t width = tail->gap_width;
  uint32_t lows = 0;
  // A one is as far from the one before as there are zeros between, and 1.
  const uint8_t *const before = places + tail->count - 2;
  for (uint32_t i = 0; i < tail->count; i++) frequencies[i] = (uint8_t)(before[i + 1] - before[i]);
  for (uint32_t i = 0; i + 1 < tail->count; i++) {
    lows += low_value(tail->lows, i * width, width);
    documents[i] = first + i + lows + ((uint32_t)(uint8_t)(places[i] - i) << width);
  }
}

static void add_frequency_lows(const tail *tail, uint32_t *frequencies) {
  const uint32_t width = tail->frequency_width, start = (tail->count - 1) * tail->gap_width;
  for (uint32_t i = 0; i < tail->count; i++) {
    const uint32_t low = low_value(tail->lows, start + i * width, width);
    frequencies[i] = ((frequencies[i] - 1) << width) + low + 1;
  }
}

// The bytes lie so that words can be read.
INLINE size_t unpack(
    const uint8_t *bytes, size_t size, uint32_t count, uint32_t first, uint32_t last,
    read_postings *read, uint32_t *documents, uint32_t *frequencies) {
  const tail tail = {bytes + 1, count, *bytes & 31, *bytes >> 5};
  const uint32_t lows = 1 + low_size(count, tail.gap_width, tail.frequency_width);
  uint8_t room[PLACES], *const places = room + 1;
  room[0] = (uint8_t)-1;
  if (tail.gap_width >= QUERN_TAIL_GAP_WIDTHS || lows > size) return 0;
  const size_t rest = size - lows < UNARY_MOST ? size - lows : UNARY_MOST;
  const uint32_t highs = read_places(bytes + lows, rest, 2 * count - 1, places);
  if (highs == 0) return 0;
  read(&tail, places, first, documents, frequencies);
  documents[count - 1] = last;
  // The gaps add up to less than 2^32, so that a sum that came around is below the first one.
  if (count == 1 ? first > last : documents[count - 2] < first || documents[count - 2] >= last)
    return 0;
  if (tail.frequency_width > 0) add_frequency_lows(&tail, frequencies);
  return lows + highs;
}

// Where the bytes end soon, they are copied to where words can be read.
INLINE size_t unpack_anywhere(
    const uint8_t *bytes, size_t offset, size_t size, uint32_t count, uint32_t first, uint32_t last,
    read_postings *read, uint32_t *documents, uint32_t *frequencies) {
  if (offset >= size || count < 1 || count > MOST) return 0;
  uint8_t room[QUERN_TAIL_MOST + SLACK];
  const size_t rest = size - offset;
  bytes += offset;
  if (rest < sizeof room) {
    memcpy(room, bytes, rest);
    memset(room + rest, 0, sizeof room - rest);
    bytes = room;
  }
  const size_t next = unpack(bytes, rest, count, first, last, read, documents, frequencies);
  return next ? offset + next : 0;
}

size_t quern_unpack_packed_tail_plain(
    const uint8_t *bytes, size_t offset, size_t size, uint32_t count, uint32_t first, uint32_t last,
    uint32_t *documents, uint32_t *frequencies) {
  return unpack_anywhere(
    bytes, offset, size, count, first, last, read_plain, documents, frequencies);
}

#if defined(__x86_64__)
#define FORCED __attribute__((target("avx2,bmi2,popcnt"), always_inline)) static inline

// Two low parts, from `bit` on.
FORCED uint64_t two_lows(const uint8_t *lows, uint32_t bit, uint64_t mask) {
  uint64_t word;
  memcpy(&word, lows + bit / 8, sizeof word);
  return _pdep_u64(word >> bit % 8, mask);
}

// Eight at a time; up to seven too many are written.
FORCED void read_frequencies(const uint8_t *places, uint32_t count, uint32_t *frequencies) {
  for (uint32_t i = 0; i < count; i += 8) {
    const __m128i steps = _mm_sub_epi8(
      _mm_loadu_si64(places + i), _mm_loadu_si64(places + (int32_t)i - 1));
    _mm256_storeu_si256((__m256i *)(frequencies + i), _mm256_cvtepu8_epi32(steps));
  }
}

// Four documents at a time; up to three too many are written.
FORCED void read_avx2(
    const tail *tail, const uint8_t *places, uint32_t first, uint32_t *documents,
    uint32_t *frequencies) {
  read_frequencies(places + tail->count - 1, tail->count, frequencies);
  const uint32_t width = tail->gap_width;
  const uint64_t mask = (((uint64_t)1 << width) - 1) * 0x100000001;
  const __m128i shift = _mm_cvtsi32_si128((int)width);
  // Counts up with the places.
  __m128i numbers = _mm_setr_epi8(0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  __m128i base = _mm_add_epi32(_mm_set1_epi32((int)first), _mm_setr_epi32(0, 1, 2, 3));
  for (uint32_t i = 0; i + 1 < tail->count; i += 4) {
    const uint64_t low = two_lows(tail->lows, i * width, mask);
    const uint64_t high = two_lows(tail->lows, (i + 2) * width, mask);
    __m128i sums = _mm_set_epi64x((long long)high, (long long)low);
    sums = _mm_add_epi32(sums, _mm_slli_si128(sums, 4));
    sums = _mm_add_epi32(sums, _mm_slli_si128(sums, 8));
    const __m128i zeros =
      _mm_cvtepu8_epi32(_mm_sub_epi8(_mm_loadu_si32(places + i), numbers));
    const __m128i highs = _mm_sll_epi32(zeros, shift);
    _mm_storeu_si128(
      (__m128i *)(documents + i), _mm_add_epi32(_mm_add_epi32(base, sums), highs));
    base = _mm_add_epi32(base, _mm_add_epi32(_mm_shuffle_epi32(sums, 0xFF), _mm_set1_epi32(4)));
    numbers = _mm_add_epi8(numbers, _mm_set1_epi8(4));
  }
}

__attribute__((target("avx2,bmi2,popcnt"))) static size_t unpack_avx2(
    const uint8_t *bytes, size_t offset, size_t size, uint32_t count, uint32_t first, uint32_t last,
    uint32_t *documents, uint32_t *frequencies) {
  return unpack_anywhere(
    bytes, offset, size, count, first, last, read_avx2, documents, frequencies);
}
#endif

size_t quern_unpack_packed_tail(
    const uint8_t *bytes, size_t offset, size_t size, uint32_t count, uint32_t first, uint32_t last,
    uint32_t *documents, uint32_t *frequencies) {
#if defined(__x86_64__)
  if (has_bmi2() && has_avx2())
    return unpack_avx2(bytes, offset, size, count, first, last, documents, frequencies);
#endif
  return quern_unpack_packed_tail_plain(
    bytes, offset, size, count, first, last, documents, frequencies);
}
