#include "heads.h"

typedef struct {
  // Where each head ends, and the heads.
  const uint8_t *ends, *heads;
  size_t size;
} head_list;

enum { head_damaged = 2 };

// Whether a head is above a term, byte by byte.
static uint32_t is_above(const uint8_t *head, size_t head_size, const wanted_term *term) {
  const size_t limit = head_size < term->size ? head_size : term->size;
  size_t i = 0;
  while (i < limit && head[i] == term->bytes[i]) i++;
  return i < limit ? head[i] > term->bytes[i] : head_size > term->size;
}

// The same of any head but the first. `wanted` has the first bytes of the term in order: they decide nearly always.
static inline __attribute__((always_inline)) uint32_t compare_head(
    const head_list *list, uint32_t block, const wanted_term *term, uint64_t wanted) {
  const uint64_t ends = load_word(list->ends + 4 * (size_t)(block - 1));
  const uint32_t start = (uint32_t)ends, end = (uint32_t)(ends >> 32), size = end - start;
  if (start > end || end > list->size) return head_damaged;
  const uint8_t *head = list->heads + start;
  if (list->size - start < WORD) return is_above(head, size, term);
  const uint64_t behind = size < WORD ? UINT64_MAX >> (8 * size) : 0;
  const uint64_t word = load_ordered(head) & ~behind;
  if (word == wanted) return is_above(head, size, term);
  return word > wanted;
}

// The last of some blocks whose head is not above a term, as that of the first is not;
// `UINT32_MAX` where the index is not sound.
static uint32_t search_heads(
    const head_list *list, uint32_t first, uint32_t count, const wanted_term *term) {
  const uint64_t wanted = load_ordered(term->near);
  while (count > 1) {
    const uint32_t half = count / 2, above = compare_head(list, first + half, term, wanted);
    if (above == head_damaged) return UINT32_MAX;
    // Nobody can foresee which half it is: so no branch asks.
    first = above ? first : first + half;
    count = above ? half : count - half;
  }
  return first;
}

// How many heads are below those with a key; all where no head can have it.
static inline uint32_t count_below(const quern_dictionary *d, uint32_t key) {
  if (key >= quern_letter_keys) return d->block_count;
  uint32_t count = 0;
  const uint8_t *at = d->letters + 256 + (size_t)d->letters_width * key;
  if (d->letters_width == sizeof count) memcpy(&count, at, sizeof count);
  else count = (uint32_t)at[0] | (uint32_t)at[1] << 8;
  return count;
}

static inline uint32_t letter_class(const quern_dictionary *d, const wanted_term *term, size_t place) {
  return place < term->size ? d->letters[term->near[place]] % quern_letter_classes : 0;
}

// Whether a byte beside this one has its class. The first and the last byte stand beside themselves, at no loss
// but of time.
static inline uint32_t shares_class(const quern_dictionary *d, uint8_t byte) {
  const uint8_t *at = d->letters + byte;
  return (at[-(byte > 0)] == *at) | (at[byte < 255] == *at);
}

static inline quern_head_range letter_range(const quern_dictionary *d, const wanted_term *term) {
  const uint32_t key =
      letter_class(d, term, 0) * quern_letter_classes + letter_class(d, term, 1);
  // Where first bytes share a class, keys ascend no further: all heads with the class then.
  const uint32_t spread = shares_class(d, term->near[0]) ? quern_letter_classes - 1 : 0;
  const uint32_t below = count_below(d, key & ~spread);
  // The head before them may be the last one that is not above the term.
  return (quern_head_range){below > 0 ? below - 1 : 0, count_below(d, (key | spread) + 1)};
}

quern_head_range quern_letter_range(
    const quern_dictionary *d, const uint8_t *term, size_t size) {
  const wanted_term wanted = make_wanted(term, size);
  return d->letters ? letter_range(d, &wanted) : (quern_head_range){0, d->block_count};
}

// Looks only between the heads that begin as the term does: `UINT32_MAX` where the block is not there.
static uint32_t search_by_letters(
    const quern_dictionary *d, const head_list *list, const wanted_term *term) {
  const quern_head_range range = letter_range(d, term);
  const uint32_t low = range.first, high = range.end;
  if (low >= high || high > d->block_count) return UINT32_MAX;
  const uint32_t block = search_heads(list, low, high - low, term);
  // What was not compared the letters have said: where they lie, nothing is lost but time.
  const uint64_t wanted = load_ordered(term->near);
  if (block == low && low > 0 && compare_head(list, low, term, wanted) != 0) return UINT32_MAX;
  if (block == high - 1 && high < d->block_count && compare_head(list, high, term, wanted) != 1)
    return UINT32_MAX;
  return block;
}

uint32_t quern_find_head(const quern_dictionary *d, const wanted_term *term) {
  const size_t heads = 8 + 12 * (size_t)d->block_count;
  if (d->index_size < heads) return d->block_count;
  const head_list list = {d->index + 8, d->index + heads, d->index_size - heads};
  if (d->letters) {
    const uint32_t block = search_by_letters(d, &list, term);
    if (block < d->block_count) return block;
  }
  const uint32_t block = search_heads(&list, 0, d->block_count, term);
  return block < d->block_count ? block : d->block_count;
}
