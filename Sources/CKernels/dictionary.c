#include "Dictionary.h"

#include <string.h>

#include "varint.h"

enum { SHARED_MAX = 65535, NUMBER_MAX = 35 };

static uint32_t head_end(const quern_dictionary *d, uint32_t block) {
  uint32_t end;
  memcpy(&end, d->index + 8 + 4 * (size_t)block, sizeof end);
  return end;
}

static uint64_t block_start(const quern_dictionary *d, uint32_t block) {
  uint64_t start;
  memcpy(&start, d->index + 8 + 4 * (size_t)d->block_count + 8 * (size_t)block, sizeof start);
  return start;
}

// The number of the only block that can hold a term; `block_count` where the index is not sound.
static uint32_t find_block(const quern_dictionary *d, const uint8_t *term, size_t size) {
  const size_t heads = 8 + 12 * (size_t)d->block_count;
  if (d->index_size < heads) return d->block_count;
  const size_t heads_size = d->index_size - heads;
  uint32_t low = 0, high = d->block_count;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    const uint32_t start = head_end(d, middle - 1), end = head_end(d, middle);
    if (start > end || end > heads_size) return d->block_count;
    const uint8_t *head = d->index + heads + start;
    const size_t head_size = end - start, limit = head_size < size ? head_size : size;
    size_t i = 0;
    while (i < limit && head[i] == term[i]) i++;
    const int is_above = i < limit ? head[i] > term[i] : head_size > size;
    if (is_above) high = middle;
    else low = middle;
  }
  return low;
}

// Walks through one block. `matched` is what the term before has in common with the wanted one,
// above which it is not.
static int find_in_block(
    const uint8_t *block, size_t block_size, uint32_t count, const uint8_t *term, size_t size,
    quern_term_entry *entry) {
  size_t offset = 0, matched = 0, before = 0;
  uint64_t postings = 0, positions = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint64_t shared = i == 0 ? 0 : read_varint(block, &offset, block_size);
    const uint64_t rest = read_varint(block, &offset, block_size);
    if (shared > before || rest > SHARED_MAX - shared || (rest == 0 && i > 0)) return -1;
    if (rest > block_size - offset) return -1;
    const uint8_t *suffix = block + offset;
    offset += rest;
    before = shared + rest;
    int is_found = 0;
    if (shared <= matched) {
      // It differs from the term before where that one still matched, and so lies above.
      if (shared < matched) return 0;
      const size_t left = size - matched, limit = rest < left ? rest : left;
      size_t n = 0;
      while (n < limit && suffix[n] == term[matched + n]) n++;
      matched += n;
      if (n < limit ? suffix[n] > term[matched] : rest > left) return 0;
      is_found = matched == size && matched == before;
    }
    const uint64_t documents = read_varint(block, &offset, block_size);
    const uint64_t more = read_varint(block, &offset, block_size);
    const uint64_t postings_step = read_varint(block, &offset, block_size);
    const uint64_t positions_step = read_varint(block, &offset, block_size);
    if ((documents | more | postings_step | positions_step) >> NUMBER_MAX) return -1;
    if (documents == 0 || documents > UINT32_MAX) return -1;
    postings += postings_step;
    positions += positions_step;
    if (!is_found) continue;
    *entry = (quern_term_entry){(uint32_t)documents, more, postings, positions};
    return 1;
  }
  return offset == block_size ? 0 : -1;
}

int quern_find_term(
    const quern_dictionary *d, const uint8_t *term, size_t size, quern_term_entry *entry) {
  if (d->block_count == 0 || !d->index || !d->blocks || (!term && size > 0)) return -1;
  const uint32_t block = find_block(d, term, size);
  if (block >= d->block_count) return -1;
  const int is_last = block + 1 == d->block_count;
  const uint64_t start = block_start(d, block);
  const uint64_t end = is_last ? d->blocks_size : block_start(d, block + 1);
  if (start > end || end > d->blocks_size) return -1;
  const uint64_t before = (uint64_t)block * d->terms_per_block;
  if (before > d->term_count) return -1;
  const uint64_t left = d->term_count - before;
  const uint32_t count = left < d->terms_per_block ? (uint32_t)left : d->terms_per_block;
  return find_in_block(d->blocks + start, end - start, count, term, size, entry);
}
