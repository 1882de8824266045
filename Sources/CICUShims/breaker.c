// Words of a text: ICU's break iterator over a copy of the text in UTF-16.

#include "CICUShims.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

const int32_t quern_least_word_status = UBRK_WORD_NUMBER;
const int32_t quern_malformed_text = U_INVALID_CHAR_FOUND;

// Buffers above this many units are given back with the next short text.
enum { KEPT_UNITS = 1 << 18 };

struct quern_breaker {
  UBreakIterator *iterator;
  UChar *units;
  int32_t capacity;
  // The boundary that was reached last, in units and in bytes of the text.
  int32_t unit;
  int32_t byte;
  // Whether the iterator has met a kana.
  int32_t has_dictionary;
};

// Lets ICU load its dictionary of Chinese and Japanese, and the iterator know it.
//
// ICU finds a dictionary by the first character of a word. The mark that makes a vowel long, U+30FC, belongs
// to no script: until a text with a kana or an ideograph had come, in the process or before in the iterator,
// words that began with it were cut in another way.
static void meet_katakana(UBreakIterator *iterator, UErrorCode *error) {
  static const UChar katakana[] = {0x30AC, 0x30AC, 0x30AC};
  ubrk_setText(iterator, katakana, 3, error);
  if (U_FAILURE(*error)) return;
  ubrk_first(iterator);
  while (ubrk_next(iterator) != UBRK_DONE) continue;
}

quern_breaker *quern_breaker_open(int32_t *code) {
  UErrorCode error = U_ZERO_ERROR;
  quern_breaker *breaker = calloc(1, sizeof *breaker);
  if (breaker == NULL) {
    *code = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  breaker->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
  *code = U_FAILURE(error) ? error : U_ZERO_ERROR;
  if (U_FAILURE(error)) {
    ubrk_close(breaker->iterator);
    free(breaker);
    return NULL;
  }
  return breaker;
}

void quern_breaker_close(quern_breaker *breaker) {
  ubrk_close(breaker->iterator);
  free(breaker->units);
  free(breaker);
}

// A text of n bytes has at most n units.
static int reserve(quern_breaker *breaker, int32_t units) {
  int too_small = breaker->capacity < units;
  int too_large = breaker->capacity > KEPT_UNITS && units <= KEPT_UNITS;
  if (!too_small && !too_large) return 1;
  free(breaker->units);
  breaker->capacity = units < KEPT_UNITS ? KEPT_UNITS : units;
  breaker->units = malloc((size_t)breaker->capacity * sizeof(UChar));
  if (breaker->units == NULL) breaker->capacity = 0;
  return breaker->units != NULL;
}

void quern_breaker_set_text(
    quern_breaker *breaker, const uint8_t *text, int64_t byte_count, int32_t *code) {
  static const UChar empty[1] = {0};
  UErrorCode error = U_ZERO_ERROR;
  breaker->unit = 0;
  breaker->byte = 0;
  if (byte_count < 0 || byte_count > QUERN_LONGEST_PIECE) {
    *code = U_INDEX_OUTOFBOUNDS_ERROR;
    return;
  }
  // With the first text, not before: it takes 2 ms once in a process, and most texts want no ICU.
  if (!breaker->has_dictionary) {
    meet_katakana(breaker->iterator, &error);
    breaker->has_dictionary = U_SUCCESS(error);
  }
  // The iterator must not keep a pointer to units that are freed below.
  ubrk_setText(breaker->iterator, empty, 0, &error);
  if (!reserve(breaker, (int32_t)byte_count)) {
    *code = U_MEMORY_ALLOCATION_ERROR;
    return;
  }
  int32_t count = 0;
  if (byte_count > 0) {
    u_strFromUTF8(
        breaker->units, breaker->capacity, &count, (const char *)text, (int32_t)byte_count, &error);
    // The units need no terminator, so this warning means nothing.
    if (error == U_STRING_NOT_TERMINATED_WARNING) error = U_ZERO_ERROR;
  }
  if (U_SUCCESS(error)) ubrk_setText(breaker->iterator, breaker->units, count, &error);
  ubrk_first(breaker->iterator);
  *code = U_FAILURE(error) ? error : U_ZERO_ERROR;
}

// How many bytes of UTF-8 the units from ..< to took; a surrogate is half of four bytes.
static int32_t bytes_of(const UChar *units, int32_t from, int32_t to) {
  int32_t bytes = 0;
  for (int32_t i = from; i < to; i++) {
    UChar unit = units[i];
    bytes += unit < 0x80 ? 1 : (unit < 0x800 || U16_IS_SURROGATE(unit)) ? 2 : 3;
  }
  return bytes;
}

int32_t quern_breaker_next(
    quern_breaker *breaker, int32_t least_status, quern_word *words, int32_t capacity) {
  int32_t found = 0;
  while (found < capacity) {
    int32_t boundary = ubrk_next(breaker->iterator);
    if (boundary == UBRK_DONE) break;
    int32_t start = breaker->byte;
    breaker->byte += bytes_of(breaker->units, breaker->unit, boundary);
    breaker->unit = boundary;
    int32_t status = ubrk_getRuleStatus(breaker->iterator);
    if (status < least_status) continue;
    words[found++] = (quern_word){start, breaker->byte, status};
  }
  return found;
}

int64_t quern_breaker_byte_count(const quern_breaker *breaker) {
  return (int64_t)breaker->capacity * (int64_t)sizeof(UChar);
}
