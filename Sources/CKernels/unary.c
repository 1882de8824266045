#include "unary.h"

// The word in which a one stands, where it begins, and the one's number in it; and how many zeros lie between
// the last one before the word and the word.
typedef struct {
  uint64_t word;
  uint32_t at, index, zeros;
} found_word;

// Finds the word of the one at `index`: 0 where there is none. A processor may count ones in one step.
INLINE int find_word(const unary_part *unary, uint32_t index, found_word *found) {
  uint32_t zeros = 0;
  for (uint32_t at = 0; at < unary->size; at += 8) {
    const uint64_t word = word_at(unary, at);
    const uint32_t ones = (uint32_t)__builtin_popcountll(word);
    if (index < ones) {
      *found = (found_word){word, at, index, zeros};
      return 1;
    }
    index -= ones;
    zeros = word ? (uint32_t)__builtin_clzll(word) : zeros + 64;
  }
  return 0;
}

// The zeros before the one at a place of its word.
INLINE uint32_t zeros_before(const found_word *found, uint32_t place) {
  const uint64_t below = found->word & (((uint64_t)1 << place) - 1);
  return below ? place + (uint32_t)__builtin_clzll(below) - 64 : found->zeros + place;
}

INLINE uint32_t unary_value(const unary_part *unary, uint32_t index, select_one *select) {
  found_word found;
  if (!find_word(unary, index, &found)) return 0;
  return zeros_before(&found, select(found.word, found.index));
}

#if defined(__x86_64__)
// A processor may count ones, and put a bit at one of them, in one step each.
BMI2 static uint32_t unary_value_bmi2(const unary_part *unary, uint32_t index) {
  return unary_value(unary, index, place_of_one_bmi2);
}
#endif

uint32_t quern_unary_value_plain(const uint8_t *bytes, uint32_t size, uint32_t index) {
  if (!bytes || size < QUERN_UNARY_LEAST) return 0;
  const unary_part unary = {bytes, size};
  return unary_value(&unary, index, place_of_one);
}

uint32_t quern_unary_value(const uint8_t *bytes, uint32_t size, uint32_t index) {
#if defined(__x86_64__)
  const unary_part unary = {bytes, size};
  if (!bytes || size < QUERN_UNARY_LEAST) return 0;
  if (has_bmi2()) return unary_value_bmi2(&unary, index);
#endif
  return quern_unary_value_plain(bytes, size, index);
}

#if defined(__x86_64__)
// The words that a unary part may have, as many bytes as can be read from its start.
enum { WORDS = QUERN_UNARY_ROOM / 8 };

INLINE uint64_t load_word(const uint8_t *bytes, uint32_t number) {
  uint64_t word;
  memcpy(&word, bytes + 8 * (size_t)number, sizeof word);
  return word;
}

// The zeros between the last one before a word and the word.
INLINE uint32_t zeros_before_word(const uint8_t *bytes, uint32_t number) {
  uint32_t zeros = 0;
  for (; number > 0; zeros += 64) {
    const uint64_t word = load_word(bytes, --number);
    if (word) return zeros + (uint32_t)__builtin_clzll(word);
  }
  return zeros;
}

// The number at `index`, where `ones` has how many ones are before each word. What lies behind the part is
// behind all of its ones.
BMI2 static inline __attribute__((always_inline)) uint32_t counted_value(
    const uint8_t *bytes, const uint32_t *ones, uint32_t index) {
  // Without branches: which word it is in is as good as random.
  uint32_t number = 0;
  for (uint32_t i = 1; i < WORDS; i++) number += ones[i] <= index;
  const uint64_t word = load_word(bytes, number);
  const uint32_t place = place_of_one_bmi2(word, index - ones[number]);
  const uint64_t below = word & (((uint64_t)1 << place) - 1);
  return place + (below ? (uint32_t)__builtin_clzll(below) - 64 : zeros_before_word(bytes, number));
}

BMI2 static void rice_frequencies_bmi2(
    const uint8_t *bytes, uint32_t width, const uint8_t *unary, const uint8_t *places,
    uint32_t count, uint32_t *frequencies) {
  uint32_t ones[WORDS + 1] = {0};
  for (uint32_t i = 0; i < WORDS; i++)
    ones[i + 1] = ones[i] + (uint32_t)__builtin_popcountll(load_word(unary, i));
  const int is_sound = ones[WORDS] >= 128;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t index = places[i] & 127;
    const uint32_t high = is_sound ? counted_value(unary, ones, index) : 0;
    frequencies[i] = 1 + quern_packed_value(bytes, width, index) + (high << width);
  }
}
#endif

void quern_rice_frequencies(
    const quern_frequencies *packed, int has_room, const uint8_t *places, uint32_t count,
    uint32_t *frequencies) {
#if defined(__x86_64__)
  if (has_room && has_bmi2()) {
    rice_frequencies_bmi2(
      packed->bytes, packed->width - QUERN_RICE, packed->patch, places, count, frequencies);
    return;
  }
#endif
  for (uint32_t i = 0; i < count; i++) frequencies[i] = quern_frequency(*packed, places[i]);
}

INLINE int unary_run(
    const unary_part *unary, uint32_t from, uint32_t count, select_one *select, uint32_t *values) {
  // The bits of a word that are left, and how many.
  uint32_t at = 0, left = 64;
  uint64_t bits;
  if (from > 0) {
    found_word found;
    if (!find_word(unary, from - 1, &found)) return 0;
    const uint32_t place = select(found.word, found.index);
    at = found.at;
    left = 63 - place;
    bits = found.word >> place >> 1;
  } else {
    bits = word_at(unary, 0);
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t zeros = 0;
    while (bits == 0) {
      zeros += left;
      at += 8;
      if (at >= unary->size) return 0;
      bits = word_at(unary, at);
      left = 64;
    }
    const uint32_t more = (uint32_t)__builtin_ctzll(bits);
    values[i] = zeros + more;
    bits = bits >> more >> 1;
    left -= more + 1;
  }
  return 1;
}

#if defined(__x86_64__)
BMI2 static int unary_run_bmi2(
    const unary_part *unary, uint32_t from, uint32_t count, uint32_t *values) {
  return unary_run(unary, from, count, place_of_one_bmi2, values);
}
#endif

int quern_unary_run(
    const uint8_t *bytes, uint32_t size, uint32_t from, uint32_t count, uint32_t *values) {
  const unary_part unary = {bytes, size};
  if (size < QUERN_UNARY_LEAST) return 0;
#if defined(__x86_64__)
  if (has_bmi2()) return unary_run_bmi2(&unary, from, count, values);
#endif
  return unary_run(&unary, from, count, place_of_one, values);
}
