// Words of the unary part of Rice's code, for kernels that read it.

#ifndef QUERN_UNARY_H
#define QUERN_UNARY_H

#include "CKernels.h"
#include "inline.h"
#include "processor.h"

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

// The place of a word's one at `index`, which it has. (Vigna, "Broadword implementation of rank/select
// queries", WEA 2008.)
INLINE uint32_t place_of_one(uint64_t word, uint32_t index) {
  // How many ones are in the bytes up to each.
  uint64_t sums = word - ((word >> 1) & EACH(0x55));
  sums = (sums & EACH(0x33)) + ((sums >> 2) & EACH(0x33));
  sums = EACH((sums + (sums >> 4)) & EACH(0x0F));
  const uint64_t passed = (((EACH(index) | EACH(0x80)) - sums) & EACH(0x80)) >> 7;
  const uint32_t shift = 8 * (uint32_t)(EACH(passed) >> 56);
  const uint32_t before = (sums << 8) >> shift & 0xFF;
  return shift + (quern_places_of[word >> shift & 0xFF] >> (8 * (index - before)) & 0xFF);
}

// How such a place is found.
typedef uint32_t select_one(uint64_t word, uint32_t index);

#if defined(__x86_64__)
BMI2 static inline __attribute__((always_inline)) uint32_t place_of_one_bmi2(
    uint64_t word, uint32_t index) {
  return (uint32_t)__builtin_ctzll(_pdep_u64((uint64_t)1 << index, word));
}
#endif

#endif
