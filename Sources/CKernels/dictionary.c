#include "Dictionary.h"

#include "heads.h"
#include "processor.h"
#include "unary.h"
#include "varint.h"

enum { SHARED_MAX = 65535, NUMBER_MAX = 35 };

static uint64_t read(const uint8_t *bytes, size_t *offset, size_t size) {
  if (size - *offset >= NEAR_BYTES) return read_near_varint(bytes, offset);
  return read_varint(bytes, offset, size);
}

// Reads what a term shares with the one before and how many bytes follow. Most such numbers have a byte each.
INLINE void read_sizes(
    const uint8_t *block, size_t *offset, size_t size, uint64_t *shared, uint64_t *rest) {
  uint16_t both;
  if (size - *offset >= sizeof both) {
    memcpy(&both, block + *offset, sizeof both);
    if (!(both & 0x8080)) {
      *shared = both & 0xFF;
      *rest = both >> 8;
      *offset += sizeof both;
      return;
    }
  }
  *shared = read(block, offset, size);
  *rest = read(block, offset, size);
}

// The numbers of a term behind its bytes.
typedef struct {
  uint64_t documents, more, postings, positions;
} term_numbers;

// Reads them one after another: up to the end of the blocks, and those that have more than a word.
static __attribute__((noinline)) term_numbers read_numbers(
    const uint8_t *block, size_t *offset, size_t size) {
  term_numbers numbers;
  numbers.documents = read(block, offset, size);
  numbers.more = read(block, offset, size);
  numbers.postings = read(block, offset, size);
  numbers.positions = read(block, offset, size);
  return numbers;
}

// Joins the low 7 bits of the bytes of a part of a word, which begins at a bit.
typedef uint64_t join_bytes(uint64_t word, uint64_t part, uint32_t start);

INLINE uint64_t join_by_shifts(uint64_t word, uint64_t part, uint32_t start) {
  const uint64_t ones = (word & part) >> start & EACH(0x7F);
  const uint64_t twos = (ones & 0x007F007F007F007F) | (ones & 0x7F007F007F007F00) >> 1;
  const uint64_t fours = (twos & 0x00003FFF00003FFF) | (twos & 0x3FFF00003FFF0000) >> 2;
  return (fours & 0x0FFFFFFF) | (fours & 0x0FFFFFFF00000000) >> 4;
}

#if defined(__x86_64__)
// A processor may join them in one step.
BITS INLINE uint64_t join_by_pext(uint64_t word, uint64_t part, uint32_t start) {
  (void)start;
  return _pext_u64(word, part & EACH(0x7F));
}
#endif

// The last bytes of numbers, by their high bits.
INLINE uint64_t ends_of_numbers(uint64_t word) { return ~word & EACH(0x80); }

// Of a word that has a one: the bits up to the lowest, where that ends, and the ones but it.
INLINE uint64_t up_to_lowest(uint64_t word) { return word ^ (word - 1); }
INLINE uint32_t end_of_lowest(uint64_t word) { return (uint32_t)__builtin_ctzll(word) + 1; }
INLINE uint64_t without_lowest(uint64_t word) { return word & (word - 1); }

// Reads two numbers that have at most a word together: how many bytes they have, 0 where these are more.
INLINE size_t read_two(const uint8_t *bytes, uint64_t *first, uint64_t *second, join_bytes *join) {
  const uint64_t word = load_word(bytes), ends = ends_of_numbers(word), last = without_lowest(ends);
  if (last == 0) return 0;
  const uint64_t to_first = up_to_lowest(ends);
  *first = join(word, to_first, 0);
  *second = join(word, up_to_lowest(last) ^ to_first, end_of_lowest(ends));
  return end_of_lowest(last) / 8;
}

// A walk through one block.
typedef struct {
  const uint8_t *block;
  // The bytes of the block, and those up to the end of all blocks.
  size_t size, readable;
  // Where the next term begins.
  size_t offset;
  // What the term before has in common with the wanted one, above which it is not; and its own bytes.
  size_t matched, before;
  // Where the lists of the term before begin.
  uint64_t postings, positions;
} block_walk;

