// Unpack a block's gaps into documents, in whatever code they are.

#ifndef QUERN_GAPS_H
#define QUERN_GAPS_H

#include "CKernels.h"

// Unpacks 128 gaps of which `zeros` has the high parts: how many zeros lie before each one of the unary part.
//
// The gaps' low parts have `width` bits, at most 23. Value i is `previous` + i + 1 + all that is stored up to i,
// modulo 2^32.
void quern_unpack_rice_ascending128(
  const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *zeros, uint32_t *values);

// The same on a processor that has no more than every one.
void quern_unpack_rice_ascending128_plain(
  const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *zeros, uint32_t *values);

#endif
