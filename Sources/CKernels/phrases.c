#include "positions.h"

// MOST: the most positions of a document that are matched here; EIGHT: the most that are compared all at
// once; SMALL: below that sums of eight deltas, and distances, leave the highest bit of a number free.
enum { BLOCK = POSITION_BLOCK, MOST = 256, FOUR = 4, EIGHT = 8, SMALL = 1 << 24 };

typedef int32_t four __attribute__((vector_size(16)));
typedef uint32_t sums_of[BLOCK + 1];

// How many positions the documents from the word's place to each other have, up to the last one; 0 where
// they are too many to be true.
static inline int add_up(const quern_phrase_word *word, uint32_t last, uint32_t *sums) {
  uint64_t sum = 0;
  for (uint32_t i = word->place; i <= last; i++) {
    sums[i] = (uint32_t)sum;
    sum += word->frequencies[i];
  }
  return sum < (uint64_t)1 << 31;
}

// Unpacks the block of 128 that begins at an offset: 0 where its bytes are not sound.
static inline int unpack(const quern_phrase_word *word, size_t block) {
  const quern_positions *const list = word->list;
  quern_position_block *const unpacked = word->unpacked;
  position_head h;
  if (!read_block_head(list, block, &h) || h.is_tail) return 0;
  unpacked->block = SIZE_MAX;
  if (h.unary_size == 0) {
    quern_unpack128(list->bytes + h.body, h.width, 0, unpacked->deltas);
  } else if (!quern_unpack_rice128(
               list->bytes + h.body, h.width, unary_of(list, &h), h.unary_size, 0,
               unpacked->deltas)) {
    return 0;
  }
  unpacked->block = block;
  // The high part of a delta in Rice's code is below 256.
  unpacked->is_small = h.width <= (h.unary_size == 0 ? 24 : 16);
  return 1;
}

// Where the next block begins; 0 where this one is not one of 128.
static inline size_t behind(const quern_positions *list, size_t block) {
  position_head h;
  return read_block_head(list, block, &h) && !h.is_tail ? h.end : 0;
}

// Where the positions of a document lie in a block of 128, which is unpacked.
typedef struct {
  const uint32_t *deltas;
  size_t block;
  uint32_t end;
} found_deltas;

// Finds the positions of the document at a place; the block is unpacked whole, as the documents that two
// frequent words share are most of a block's. No deltas where they do not lie in one packed block.
static inline found_deltas find(
    const quern_phrase_word *word, const uint32_t *sums, uint32_t place, uint32_t count) {
  const found_deltas none = {0, 0, 0};
  const quern_positions *const list = word->list;
  if (!list->bytes || (list->block == 0 && list->total < BLOCK)) return none;
  size_t block = list->block;
  uint32_t index = list->index + (sums[place] - sums[word->place]);
  while (index >= BLOCK) {
    if (!(block = behind(list, block))) return none;
    index -= BLOCK;
  }
  if (index + count > BLOCK) return none;
  if (word->unpacked->block != block && !unpack(word, block)) return none;
  return (found_deltas){word->unpacked->deltas + index, block, index + count};
}

// Moves behind the document at a place.
static inline void pass(quern_phrase_word *word, found_deltas found, uint32_t place) {
  if (word->list->block != found.block) word->list->tail_index = 0;
  word->list->block = found.block;
  word->list->index = found.end;
  word->place = place + 1;
}

// Adds deltas up to positions; 0 where they are too large.
static inline int add_deltas(const uint32_t *deltas, uint32_t count, uint32_t *positions) {
  uint64_t position = 0;
  for (uint32_t i = 0; i < count; i++) {
    position += deltas[i];
    positions[i] = (uint32_t)position;
  }
  return !(position >> 32);
}

// Reads the positions of the document at a place, and of no other where there are no sums; 0 where that is no
// matter of this kernel.
static inline int read_word(
    quern_phrase_word *word, const uint32_t *sums, uint32_t place, uint32_t *positions) {
  const uint32_t count = word->frequencies[place];
  if (count > MOST) return 0;
  uint64_t skip = 0;
  if (sums) {
    const found_deltas found = find(word, sums, place, count);
    if (found.deltas) {
      if (!add_deltas(found.deltas, count, positions)) return 0;
      pass(word, found, place);
      return 1;
    }
    skip = sums[place] - sums[word->place];
  } else {
    for (uint32_t i = word->place; i < place; i++) skip += word->frequencies[i];
  }
  const quern_positions before = *word->list;
  if (!quern_read_positions(word->list, skip, count, positions)) {
    *word->list = before;
    return 0;
  }
  word->place = place + 1;
  return 1;
}

// What of two lists of positions stands at the same distance from the start of a phrase, one after
// another.
static inline uint32_t merge(
    const uint32_t *starts, uint32_t start_count, uint32_t offset, const uint32_t *others,
    uint32_t other_count, uint32_t other_offset) {
  uint32_t found = 0, next = 0;
  for (uint32_t j = 0; j < start_count && next < other_count; j++) {
    if (starts[j] < offset) continue;
    const uint64_t wanted = (uint64_t)(starts[j] - offset) + other_offset;
    while (next < other_count && others[next] < wanted) next++;
    found += next < other_count && others[next] == wanted;
  }
  return found;
}

static inline four all(uint32_t number) {
  return (four){(int32_t)number, (int32_t)number, (int32_t)number, (int32_t)number};
}

