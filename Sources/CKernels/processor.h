// What a processor may have beyond what every machine has.

#ifndef QUERN_PROCESSOR_H
#define QUERN_PROCESSOR_H

#if defined(__x86_64__)
#include <immintrin.h>

// A function of vectors of 256 bits, only called where `has_avx2` says so.
#define AVX2 __attribute__((target("avx2,popcnt")))

// One that finds the places of bits, with vectors of 512, only called where `has_avx512` says so.
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")))

static inline int has_avx512(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi")
    && __builtin_cpu_supports("avx512vbmi2")
    && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

static inline int has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
}
#endif

#endif
