// What a processor may have beyond what every machine has.

#ifndef QUERN_PROCESSOR_H
#define QUERN_PROCESSOR_H

#if defined(__x86_64__)
#include <immintrin.h>

// A function of vectors of 256 bits, only called where `has_avx2` says so.
#define AVX2 __attribute__((target("avx2,popcnt")))

static inline int has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
}
#endif

#endif
