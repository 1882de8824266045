#include "CKernels.h"

void quern_range_bits128(
    const uint8_t *bytes, uint32_t width, uint32_t base, uint32_t first, uint32_t count,
    uint64_t *words) {
  uint32_t values[128];
  uint8_t marks[128];
  quern_unpack128(bytes, width, base, values);
  for (int i = 0; i < 128; i++) marks[i] = (uint32_t)(values[i] - first) < count;
  for (int word = 0; word < 2; word++) {
    uint64_t bits = 0;
    for (int part = 0; part < 8; part++) {
      uint64_t eight;
      memcpy(&eight, marks + 64 * word + 8 * part, 8);
      // Moves the lowest bit of byte k to bit 56 + k; no other two meet there.
      bits |= eight * 0x0102040810204080u >> 56 << (8 * part);
    }
    words[word] = bits;
  }
}
