// What a processor may have beyond what every machine has.

#ifndef QUERN_PROCESSOR_H
#define QUERN_PROCESSOR_H

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

// A function of vectors of 256 bits, only called where `has_avx2` says so.
#define AVX2 __attribute__((target("avx2,popcnt")))

// One that finds bits in words, only called where `has_bmi2` says so.
#define BMI2 __attribute__((target("bmi2,popcnt")))

// One that does more with them, only called where `has_bits` says so.
#define BITS __attribute__((target("bmi,bmi2,lzcnt,popcnt")))

// One that finds the places of bits, with vectors of 512, only called where `has_avx512` says so.
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")))

static inline int has_avx512(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi")
    && __builtin_cpu_supports("avx512vbmi2")
    && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

// Zen 1 and 2 have PDEP in name only: it takes them a step for each bit.
static inline int has_bmi2(void) {
  return __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt")
    && !__builtin_cpu_is("znver1") && !__builtin_cpu_is("znver2");
}

static inline int has_bits(void) {
  return has_bmi2() && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("lzcnt");
}

static inline int has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
}

// The numbers of the bits of eight that are set, in bytes; what lies behind them counts for nothing.
AVX2 static inline uint64_t quern_bit_numbers(uint32_t mask) {
  static const uint32_t of_four[16] = {
    0, 0, 1, 0x100, 2, 0x200, 0x201, 0x20100,
    3, 0x300, 0x301, 0x30100, 0x302, 0x30200, 0x30201, 0x3020100,
  };
  const uint64_t low = of_four[mask & 15], high = of_four[mask >> 4] + 0x04040404u;
  return low | high << (8 * __builtin_popcount(mask & 15));
}
#endif

#endif
