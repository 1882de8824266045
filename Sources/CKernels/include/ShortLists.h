// Rank the postings of a short list at once.

#ifndef QUERN_SHORT_LISTS_H
#define QUERN_SHORT_LISTS_H

#include <stddef.h>
#include <stdint.h>

/// Where a list of fewer than 128 postings lies, with a byte for each document and 256 norms.
typedef struct {
  const uint8_t *_Nullable bytes;
  size_t offset, size;
  uint32_t count;
  const uint8_t *_Nonnull lengths;
  const float *_Nonnull inverses;
} quern_short_list;

/// Reads, scores and orders a short list, as `quern_unpack_short` and `quern_score` do, and writes the best
/// `wanted` of its documents: the bits of the score above those of the document.
///
/// Scores are not negative; of equal ones the lower document comes first. Returns the number of keys, for
/// which `keys` has room for 128, or −1 where the bytes are no such list.
int quern_rank_short(
  quern_short_list list, uint32_t document_count, float weight, uint32_t wanted,
  uint64_t *_Nonnull keys);

/// The same of a word in two fields, whose ratios add up before they saturate, in this order; also says how
/// many documents have it. `keys` has room for `wanted`, or 256.
int quern_rank_short_fields(
  quern_short_list longer, quern_short_list shorter, uint32_t document_count, float weight,
  uint32_t wanted, uint64_t *_Nonnull keys, uint32_t *_Nonnull total);

#endif
