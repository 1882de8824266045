// Words of the unary part of Rice's code, for kernels that read it.

#ifndef QUERN_UNARY_H
#define QUERN_UNARY_H

#include "CKernels.h"

#define INLINE static inline __attribute__((always_inline))

// The same number in each byte of a word.
#define EACH(number) ((number) * (uint64_t)0x0101010101010101)

// The places of the ones of each byte, a byte each.
extern const uint64_t quern_places_of[256];

// A unary part of 16 bytes or more.
typedef struct {
  const uint8_t *bytes;
  uint32_t size;
} unary_part;

// The 64 bits that begin at a byte before the end, with zeros behind it.
INLINE uint64_t word_at(const unary_part *unary, uint32_t at) {
  const uint32_t behind = at + 8 <= unary->size ? 0 : at + 8 - unary->size;
  uint64_t word;
  memcpy(&word, unary->bytes + at - behind, sizeof word);
  return word >> (8 * behind);
}

#endif
