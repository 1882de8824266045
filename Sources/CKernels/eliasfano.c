#include "unary.h"

enum {
  // What zeros the unary part has room for.
  ZEROS_MOST = 8 * QUERN_UNARY_MOST - 128,
  WORDS = (QUERN_UNARY_MOST + 7) / 8,
  // Where fewer than one document in so many has the word, single ones are seldom looked for.
  SPARSE_GAP = 64,
};

// The last of 128 offsets: below 2^32, or any number above that.
static uint64_t last_offset_of(const uint32_t *gaps) {
  uint64_t sum = 127;
  for (uint32_t i = 0; i < 128; i++) sum += gaps[i];
  return sum;
}

static uint32_t high_sum(const uint32_t *values, uint32_t width) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < 128; i++) sum += values[i] >> width;
  return sum;
}

// The bytes of 128 gaps with the code that `quern_code128` gave.
static uint32_t byte_count(const uint32_t *gaps, uint32_t code) {
  if (code < QUERN_RICE) return 16 * code;
  const uint32_t width = code - QUERN_RICE;
  return 16 * width + (128 + high_sum(gaps, width) + 7) / 8 + 1;
}

uint32_t quern_code_gaps128(const uint32_t *gaps, uint32_t least, uint32_t most) {
  const uint32_t code = quern_code128(gaps, least);
  const uint64_t last = last_offset_of(gaps);
  // Nothing is as short as no gaps, and nothing as quick.
  if (code == 0 || last > UINT32_MAX) return code;
  const uint32_t size = byte_count(gaps, code) + (last < 128 * SPARSE_GAP ? most : 0);
  // A set of bits has one for the last document too.
  if (last < 8 * QUERN_UNARY_MOST && (last + 8) / 8 + 1 <= size) return QUERN_RICE;
  // With one more bit the packed ones are 128 more, and the zeros less than that fewer.
  uint32_t width = 1;
  while (last >> width > ZEROS_MOST) width++;
  if (width >= QUERN_ELIAS_FANO_END - QUERN_ELIAS_FANO) return code;
  return 16 * width + (128 + (uint32_t)(last >> width) + 7) / 8 + 1 <= size
    ? QUERN_ELIAS_FANO + width : code;
}

void quern_make_offsets128(
    const uint32_t *gaps, uint32_t width, uint32_t *offsets, uint32_t *steps) {
  uint32_t next = 0, high = 0;
  for (uint32_t i = 0; i < 128; i++) {
    offsets[i] = next + gaps[i];
    next = offsets[i] + 1;
    steps[i] = (offsets[i] >> (width & 31)) - high;
    high += steps[i];
  }
}

// A unary part in words, and how many ones are before each.
typedef struct {
  uint64_t words[WORDS];
  uint32_t ones[WORDS + 1];
} counted_words;

// Counts the ones: 0 where they are not 128.
INLINE int count_ones(counted_words *counted) {
  uint32_t ones = 0;
  for (uint32_t i = 0; i < WORDS; i++) {
    counted->ones[i] = ones;
    ones += (uint32_t)__builtin_popcountll(counted->words[i]);
  }
  return ones == 128;
}

// Whether an offset is in a set of bits, and its place.
INLINE int find_bit(const counted_words *counted, uint32_t offset, uint32_t *place) {
  const uint64_t word = counted->words[offset / 64];
  const uint64_t below = word & (((uint64_t)1 << offset % 64) - 1);
  *place = counted->ones[offset / 64] + (uint32_t)__builtin_popcountll(below);
  return word >> offset % 64 & 1;
}

// The bit behind the zero before which there are `count` others, which is there.
INLINE uint32_t behind_zero(
    const counted_words *counted, uint32_t count, select_one *select) {
  // Without branches: which word it is in is as good as random.
  uint32_t word = 0;
  for (uint32_t i = 1; i < WORDS; i++) word += 64 * i - counted->ones[i] <= count;
  const uint32_t before = 64 * word - counted->ones[word];
  return 64 * word + select(~counted->words[word], count - before) + 1;
}

