#include <string.h>

#include "heads.h"

enum { SHARED_MAX = 65535 };

// Reads a number of 64 bits; clears `is_sound` where there is none.
static inline __attribute__((always_inline)) uint64_t read_number(
    const uint8_t *bytes, size_t *offset, size_t size, int *is_sound) {
  if (*offset < size && bytes[*offset] < 0x80) return bytes[(*offset)++];
  uint64_t value = 0;
  for (uint32_t shift = 0; shift < 64; shift += 7) {
    if (*offset >= size) break;
    const uint8_t byte = bytes[(*offset)++];
    if (shift == 63 && byte > 1) break;
    value |= (uint64_t)(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  *is_sound = 0;
  return 0;
}

// Stands before the first term of a block.
static int open_block(const quern_dictionary *d, quern_term_walk *w, uint32_t block) {
  const int is_last = block + 1 == d->block_count;
  const uint64_t start = block_start(d, block);
  const uint64_t end = is_last ? d->blocks_size : block_start(d, block + 1);
  const uint64_t before = (uint64_t)block * d->terms_per_block;
  if (start > end || end > d->blocks_size || before > d->term_count) return 0;
  const uint64_t left = d->term_count - before;
  w->block = block;
  w->is_open = w->is_at_start = 1;
  w->left = left < d->terms_per_block ? (uint32_t)left : d->terms_per_block;
  w->offset = start;
  w->end = end;
  w->entry.postings = w->entry.positions = 0;
  return 1;
}

// Reads the next term of the block, which has one: 1, or what the walk stops for.
static int read_next(
    const quern_dictionary *d, quern_term_walk *w, uint8_t *term, uint32_t room) {
  int is_sound = 1;
  const int is_first = w->is_at_start;
  size_t offset = w->offset;
  const size_t end = w->end;
  const uint64_t shared = is_first ? 0 : read_number(d->blocks, &offset, end, &is_sound);
  const uint64_t rest = read_number(d->blocks, &offset, end, &is_sound);
  if (!is_sound || shared > w->length || rest > SHARED_MAX - shared) return quern_walk_damaged;
  if (rest > end - offset || (rest == 0 && !is_first)) return quern_walk_damaged;
  if (shared + rest > room) return quern_walk_room;
  const uint8_t *suffix = d->blocks + offset;
  // Terms ascend; the first of a block is compared as a whole.
  if (w->has_term) {
    const size_t old = w->length - shared, limit = rest < old ? rest : old;
    size_t i = 0;
    while (i < limit && suffix[i] == term[shared + i]) i++;
    if (i < limit ? suffix[i] < term[shared + i] : rest <= old) return quern_walk_damaged;
  }
  memcpy(term + shared, suffix, rest);
  offset += rest;
  const uint64_t documents = read_number(d->blocks, &offset, end, &is_sound);
  const uint64_t more = read_number(d->blocks, &offset, end, &is_sound);
  const uint64_t postings = read_number(d->blocks, &offset, end, &is_sound);
  const uint64_t positions = read_number(d->blocks, &offset, end, &is_sound);
  if (!is_sound || documents == 0 || documents > UINT32_MAX) return quern_walk_damaged;
  if (more > UINT64_MAX - documents) return quern_walk_damaged;
  if (__builtin_add_overflow(w->entry.postings, postings, &w->entry.postings)) return quern_walk_damaged;
  if (__builtin_add_overflow(w->entry.positions, positions, &w->entry.positions)) return quern_walk_damaged;
  w->entry.documents = (uint32_t)documents;
  w->entry.more = more;
  w->length = (uint32_t)(shared + rest);
  w->offset = offset;
  w->is_at_start = 0;
  w->left--;
  w->has_term = 1;
  // Where the automaton died at a byte that this term has too, it dies again.
  if (w->is_dead && w->path < shared) {
    w->dead_count++;
  } else {
    if (w->path > shared) w->path = (uint32_t)shared;
    w->is_done = w->is_dead = 0;
  }
  w->work += 1;
  return 1;
}

int quern_walk_terms(
    const quern_dictionary *d, quern_term_walk *w, const int32_t *targets,
    const int8_t *acceptances, uint8_t *term, int32_t *states, uint32_t room,
    uint32_t patience, uint64_t work_limit) {
  if (d->block_count == 0) return quern_walk_end;
  if (!d->index || !d->blocks || d->index_size < 8 + 12 * (size_t)d->block_count) {
    return quern_walk_damaged;
  }
  for (;;) {
    if (w->has_term && !w->is_done) {
      uint32_t path = w->path;
      const uint32_t length = w->length;
      int32_t state = states[path];
      w->work += length - path;
      while (path < length) {
        const int32_t next = targets[(size_t)state << 8 | term[path]];
        if (next < 0) {
          w->path = path;
          if (next == quern_state_dead) break;
          w->state = state;
          w->byte = term[path];
          return quern_walk_missing;
        }
        state = states[++path] = next;
      }
      w->path = path;
      w->is_done = 1;
      if (path < length) {
        w->is_dead = 1;
        w->dead_count++;
      } else {
        w->dead_count = 0;
        if (acceptances[state] >= 0) {
          w->state = state;
          return quern_walk_match;
        }
      }
    }
    if (w->dead_count > patience) {
      w->dead_count = 0;
      return quern_walk_dead;
    }
    if (w->work > work_limit) return quern_walk_limit;
    if (!w->is_open || w->left == 0) {
      if (w->is_open && w->offset != w->end) return quern_walk_damaged;
      const uint32_t block = w->is_open ? w->block + 1 : 0;
      if (block >= d->block_count) return quern_walk_end;
      if (!open_block(d, w, block) || w->left == 0) return quern_walk_damaged;
    }
    const int outcome = read_next(d, w, term, room);
    if (outcome != 1) return outcome;
  }
}

int quern_walk_seek(
    const quern_dictionary *d, quern_term_walk *w, const uint8_t *term, size_t size) {
  if (d->block_count == 0 || !d->index || !d->blocks || (!term && size > 0)) return -1;
  const wanted_term wanted = make_wanted(term, size);
  const uint32_t block = quern_find_head(d, &wanted);
  if (block >= d->block_count) return -1;
  if (w->is_open && block <= w->block) return 0;
  if (!open_block(d, w, block)) return -1;
  w->has_term = w->is_dead = 0;
  w->is_done = 1;
  w->length = w->path = 0;
  return 1;
}
