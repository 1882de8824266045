// The classes of all code points, from ICU's properties and the tailorings of its word rules.

#include "CICUShims.h"

#include <CWordClasses.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

// The class by the property Word_Break alone, or -1 for a value that came after Unicode 15.
static int plain_class(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_OTHER: return QUERN_WORD_OTHER;
    case U_WB_ALETTER: return QUERN_WORD_LETTER;
    case U_WB_NUMERIC: return QUERN_WORD_NUMERIC;
    case U_WB_EXTENDNUMLET: return QUERN_WORD_EXTEND_NUM_LET;
    case U_WB_MIDLETTER: return QUERN_WORD_MID_LETTER;
    case U_WB_MIDNUM: return QUERN_WORD_MID_NUM;
    case U_WB_MIDNUMLET: return QUERN_WORD_MID_NUM_LET;
    case U_WB_SINGLE_QUOTE: return QUERN_WORD_SINGLE_QUOTE;
    case U_WB_DOUBLE_QUOTE: return QUERN_WORD_DOUBLE_QUOTE;
    case U_WB_EXTEND: return QUERN_WORD_EXTEND;
    case U_WB_FORMAT: return QUERN_WORD_EXTEND;
    case U_WB_ZWJ: return QUERN_WORD_JOINER;
    case U_WB_HEBREW_LETTER: return QUERN_WORD_HEBREW;
    case U_WB_KATAKANA: return QUERN_WORD_DICTIONARY;
    case U_WB_REGIONAL_INDICATOR: return QUERN_WORD_REGIONAL;
    case U_WB_WSEGSPACE: return QUERN_WORD_SPACE;
    case U_WB_CR: return QUERN_WORD_BREAK;
    case U_WB_LF: return QUERN_WORD_BREAK;
    case U_WB_NEWLINE: return QUERN_WORD_BREAK;
    default: return -1;
  }
}

static int is_colon(UChar32 c) { return c == ':' || c == 0xFE55 || c == 0xFF1A; }

// The class, or -1 where properties meet that the machine has no state for.
static int word_class(UChar32 c) {
  int plain = plain_class(c);
  UErrorCode error = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(c, &error);
  int is_han = script == USCRIPT_HAN;
  int is_mark = plain == QUERN_WORD_EXTEND || plain == QUERN_WORD_JOINER;
  if (c >= 0xAC00 && c <= 0xD7A3) return QUERN_WORD_HANGUL;
  if (is_han || script == USCRIPT_HIRAGANA || plain == QUERN_WORD_DICTIONARY ||
      u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) {
    return is_mark && !is_han ? QUERN_WORD_DICTIONARY_MARK : QUERN_WORD_DICTIONARY;
  }
  if (c == '@') return QUERN_WORD_LETTER;
  if (is_colon(c)) return QUERN_WORD_OTHER;
  int is_pictograph = u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
  int is_ideograph = u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC);
  if (is_pictograph && is_ideograph) return -1;
  // U+16FE4 alone: a mark by which what it stands on becomes a word. Too rare for states of its own.
  if (is_mark && is_ideograph) return QUERN_WORD_DICTIONARY_MARK;
  if (is_ideograph) return plain == QUERN_WORD_OTHER ? QUERN_WORD_IDEOGRAPH : -1;
  if (!is_pictograph) return plain;
  if (plain == QUERN_WORD_OTHER) return QUERN_WORD_PICTOGRAPH;
  return plain == QUERN_WORD_LETTER ? QUERN_WORD_PICTOGRAPH_LETTER : -1;
}

int32_t quern_icu_word_classes(uint8_t *classes) {
  int32_t unknown = 0;
  for (UChar32 c = 0; c <= 0x10FFFF; c++) {
    int found = word_class(c);
    unknown += found < 0;
    classes[c] = (uint8_t)(found < 0 ? QUERN_WORD_OTHER : found);
  }
  return unknown;
}
