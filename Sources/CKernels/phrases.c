#include "positions.h"

enum { MOST = 256 };

// Unpacks a block whole, unless that is done: 0 where its bytes are not sound.
static inline int unpack(
    const quern_phrase_word *word, size_t block, const position_head *h) {
  quern_position_block *const unpacked = word->unpacked;
  if (unpacked->block == block) return 1;
  const uint8_t *const packed = word->list->bytes + h->body;
  unpacked->block = SIZE_MAX;
  if (h->unary_size == 0) {
    quern_unpack128(packed, h->width, 0, unpacked->deltas);
  } else if (!quern_unpack_rice128(
               packed, h->width, unary_of(word->list, h), h->unary_size, 0, unpacked->deltas)) {
    return 0;
  }
  unpacked->block = block;
  return 1;
}

// Passes over positions and reads those of one document out of its block, which is unpacked whole: the
// documents that two frequent words share are most of a block's. 0, and nothing moves, where they do not
// lie in one packed block.
static inline int read_unpacked(
    const quern_phrase_word *word, uint64_t skip, uint32_t count, uint32_t *positions) {
  quern_positions *const list = word->list;
  if (!list->bytes || (list->block == 0 && list->total < POSITION_BLOCK)) return 0;
  size_t block = list->block;
  uint64_t index = list->index + skip;
  position_head h;
  for (;;) {
    if (!read_block_head(list, block, &h) || h.is_tail) return 0;
    if (index < POSITION_BLOCK) break;
    index -= POSITION_BLOCK;
    block = h.end;
  }
  if (index + count > POSITION_BLOCK || !unpack(word, block, &h)) return 0;
  const uint32_t *const deltas = word->unpacked->deltas + index;
  uint64_t position = 0;
  for (uint32_t i = 0; i < count; i++) {
    position += deltas[i];
    positions[i] = (uint32_t)position;
  }
  if (position >> 32) return 0;
  if (list->block != block) list->tail_index = 0;
  list->block = block;
  list->index = (uint32_t)index + count;
  return 1;
}

// Reads the positions of the document at a place; 0 where that is no matter of this kernel.
static inline int read_word(quern_phrase_word *word, uint32_t place, uint32_t *positions) {
  const uint32_t count = word->frequencies[place];
  if (count > MOST || place < word->place) return 0;
  uint64_t skip = 0;
  for (uint32_t i = word->place; i < place; i++) skip += word->frequencies[i];
  if (!read_unpacked(word, skip, count, positions)) {
    const quern_positions before = *word->list;
    if (!quern_read_positions(word->list, skip, count, positions)) {
      *word->list = before;
      return 0;
    }
  }
  word->place = place + 1;
  return 1;
}

uint32_t quern_match_two(
    quern_phrase_word *first, quern_phrase_word *second, const uint8_t *first_places,
    const uint8_t *second_places, uint32_t count, uint32_t *counts) {
  uint32_t starts[MOST], others[MOST];
  for (uint32_t i = 0; i < count; i++) {
    const quern_positions before = *first->list;
    const uint32_t place = first->place;
    const uint32_t a = first->base + first_places[i], b = second->base + second_places[i];
    if (!read_word(first, a, starts)) return i;
    if (!read_word(second, b, others)) {
      // As if the first had not been read.
      *first->list = before;
      first->place = place;
      return i;
    }
    const uint32_t start_count = first->frequencies[a];
    const uint32_t other_count = second->frequencies[b];
    uint32_t found = 0, next = 0;
    for (uint32_t j = 0; j < start_count && next < other_count; j++) {
      if (starts[j] < first->offset) continue;
      const uint64_t wanted = (uint64_t)(starts[j] - first->offset) + second->offset;
      while (next < other_count && others[next] < wanted) next++;
      found += next < other_count && others[next] == wanted;
    }
    counts[i] = found;
  }
  return count;
}
