// Make postings of tokens that were sorted by term.

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

#endif
