#include "CKernels.h"

size_t quern_count_documents(const uint64_t *tokens, size_t count) {
  size_t documents = count > 0;
  for (size_t i = 1; i < count; i++)
    documents += (tokens[i] ^ tokens[i - 1]) >> 32 != 0;
  return documents;
}

ptrdiff_t quern_split_tokens(
  const uint64_t *tokens, size_t count, size_t *starts, uint32_t *deltas) {
  if (count == 0) return 0;
  size_t documents = 1;
  uint64_t previous = tokens[0];
  int descends = 0;
  starts[0] = 0;
  deltas[0] = (uint32_t)previous;
  for (size_t i = 1; i < count; i++) {
    const uint64_t token = tokens[i];
    const uint32_t is_next = (token ^ previous) >> 32 != 0;
    // Behind the last document comes one or none; there is room, since tokens are no fewer.
    starts[documents] = i;
    documents += is_next;
    deltas[i] = (uint32_t)token - ((uint32_t)previous & (is_next - 1));
    descends |= token < previous;
    previous = token;
  }
  return descends ? -1 : (ptrdiff_t)documents;
}

size_t quern_make_postings(
  const uint64_t *tokens, const size_t *starts, size_t count, uint32_t previous,
  const uint8_t *codes, size_t code_count, uint32_t *gaps, uint32_t *extra_frequencies,
  uint16_t *least) {
  size_t high = 0;
  for (size_t i = 0; i < QUERN_LOW_FREQUENCIES; i++) least[i] = 256;
  for (size_t i = 0; i < count; i++) {
    const uint32_t document = (uint32_t)(tokens[starts[i]] >> 32);
    const uint32_t extra = (uint32_t)(starts[i + 1] - starts[i] - 1);
    const uint16_t code = document < code_count ? codes[document] : 0;
    gaps[i] = document - previous - 1;
    extra_frequencies[i] = extra;
    previous = document;
    if (extra < QUERN_LOW_FREQUENCIES) {
      least[extra] = code < least[extra] ? code : least[extra];
    } else {
      high++;
    }
  }
  return high;
}