// Whether an offset is among those of Elias and Fano's code, and its place.
INLINE int find_offset(
    const quern_gaps *gaps, const counted_words *counted, uint32_t offset, select_one *select,
    uint32_t *place) {
  const uint32_t high = offset >> gaps->width;
  const uint32_t low = offset & (((uint32_t)1 << gaps->width) - 1);
  uint32_t bit = high > 0 ? behind_zero(counted, high - 1, select) : 0;
  // Those with the same high part ascend.
  for (; bit < 64 * WORDS && counted->words[bit / 64] >> bit % 64 & 1; bit++) {
    *place = bit - high;
    const uint32_t found = quern_packed_value(gaps->packed, gaps->width, *place & 127);
    if (found >= low) return found == low;
  }
  return 0;
}

INLINE int has_unary(const quern_gaps *gaps) {
  return gaps->unary && gaps->unary_size >= QUERN_UNARY_LEAST
    && gaps->unary_size <= QUERN_UNARY_MOST;
}

INLINE int32_t find_single(
    const quern_gaps *gaps, counted_words *counted, uint32_t previous, uint32_t last,
    const uint32_t *documents, uint32_t count, select_one *select, uint8_t *places,
    uint8_t *other_places) {
  const int is_set = gaps->code == QUERN_RICE;
  // No bit behind the last document's is looked at.
  const uint32_t last_offset = last - previous - 1;
  const uint32_t last_bit = is_set ? last_offset : 127 + (last_offset >> gaps->width);
  if (!count_ones(counted) || last_bit >= 8 * gaps->unary_size) return -1;
  uint32_t found = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t offset = documents[i] - previous - 1;
    uint32_t place = 0;
    if (offset > last_offset) continue;
    const int is_found = is_set
      ? find_bit(counted, offset, &place) : find_offset(gaps, counted, offset, select, &place);
    places[found] = (uint8_t)i;
    other_places[found] = (uint8_t)(place & 127);
    found += (uint32_t)is_found;
  }
  return (int32_t)found;
}

int32_t quern_find_single_plain(
    const quern_gaps *gaps, uint32_t previous, uint32_t last, const uint32_t *documents,
    uint32_t count, uint8_t *places, uint8_t *other_places) {
  if (!has_unary(gaps)) return -1;
  const unary_part unary = {gaps->unary, gaps->unary_size};
  counted_words counted;
  for (uint32_t i = 0; i < WORDS; i++)
    counted.words[i] = 8 * i < unary.size ? word_at(&unary, 8 * i) : 0;
  return find_single(
    gaps, &counted, previous, last, documents, count, place_of_one, places, other_places);
}

#if defined(__x86_64__)
#define FORCED BMI2 static inline __attribute__((always_inline))

// Takes 48 bytes, and makes zeros of those behind the part.
FORCED void take_words(const quern_gaps *gaps, counted_words *counted) {
  const __m128i first = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m128i size = _mm_set1_epi8((char)gaps->unary_size);
  for (int i = 0; i < WORDS / 2; i++) {
    const __m128i numbers = _mm_add_epi8(first, _mm_set1_epi8((char)(16 * i)));
    const __m128i bytes = _mm_loadu_si128((const __m128i *)gaps->unary + i);
    _mm_storeu_si128(
      (__m128i *)counted->words + i, _mm_and_si128(bytes, _mm_cmplt_epi8(numbers, size)));
  }
}

BMI2 static int32_t find_single_bmi2(
    const quern_gaps *gaps, uint32_t previous, uint32_t last, const uint32_t *documents,
    uint32_t count, uint8_t *places, uint8_t *other_places) {
  counted_words counted;
  take_words(gaps, &counted);
  return find_single(
    gaps, &counted, previous, last, documents, count, place_of_one_bmi2, places, other_places);
}
#endif

int32_t quern_find_single(
    const quern_gaps *gaps, uint32_t previous, uint32_t last, const uint32_t *documents,
    uint32_t count, uint8_t *places, uint8_t *other_places) {
#if defined(__x86_64__)
  if (gaps->unary_room >= 8 * WORDS && has_bmi2() && has_unary(gaps))
    return find_single_bmi2(gaps, previous, last, documents, count, places, other_places);
#endif
  return quern_find_single_plain(gaps, previous, last, documents, count, places, other_places);
}