// Four deltas added up.
static inline four positions_of(const uint32_t *deltas) {
  four sums;
  __builtin_memcpy(&sums, deltas, sizeof sums);
  sums += __builtin_shufflevector(sums, (four){0}, 4, 0, 1, 2);
  return sums + __builtin_shufflevector(sums, (four){0}, 4, 4, 0, 1);
}

static inline four any_equal(four a, four b) {
  return (a == b) | (a == __builtin_shufflevector(b, b, 1, 2, 3, 0)) |
         (a == __builtin_shufflevector(b, b, 2, 3, 0, 1)) |
         (a == __builtin_shufflevector(b, b, 3, 0, 1, 2));
}

// Of four places those that count and are not before the start of the text.
static inline four valid(four places, uint32_t first, uint32_t count) {
  const four numbers = all(first) + (four){0, 1, 2, 3};
  return (numbers < all(count)) & (places >= 0);
}

// What does not count is nowhere.
static inline four only(four places, uint32_t first, uint32_t count) {
  const four numbers = all(first) + (four){0, 1, 2, 3};
  return places | (numbers >= all(count));
}

static inline uint32_t number_of(four lanes) {
  lanes += __builtin_shufflevector(lanes, lanes, 2, 3, 0, 1);
  lanes += __builtin_shufflevector(lanes, lanes, 1, 0, 3, 2);
  return (uint32_t)-lanes[0];
}

// The same as `merge`, of four deltas or fewer each: all are compared with all.
static inline uint32_t compare_four(
    const uint32_t *deltas, uint32_t count, uint32_t offset, const uint32_t *other_deltas,
    uint32_t other_count, uint32_t other_offset) {
  const four a = positions_of(deltas) - all(offset);
  const four b = only(positions_of(other_deltas) - all(other_offset), 0, other_count);
  return number_of(any_equal(a, b) & valid(a, 0, count));
}

// The same of eight or fewer.
static inline uint32_t compare_eight(
    const uint32_t *deltas, uint32_t count, uint32_t offset, const uint32_t *other_deltas,
    uint32_t other_count, uint32_t other_offset) {
  const four low = positions_of(deltas), other_low = positions_of(other_deltas);
  const four a0 = low - all(offset);
  const four a1 = positions_of(deltas + FOUR) + all((uint32_t)low[3] - offset);
  const four b0 = only(other_low - all(other_offset), 0, other_count);
  const four b1 = only(
    positions_of(other_deltas + FOUR) + all((uint32_t)other_low[3] - other_offset), FOUR,
    other_count);
  return number_of(
    ((any_equal(a0, b0) | any_equal(a0, b1)) & valid(a0, 0, count)) +
    ((any_equal(a1, b0) | any_equal(a1, b1)) & valid(a1, FOUR, count)));
}

// Matches a document whose positions are to be read one by one; 0 where that is no matter of this kernel.
static int match_long(
    quern_phrase_word *first, const uint32_t *first_sums, uint32_t a, quern_phrase_word *second,
    const uint32_t *second_sums, uint32_t b, uint32_t *count) {
  uint32_t starts[MOST], others[MOST];
  const quern_positions before = *first->list;
  const uint32_t place = first->place;
  if (!read_word(first, first_sums, a, starts)) return 0;
  if (!read_word(second, second_sums, b, others)) {
    // As if the first had not been read.
    *first->list = before;
    first->place = place;
    return 0;
  }
  *count = merge(
    starts, first->frequencies[a], first->offset, others, second->frequencies[b], second->offset);
  return 1;
}

// Matches a document that has each word eight times at most; 0, and nothing moves, where that cannot be.
static inline int match_short(
    quern_phrase_word *first, const uint32_t *first_sums, uint32_t a, quern_phrase_word *second,
    const uint32_t *second_sums, uint32_t b, uint32_t *count) {
  const uint32_t n = first->frequencies[a], m = second->frequencies[b];
  const uint32_t most = n > m ? n : m;
  if (most > EIGHT) return 0;
  const found_deltas one = find(first, first_sums, a, n);
  if (!one.deltas || !first->unpacked->is_small) return 0;
  const found_deltas other = find(second, second_sums, b, m);
  if (!other.deltas || !second->unpacked->is_small) return 0;
  *count = most <= FOUR
             ? compare_four(one.deltas, n, first->offset, other.deltas, m, second->offset)
             : compare_eight(one.deltas, n, first->offset, other.deltas, m, second->offset);
  pass(first, one, a);
  pass(second, other, b);
  return 1;
}

uint32_t quern_match_two(
    quern_phrase_word *first, quern_phrase_word *second, const uint8_t *first_places,
    const uint8_t *second_places, uint32_t count, int unpacks, uint32_t *counts) {
  if (count == 0 || first->base + first_places[0] < first->place ||
      second->base + second_places[0] < second->place)
    return 0;
  sums_of first_sums, second_sums;
  if (unpacks
      && (!add_up(first, first->base + first_places[count - 1], first_sums)
          || !add_up(second, second->base + second_places[count - 1], second_sums)))
    return 0;
  const uint32_t *const sums = unpacks ? first_sums : 0, *const others = unpacks ? second_sums : 0;
  const int is_near = unpacks && first->offset < SMALL && second->offset < SMALL;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t a = first->base + first_places[i], b = second->base + second_places[i];
    if (is_near && match_short(first, sums, a, second, others, b, counts + i)) continue;
    if (!match_long(first, sums, a, second, others, b, counts + i)) return i;
  }
  return count;
}
