// Sums of documents, made of scores (floats) or of totals over several fields (doubles): the same loops,
// which differ in what they load only.

#ifndef QUERN_SUMS_H
#define QUERN_SUMS_H

#include <stdint.h>

// Adds values to the sums of their documents; see `quern_accumulate`.
#define ACCUMULATE(NAME, VALUE)                                                                 \
  uint32_t NAME(                                                                                \
      const uint32_t *documents, const VALUE *values, uint32_t count, uint32_t base,            \
      double cutoff, double *sums, uint32_t *found) {                                           \
    uint32_t n = 0;                                                                             \
    for (uint32_t i = 0; i < count; i++) {                                                      \
      double *sum = sums + (documents[i] - base);                                               \
      const double before = *sum, after = before + values[i];                                   \
      *sum = after;                                                                             \
      found[n] = documents[i];                                                                  \
      n += (after > cutoff) & ((__builtin_signbit(before) != 0) | !(before > cutoff));          \
    }                                                                                           \
    return n;                                                                                   \
  }

// Fills a window with documents and, unless there are none, their values; see `quern_fill_window`.
// The sum of a document that is no candidate means nothing.
#define FILL_WINDOW(NAME, VALUE)                                                                \
  void NAME(                                                                                    \
      const uint32_t *documents, const VALUE *values, uint32_t count, uint32_t base,            \
      const uint64_t *candidates, uint64_t *words, double *sums) {                              \
    for (uint32_t i = 0; i < count; i++) {                                                      \
      const uint32_t place = (documents[i] - base) & 4095;                                      \
      const uint64_t bit = (uint64_t)1 << (place & 63), found = candidates[place >> 6] & bit;   \
      const uint64_t before = words[place >> 6];                                                \
      words[place >> 6] = before | found;                                                       \
      if (values) sums[place] = (before & bit ? sums[place] : 0) + values[i];                   \
    }                                                                                           \
  }

#endif
