// The norms of documents, for kernels that score eight postings at once.

#ifndef QUERN_NORMS_H
#define QUERN_NORMS_H

#include "processor.h"

#if defined(__x86_64__)
// The inverse norms of eight documents, each read on its own. (To gather lengths and norms takes four times as
// long on a Xeon that is guarded against spying on gathers.)
AVX2 static inline __attribute__((always_inline)) __m256 quern_inverses_of_eight(
    const uint32_t *documents, const uint8_t *lengths, const float *inverses) {
#define INVERSE(i) inverses[lengths[documents[i]]]
  return _mm256_setr_ps(
    INVERSE(0), INVERSE(1), INVERSE(2), INVERSE(3), INVERSE(4), INVERSE(5), INVERSE(6), INVERSE(7));
#undef INVERSE
}

// Where to go on behind eight of `count`: where fewer than eight are left, with the last eight, some of which
// are done once more.
static inline uint32_t quern_next_eight(uint32_t i, uint32_t count) {
  return i + 8 < count && i + 16 > count ? count - 8 : i + 8;
}
#endif

#endif
