#ifndef QUERN_COLUMNS_H
#define QUERN_COLUMNS_H

#include <stdint.h>

/// Which of 128 packed integers lie in a range: value i = base + stored i, modulo 2^32, does if value i −
/// first < count. Writes a bit each, 64 to a word, the first integer lowest.
void quern_range_bits128(
  const uint8_t *_Nullable bytes, uint32_t width, uint32_t base, uint32_t first, uint32_t count,
  uint64_t *_Nonnull words);

#endif
