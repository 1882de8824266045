// The heads of a dictionary's blocks, for the kernels that find a term by them.

#ifndef QUERN_HEADS_H
#define QUERN_HEADS_H

#include <string.h>

#include "Dictionary.h"

enum {
  WORD = sizeof(uint64_t),
  // Of a term so many bytes are compared by words: nearly all have fewer.
  NEAR_TERM = 64,
};

// A term that is looked for, and its first bytes with zeros behind them.
typedef struct {
  const uint8_t *bytes;
  size_t size;
  uint8_t near[NEAR_TERM];
} wanted_term;

static inline wanted_term make_wanted(const uint8_t *term, size_t size) {
  wanted_term wanted = {.bytes = term, .size = size};
  if (size > 0) memcpy(wanted.near, term, size < NEAR_TERM ? size : NEAR_TERM);
  return wanted;
}

static inline uint64_t load_word(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

// Eight bytes as a number that is the greater the later they stand in the order of bytes.
static inline uint64_t load_ordered(const uint8_t *bytes) {
  return __builtin_bswap64(load_word(bytes));
}

// Where a block begins, of an index that has room for all of them.
static inline uint64_t block_start(const quern_dictionary *d, uint32_t block) {
  return load_word(d->index + 8 + 4 * (size_t)d->block_count + 8 * (size_t)block);
}

// The number of the only block that can hold a term; `block_count` where the index is not sound.
uint32_t quern_find_head(const quern_dictionary *dictionary, const wanted_term *term);

#endif
