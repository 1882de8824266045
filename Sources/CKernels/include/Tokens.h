// Make postings of tokens that were sorted by term, and blocks of 128 of them.

#ifndef QUERN_TOKENS_H
#define QUERN_TOKENS_H

#include <stddef.h>
#include <stdint.h>

/// The number of documents of sorted tokens, each a document above 32 bits of position.
size_t quern_count_documents(const uint64_t *_Nonnull tokens, size_t count);

/// Splits tokens of one term by documents: `starts` gets the first token of each document, `deltas` the
/// distance of each position from the one before in its document.
///
/// There is room for `count` numbers in each. Returns the number of documents, or −1 where tokens do not ascend.
ptrdiff_t quern_split_tokens(
  const uint64_t *_Nonnull tokens, size_t count, size_t *_Nonnull starts, uint32_t *_Nonnull deltas);

/// Frequencies up to this many have a place of their own in `least`.
#define QUERN_LOW_FREQUENCIES 8

/// Makes postings of the documents of split tokens: gaps from one to the next less 1, the first from
/// `previous`, and frequencies less 1.
///
/// `least` gets the lowest length code of each of the lowest frequencies; it has 256 for one that is not there.
/// `starts[count]` is where the tokens of the last document end; `codes` are length codes by document, and each
/// document lies below `code_count`, or its code is taken as 0. Returns how many have a higher frequency.
size_t quern_make_postings(
  const uint64_t *_Nonnull tokens, const size_t *_Nonnull starts, size_t count, uint32_t previous,
  const uint8_t *_Nonnull codes, size_t code_count, uint32_t *_Nonnull gaps,
  uint32_t *_Nonnull extra_frequencies, uint16_t *_Nonnull least);

/// The bits that the widest of 128 values needs; `counts[i]`, for i below 8, gets how many values need more
/// than i + 1 fewer bits, where that is not below 0.
uint32_t quern_widths128(const uint32_t *_Nonnull values, uint32_t *_Nonnull counts);

/// The patch of 128 values of which `width` bits, below 32, are packed: the places of those that need more,
/// of `count` of them, then their higher bits, a byte each. There is room for 256 bytes.
void quern_make_patch128(
  const uint32_t *_Nonnull values, uint32_t width, uint32_t count, uint8_t *_Nonnull patch);

/// The same as `quern_pack128` for the lowest bits of any values.
void quern_pack_low128(
  const uint32_t *_Nonnull values, uint32_t width, uint8_t *_Nullable bytes);

#endif
