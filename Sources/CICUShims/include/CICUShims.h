// ICU behind opaque types: no ICU header may reach Swift, where it would clash with Foundation's.
//
// Every function that can fail writes ICU's UErrorCode (0: fine) to *code. Objects belong to one
// thread at a time. Bytes are UTF-8; malformed bytes give U_INVALID_CHAR_FOUND.

#ifndef QUERN_ICU_SHIMS_H
#define QUERN_ICU_SHIMS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

// The longest text that is cut in one go: what needs more than 2 GB of UTF-16 is refused.
#define QUERN_LONGEST_PIECE (1 << 30)

// A word breaker with the rules of the root locale and ICU's dictionaries.
typedef struct quern_breaker quern_breaker;

// What lies between two boundaries, in bytes of the text given, and ICU's rule status of it.
typedef struct {
  int32_t start;
  int32_t end;
  int32_t status;
} quern_word;

// The least rule status of a word: below it stand white space, punctuation and symbols.
extern const int32_t quern_least_word_status;

// The code that quern_breaker_set_text gives for malformed UTF-8.
extern const int32_t quern_malformed_text;

quern_breaker *_Nullable quern_breaker_open(int32_t *code);
void quern_breaker_close(quern_breaker *breaker);

// Copies the text, so that it need not stay where it is, and stands before its first word.
void quern_breaker_set_text(
    quern_breaker *breaker, const uint8_t *_Nullable text, int64_t byte_count, int32_t *code);

// Gives the next words with a status of at least `least_status`; 0 once there are no more.
int32_t quern_breaker_next(
    quern_breaker *breaker, int32_t least_status, quern_word *words, int32_t capacity);

// The memory of the copied text in bytes.
int64_t quern_breaker_byte_count(const quern_breaker *breaker);

// Writes the class (see CWordClasses.h) of each of the 0x110000 code points, by the properties of
// the ICU that runs; returns how many have properties that no class stands for. Takes 0.1 s: the
// generator of the committed table and its test call it, nobody else.
int32_t quern_icu_word_classes(uint8_t *classes);

// Forms of normalisation.
enum {
  QUERN_NFC = 0,
  QUERN_NFD = 1,
  // NFKC with case folding; drops what is invisible (soft hyphens, joiners, variation selectors).
  QUERN_NFKC_CASEFOLD = 2,
};

// Normalises words; keeps its buffers from one word to the next.
typedef struct quern_normalizer quern_normalizer;

quern_normalizer *_Nullable quern_normalizer_open(int32_t *code);
void quern_normalizer_close(quern_normalizer *normalizer);

// Returns the number of bytes of the result, of which at most `capacity` are written: where it is
// greater than `capacity`, call again with more room.
int32_t quern_normalize(
    quern_normalizer *normalizer, int32_t form, const uint8_t *_Nullable word, int32_t byte_count,
    uint8_t *_Nullable result, int32_t capacity, int32_t *code);

// The version of the ICU that runs, and of its Unicode tables: 72.1 is 0x48010000.
uint32_t quern_icu_version(void);
uint32_t quern_unicode_version(void);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
