// Rank the postings of a short list at once.

#ifndef QUERN_SHORT_LISTS_H
#define QUERN_SHORT_LISTS_H

#include <stddef.h>
#include <stdint.h>

/// Reads, scores and orders a list of fewer than 128 postings, as `quern_unpack_short` and `quern_score`
/// do, and writes the best `wanted` of its documents: the bits of the score above those of the document.
///
/// Scores are not negative; of equal ones the lower document comes first. `lengths` and `inverses` are
/// those of `quern_score`. Returns the number of keys, for which `keys` has room for 128, or −1 where the
/// bytes are no such list.
int quern_rank_short(
  const uint8_t *_Nullable bytes, size_t offset, size_t size, uint32_t count,
  uint32_t document_count, const uint8_t *_Nonnull lengths, const float *_Nonnull inverses,
  float weight, uint32_t wanted, uint64_t *_Nonnull keys);

#endif
