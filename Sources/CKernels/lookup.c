#include "Lookup.h"

// Which of 16 documents is the wanted one: its bit, or none.
#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint32_t equal_among_16(const uint32_t *documents, uint32_t wanted) {
  const __m128i *rows = (const __m128i *)documents;
  const __m128i w = _mm_set1_epi32((int)wanted);
  const __m128i a = _mm_cmpeq_epi32(_mm_loadu_si128(rows), w);
  const __m128i b = _mm_cmpeq_epi32(_mm_loadu_si128(rows + 1), w);
  const __m128i c = _mm_cmpeq_epi32(_mm_loadu_si128(rows + 2), w);
  const __m128i d = _mm_cmpeq_epi32(_mm_loadu_si128(rows + 3), w);
  const __m128i all = _mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d));
  return (uint32_t)_mm_movemask_epi8(all);
}
#else
static inline uint32_t equal_among_16(const uint32_t *documents, uint32_t wanted) {
  uint32_t bits = 0;
  for (uint32_t i = 0; i < 16; i++) bits |= (uint32_t)(documents[i] == wanted) << i;
  return bits;
}
#endif

uint32_t quern_keep_found(
    const uint32_t *candidates, const double *sums, uint32_t count, const uint32_t *documents,
    uint32_t *kept, double *kept_sums, uint8_t *places) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t wanted = candidates[i];
    const double sum = sums[i];
    // Three steps without branches lead to 16 documents, which are compared at once.
    uint32_t place = documents[63] < wanted ? 64 : 0;
    place += documents[place + 31] < wanted ? 32 : 0;
    place += documents[place + 15] < wanted ? 16 : 0;
    const uint32_t bits = equal_among_16(documents + place, wanted);
    kept[n] = wanted;
    kept_sums[n] = sum;
    // Bit 16 stands for none.
    places[n] = (uint8_t)(place + (uint32_t)__builtin_ctz(bits | 1u << 16));
    n += bits != 0;
  }
  return n;
}
