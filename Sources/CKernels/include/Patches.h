// Pack blocks of 128 integers of which a few have more bits than the others.

#ifndef QUERN_PATCHES_H
#define QUERN_PATCHES_H

#include <stdint.h>

/// The bits that the widest of 128 values needs; `counts[i]`, for i below 8, gets how many values need more
/// than i + 1 fewer bits, where that is not below 0.
uint32_t quern_widths128(const uint32_t *_Nonnull values, uint32_t *_Nonnull counts);

/// The patch of 128 values of which `width` bits, below 32, are packed: the places of those that need more,
/// of `count` of them, then their higher bits, a byte each. There is room for 256 bytes.
void quern_make_patch128(
  const uint32_t *_Nonnull values, uint32_t width, uint32_t count, uint8_t *_Nonnull patch);

/// The same as `quern_pack128` for the lowest bits of any values.
void quern_pack_low128(
  const uint32_t *_Nonnull values, uint32_t width, uint8_t *_Nullable bytes);

#endif
