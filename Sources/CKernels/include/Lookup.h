// Looks documents up in an unpacked block of a posting list.

#ifndef QUERN_LOOKUP_H
#define QUERN_LOOKUP_H

#include <stdint.h>

/// Keeps those candidates, and their sums, that are among 128 documents, and says at which places.
///
/// Both ascend. What is kept may be written over what is read: `kept` and `kept_sums` are not behind
/// `candidates` and `sums`. All have room for `count`.
///
/// Returns how many are kept.
uint32_t quern_keep_found(
  const uint32_t *_Nonnull candidates, const double *_Nonnull sums, uint32_t count,
  const uint32_t *_Nonnull documents, uint32_t *_Nonnull kept, double *_Nonnull kept_sums,
  uint8_t *_Nonnull places);

#endif