INLINE term_numbers read_entry(block_walk *w, join_bytes *join) {
  size_t offset = w->offset;
  if (w->readable - offset >= 2 * WORD) {
    term_numbers numbers;
    const uint8_t *at = w->block + offset;
    const size_t near = read_two(at, &numbers.documents, &numbers.more, join);
    const size_t far = read_two(at + near, &numbers.postings, &numbers.positions, join);
    if (near > 0 && far > 0 && near + far <= w->size - offset) {
      w->offset = offset + near + far;
      return numbers;
    }
  }
  const term_numbers numbers = read_numbers(w->block, &offset, w->size);
  w->offset = offset;
  return numbers;
}

// How many of the first bytes of a suffix, of `limit`, the wanted term has behind those that matched.
INLINE size_t count_same(
    const block_walk *w, const wanted_term *term, const uint8_t *suffix, size_t limit) {
  size_t same = 0;
  if (w->readable - (size_t)(suffix - w->block) >= WORD && w->matched <= NEAR_TERM - WORD) {
    const uint64_t differing = load_word(suffix) ^ load_word(term->near + w->matched);
    same = differing ? (size_t)__builtin_ctzll(differing) / 8 : WORD;
    if (same >= limit) return limit;
    if (same < WORD) return same;
  }
  while (same < limit && suffix[same] == term->bytes[w->matched + same]) same++;
  return same;
}

// Where a term of a block is to the wanted one.
enum { term_damaged = -1, term_above = 0, term_found = 1, term_below = 2 };

// Reads any term.
INLINE int read_term(
    block_walk *w, const wanted_term *term, int is_first, quern_term_entry *entry,
    join_bytes *join) {
  uint64_t shared = 0, rest;
  size_t offset = w->offset;
  if (!is_first) read_sizes(w->block, &offset, w->size, &shared, &rest);
  else if (w->size > 0 && w->block[0] < 0x80) rest = w->block[offset++];
  else rest = read(w->block, &offset, w->size);
  if (shared > w->before || rest > SHARED_MAX - shared || (rest == 0 && !is_first))
    return term_damaged;
  if (rest > w->size - offset) return term_damaged;
  const uint8_t *suffix = w->block + offset;
  w->offset = offset + rest;
  w->before = shared + rest;
  int is_found = 0;
  if (shared <= w->matched) {
    // It differs from the term before where that one still matched, and so lies above.
    if (shared < w->matched) return term_above;
    const size_t left = term->size - w->matched, limit = rest < left ? rest : left;
    const size_t same = count_same(w, term, suffix, limit);
    w->matched += same;
    if (same < limit ? suffix[same] > term->bytes[w->matched] : rest > left) return term_above;
    is_found = w->matched == term->size && w->matched == w->before;
  }
  const term_numbers numbers = read_entry(w, join);
  if ((numbers.documents | numbers.more | numbers.postings | numbers.positions) >> NUMBER_MAX)
    return term_damaged;
  if (numbers.documents == 0 || numbers.documents > UINT32_MAX) return term_damaged;
  w->postings += numbers.postings;
  w->positions += numbers.positions;
  if (!is_found) return term_below;
  *entry = (quern_term_entry){
      (uint32_t)numbers.documents, numbers.more, w->postings, w->positions};
  return term_found;
}

