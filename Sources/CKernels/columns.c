#include "CKernels.h"
#include "processor.h"

/// Writes for each of 128 values whether it lies in a range, 1 or 0.
static inline __attribute__((always_inline)) void mark(
    const uint32_t *values, uint32_t first, uint32_t count, uint8_t *marks) {
  for (int i = 0; i < 128; i++) marks[i] = (uint32_t)(values[i] - first) < count;
}

#if defined(__x86_64__)
AVX2 static void mark_avx2(
    const uint32_t *values, uint32_t first, uint32_t count, uint8_t *marks) {
  mark(values, first, count, marks);
}
#endif

void quern_range_bits128(
    const uint8_t *bytes, uint32_t width, uint32_t base, uint32_t first, uint32_t count,
    uint64_t *words) {
  uint32_t values[128];
  uint8_t marks[128];
  quern_unpack128(bytes, width, base, values);
#if defined(__x86_64__)
  if (has_avx2()) mark_avx2(values, first, count, marks);
  else mark(values, first, count, marks);
#else
  mark(values, first, count, marks);
#endif
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
