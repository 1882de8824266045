#include "CKernels.h"

#if defined(__x86_64__)
#include <nmmintrin.h>

int quern_has_crc32c(void) { return __builtin_cpu_supports("sse4.2"); }

__attribute__((target("sse4.2"))) uint32_t quern_crc32c(
    uint32_t state, const uint8_t *bytes, size_t count) {
  uint64_t crc = state;
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    crc = _mm_crc32_u64(crc, word);
  }
  for (; count > 0; bytes++, count--) crc = _mm_crc32_u8((uint32_t)crc, *bytes);
  return (uint32_t)crc;
}
#else
int quern_has_crc32c(void) { return 0; }

uint32_t quern_crc32c(uint32_t state, const uint8_t *bytes, size_t count) {
  (void)bytes;
  (void)count;
  return state;
}
#endif