// Passes over at most `limit` terms below the wanted one, as long as they are as most: sizes have a byte each, and
// the numbers eight together. The first that is not, or not below, stays. Which of two usual things a term
// is, no branch asks: it cannot be foreseen. May end behind the block where that is not sound.
INLINE uint32_t pass_terms(
    block_walk *w, const wanted_term *term, uint32_t limit, join_bytes *join) {
  // Two sizes, up to 127 bytes, and a word.
  enum { REACH = 2 + 127 + WORD };
  if (term->size > NEAR_TERM - WORD || w->readable < REACH) return 0;
  const size_t reach = w->readable - REACH;
  const uint8_t *at = w->block + w->offset;
  const uint8_t *const last = w->block + (reach < w->size ? reach : w->size);
  size_t matched = w->matched, before = w->before;
  uint64_t postings = w->postings, positions = w->positions;
  uint32_t left = limit;
  for (; left > 0 && at <= last; left--) {
    uint16_t sizes;
    memcpy(&sizes, at, sizeof sizes);
    const size_t shared = sizes & 0xFF, rest = sizes >> 8;
    if ((sizes & 0x8080) || shared > before || rest == 0) break;
    const uint64_t behind = rest < WORD ? UINT64_MAX >> (8 * rest) : 0;
    const uint64_t suffix = load_ordered(at + 2) & ~behind, wanted = load_ordered(term->near + matched);
    const size_t same = (size_t)__builtin_clzll((suffix ^ wanted) | 1) / 8;
    // Whether what it shares with the term before says nothing, and the bytes behind decide.
    const int decides = shared == matched;
    if ((shared < matched) | (decides & (suffix >= wanted))) break;
    at += 2 + rest;
    const uint64_t numbers = load_word(at), first = ends_of_numbers(numbers);
    const uint64_t second = without_lowest(first), third = without_lowest(second);
    const uint64_t fourth = without_lowest(third);
    // Documents are 1 or more, in at most 4 bytes.
    if (fourth == 0 || (numbers & 0x7F) == 0 || (first & 0x80808080) == 0) {
      at -= 2 + rest;
      break;
    }
    const uint64_t to_third = up_to_lowest(third);
    postings += join(numbers, to_third ^ up_to_lowest(second), end_of_lowest(second));
    positions += join(numbers, to_third ^ up_to_lowest(fourth), end_of_lowest(third));
    matched += decides ? (same < rest ? same : rest) : 0;
    before = shared + rest;
    at += 1 + (size_t)__builtin_ctzll(fourth) / 8;
  }
  w->offset = (size_t)(at - w->block);
  w->matched = matched;
  w->before = before;
  w->postings = postings;
  w->positions = positions;
  return limit - left;
}

INLINE int find_in_block(
    block_walk w, uint32_t count, const wanted_term *term, quern_term_entry *entry,
    join_bytes *join) {
  if (count == 0) return w.size == 0 ? 0 : -1;
  int place = read_term(&w, term, 1, entry, join);
  for (uint32_t i = 1; place == term_below; i++) {
    i += pass_terms(&w, term, count - i, join);
    if (w.offset > w.size) return -1;
    if (i == count) return w.offset == w.size ? 0 : -1;
    place = read_term(&w, term, 0, entry, join);
  }
  return place;
}

#if defined(__x86_64__)
BITS static int find_in_block_bmi2(
    const block_walk *w, uint32_t count, const wanted_term *term, quern_term_entry *entry) {
  return find_in_block(*w, count, term, entry, join_by_pext);
}
#endif

static int find_in_block_plain(
    const block_walk *w, uint32_t count, const wanted_term *term, quern_term_entry *entry) {
  return find_in_block(*w, count, term, entry, join_by_shifts);
}

// Opens the only block that can have a term: how many terms it has, `UINT32_MAX` where the index is not sound.
INLINE uint32_t open_block(
    const quern_dictionary *d, const wanted_term *term, block_walk *walk) {
  const uint32_t block = quern_find_head(d, term);
  if (block >= d->block_count) return UINT32_MAX;
  const int is_last = block + 1 == d->block_count;
  const uint64_t start = block_start(d, block);
  const uint64_t end = is_last ? d->blocks_size : block_start(d, block + 1);
  if (start > end || end > d->blocks_size) return UINT32_MAX;
  const uint64_t before = (uint64_t)block * d->terms_per_block;
  if (before > d->term_count) return UINT32_MAX;
  const uint64_t left = d->term_count - before;
  *walk = (block_walk){
      .block = d->blocks + start, .size = end - start, .readable = d->blocks_size - start};
  return left < d->terms_per_block ? (uint32_t)left : d->terms_per_block;
}

INLINE int find_term(
    const quern_dictionary *d, const uint8_t *term, size_t size, quern_term_entry *entry,
    int is_plain) {
  if (d->block_count == 0 || !d->index || !d->blocks || (!term && size > 0)) return -1;
  const wanted_term wanted = make_wanted(term, size);
  block_walk walk;
  const uint32_t count = open_block(d, &wanted, &walk);
  if (count == UINT32_MAX) return -1;
#if defined(__x86_64__)
  if (!is_plain && has_bits()) return find_in_block_bmi2(&walk, count, &wanted, entry);
#endif
  (void)is_plain;
  return find_in_block_plain(&walk, count, &wanted, entry);
}

int quern_find_term(
    const quern_dictionary *d, const uint8_t *term, size_t size, quern_term_entry *entry) {
  return find_term(d, term, size, entry, 0);
}

int quern_find_term_plain(
    const quern_dictionary *d, const uint8_t *term, size_t size, quern_term_entry *entry) {
  return find_term(d, term, size, entry, 1);
}
