#include "positions.h"

#include "varint.h"

static inline int read_head(const quern_positions *list, position_head *h) {
  if (list->block > 0 || list->total >= POSITION_BLOCK)
    return read_block_head(list, list->block, h);
  // One tail without anything before it.
  *h = (position_head){.count = (uint32_t)list->total, .is_tail = 1};
  return 1;
}

// Moves to the next block when the current one has no position left.
static inline int open_block(quern_positions *list, position_head *h) {
  while (list->index >= h->count) {
    if (h->is_tail || list->index > h->count) return 0;
    list->block = h->end;
    list->index = 0;
    list->tail_index = 0;
    if (!read_head(list, h)) return 0;
  }
  return 1;
}

// Moves the byte of a tail to the position `index`.
static inline int reach_in_tail(quern_positions *list, const position_head *h) {
  if (list->tail_index > list->index || list->tail_offset < h->body) list->tail_index = 0;
  if (list->tail_index == 0) list->tail_offset = h->body;
  while (list->tail_index < list->index) {
    if (read_varint(list->bytes, &list->tail_offset, list->size) >> 32) return 0;
    list->tail_index++;
  }
  return 1;
}

int quern_read_positions(
    quern_positions *list, uint64_t skip, uint32_t count, uint32_t *positions) {
  position_head h;
  if (!list->bytes || list->block > list->size || !read_head(list, &h)) return 0;
  while (skip > 0) {
    if (!open_block(list, &h)) return 0;
    const uint64_t left = h.count - list->index, step = skip < left ? skip : left;
    list->index += (uint32_t)step;
    skip -= step;
  }
  uint64_t position = 0;
  uint32_t read = 0;
  while (read < count) {
    if (!open_block(list, &h)) return 0;
    const uint32_t left = h.count - list->index, wanted = count - read;
    const uint32_t end = list->index + (wanted < left ? wanted : left);
    if (h.is_tail && !reach_in_tail(list, &h)) return 0;
    // The high parts are written where the positions come to stand.
    const uint8_t *const unary = unary_of(list, &h);
    if (h.unary_size > 0
        && !quern_unary_run(unary, h.unary_size, list->index, end - list->index, positions + read))
      return 0;
    for (; list->index < end; list->index++) {
      uint64_t delta;
      if (h.is_tail) {
        delta = read_varint(list->bytes, &list->tail_offset, list->size);
        list->tail_index++;
      } else {
        delta = quern_packed_value(list->bytes + h.body, h.width, list->index);
        if (h.unary_size > 0) delta += (uint64_t)positions[read] << h.width;
      }
      position += delta;
      if ((delta | position) >> 32) return 0;
      positions[read++] = (uint32_t)position;
    }
  }
  return 1;
}

uint32_t quern_keep_starts(
    uint32_t *starts, uint32_t start_count, const uint32_t *positions, uint32_t position_count,
    uint32_t offset) {
  uint32_t kept = 0, next = 0;
  for (uint32_t i = 0; i < start_count; i++) {
    const uint64_t wanted = (uint64_t)starts[i] + offset;
    while (next < position_count && positions[next] < wanted) next++;
    if (next == position_count) break;
    if (positions[next] == wanted) starts[kept++] = starts[i];
  }
  return kept;
}

uint64_t quern_sum(const uint32_t *frequencies, uint32_t count) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += frequencies[i];
  return sum;
}
