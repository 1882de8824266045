// What a character does at a word boundary: one small number for each code point.
//
// The numbers are the classes of UAX #29 as ICU's word rules tailor them. They live in
// word_classes.c, which is generated: see there.

#ifndef QUERN_WORD_CLASSES_H
#define QUERN_WORD_CLASSES_H

#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

enum {
  QUERN_WORD_OTHER = 0,
  // Letters of words, those of Chinese, Japanese, Korean and the dictionary scripts excepted.
  QUERN_WORD_LETTER = 1,
  QUERN_WORD_NUMERIC = 2,
  // Low lines and the like, which join letters and digits.
  QUERN_WORD_EXTEND_NUM_LET = 3,
  QUERN_WORD_MID_LETTER = 4,
  QUERN_WORD_MID_NUM = 5,
  QUERN_WORD_MID_NUM_LET = 6,
  QUERN_WORD_SINGLE_QUOTE = 7,
  QUERN_WORD_DOUBLE_QUOTE = 8,
  // Combining marks and format characters: they belong to what stands before.
  QUERN_WORD_EXTEND = 9,
  // U+200D: as above, and joins a pictograph that follows.
  QUERN_WORD_JOINER = 10,
  QUERN_WORD_HEBREW = 11,
  // Precomposed Hangul syllables; they join only each other.
  QUERN_WORD_HANGUL = 12,
  QUERN_WORD_PICTOGRAPH = 13,
  // Letters that are pictographs as well, such as U+2139.
  QUERN_WORD_PICTOGRAPH_LETTER = 14,
  QUERN_WORD_REGIONAL = 15,
  QUERN_WORD_SPACE = 16,
  // Line ends: nothing joins them, marks included.
  QUERN_WORD_BREAK = 17,
  // Han, kana, and the scripts of South-East Asia that are written without spaces: left to ICU.
  QUERN_WORD_DICTIONARY = 18,
  // Combining marks of those scripts, and U+16FE4.
  QUERN_WORD_DICTIONARY_MARK = 19,
  // Ideographs that no dictionary holds (Tangut, Nushu, Khitan): each is a word.
  QUERN_WORD_IDEOGRAPH = 20,
  QUERN_WORD_CLASS_COUNT = 21,

  QUERN_WORD_BLOCK_LENGTH = 128,
  QUERN_WORD_BLOCK_COUNT = 0x110000 / QUERN_WORD_BLOCK_LENGTH,
};

// The versions from which the table was made: 72.1 is 0x48010000.
extern const uint32_t quern_word_icu_version;
extern const uint32_t quern_word_unicode_version;

// For each run of 128 code points the number of its block; QUERN_WORD_BLOCK_COUNT entries.
const uint8_t *quern_word_blocks(void);

// The distinct blocks, 128 classes each, and how many bytes they take.
const uint8_t *quern_word_classes(void);
extern const int32_t quern_word_classes_count;

// Asks the processor for the line of memory at `address`, and does not wait for it.
static inline void quern_prefetch(const void *address) { __builtin_prefetch(address); }

// Which of 64 bytes are ASCII white space: bit i stands for byte i.
static inline uint64_t quern_white_space(const uint8_t *bytes) {
  uint64_t mask = 0;
#if defined(__SSE2__)
  for (int part = 0; part < 4; part++) {
    __m128i some = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    __m128i blanks = _mm_cmpeq_epi8(some, _mm_set1_epi8(0x20));
    // Tab to carriage return: at most 4 above the first of them.
    __m128i above = _mm_sub_epi8(some, _mm_set1_epi8(0x09));
    __m128i others = _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(4)), above);
    uint32_t found = (uint32_t)_mm_movemask_epi8(_mm_or_si128(blanks, others));
    mask |= (uint64_t)found << (16 * part);
  }
#else
  for (int index = 0; index < 64; index++) {
    uint64_t is = bytes[index] == 0x20 || (uint8_t)(bytes[index] - 0x09) <= 4;
    mask |= is << index;
  }
#endif
  return mask;
}

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
