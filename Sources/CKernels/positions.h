// Find the blocks of a term's positions, for kernels that read them.

#ifndef QUERN_POSITION_BLOCKS_H
#define QUERN_POSITION_BLOCKS_H

#include "CKernels.h"

enum { POSITION_BLOCK = 128, POSITION_WIDTH_MAX = 32 };

// What stands before the packed bytes of a block, or before the integers of a tail.
typedef struct {
  // Where they begin, and where the block ends, but for a tail.
  size_t body, end;
  uint32_t width, count;
  // The bytes of the unary part, which ends where the packed bytes begin; 0 where there is none.
  uint32_t unary_size;
  int is_tail;
} position_head;

// Reads what stands before the block that begins at an offset: 0 where its bytes are not sound. The list has
// at least one block of 128.
static inline int read_block_head(const quern_positions *list, size_t block, position_head *h) {
  if (block >= list->size) return 0;
  const uint32_t first = list->bytes[block];
  *h = (position_head){.body = block + 1, .width = first, .count = POSITION_BLOCK};
  if (first > POSITION_BLOCK) {
    h->is_tail = 1;
    h->width = 0;
    h->count = first - POSITION_BLOCK;
  } else if (first >= QUERN_RICE && first < QUERN_RICE_END) {
    if (h->body >= list->size) return 0;
    h->width = first - QUERN_RICE;
    h->unary_size = list->bytes[h->body++];
    if (h->unary_size < QUERN_UNARY_LEAST || h->unary_size > QUERN_UNARY_MOST) return 0;
    if (h->unary_size > list->size - h->body) return 0;
    h->body += h->unary_size;
  } else if (first > POSITION_WIDTH_MAX) {
    return 0;
  }
  h->end = h->body + 16 * (size_t)h->width;
  return 16 * (size_t)h->width <= list->size - h->body;
}

// The unary part of a block that has one.
static inline const uint8_t *unary_of(const quern_positions *list, const position_head *h) {
  return list->bytes + h->body - h->unary_size;
}

#endif
