#include "CKernels.h"

uint32_t quern_widths128(const uint32_t *values, uint32_t *counts) {
  uint32_t all = 0;
  for (int i = 0; i < 128; i++) all |= values[i];
  const uint32_t width = all == 0 ? 0 : 32 - (uint32_t)__builtin_clz(all);
  for (uint32_t fewer = 1; fewer <= 8 && fewer <= width; fewer++) {
    const uint32_t bits = width - fewer;
    const uint32_t largest = (uint32_t)(((uint64_t)1 << bits) - 1);
    uint32_t count = 0;
    for (int i = 0; i < 128; i++) count += values[i] > largest;
    counts[fewer - 1] = count;
  }
  return width;
}

void quern_make_patch128(
  const uint32_t *values, uint32_t width, uint32_t count, uint8_t *patch) {
  if (width >= 32 || count > 128) return;
  uint8_t places[129];
  uint32_t found = 0;
  for (uint32_t i = 0; i < 128; i++) {
    places[found] = (uint8_t)i;
    found += values[i] >> width != 0;
  }
  for (uint32_t i = 0; i < count; i++) {
    const uint8_t place = places[i < found ? i : 0];
    patch[i] = place;
    patch[count + i] = (uint8_t)(values[place] >> width);
  }
}

void quern_pack_low128(const uint32_t *values, uint32_t width, uint8_t *bytes) {
  if (width >= 32) {
    quern_pack128(values, width, bytes);
    return;
  }
  uint32_t low[128];
  const uint32_t mask = ((uint32_t)1 << width) - 1;
  for (int i = 0; i < 128; i++) low[i] = values[i] & mask;
  quern_pack128(low, width, bytes);
}
