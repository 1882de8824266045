#include "TopKeys.h"

#include <string.h>

static inline int is_better(quern_key a, quern_key b) {
  // Without a branch: which one is better is as good as random.
  return (a.rank > b.rank) | ((a.rank == b.rank) & (a.number < b.number));
}

static void sift_up(quern_key *keys, uint32_t child, quern_key key) {
  while (child > 0) {
    const uint32_t parent = (child - 1) / 2;
    if (!is_better(keys[parent], key)) break;
    keys[child] = keys[parent];
    child = parent;
  }
  keys[child] = key;
}

static void replace_root(quern_key *keys, uint32_t count, quern_key key) {
  uint32_t parent = 0;
  for (;;) {
    uint32_t child = 2 * parent + 1;
    if (child >= count) break;
    if (child + 1 < count) child += is_better(keys[child], keys[child + 1]);
    if (!is_better(key, keys[child])) break;
    keys[parent] = keys[child];
    parent = child;
  }
  keys[parent] = key;
}

uint32_t quern_offer_key(quern_key *keys, uint32_t count, uint32_t capacity, quern_key key) {
  if (count < capacity) {
    sift_up(keys, count, key);
    return count + 1;
  }
  if (count > 0 && is_better(key, keys[0])) replace_root(keys, count, key);
  return count;
}

uint32_t quern_offer(
    const uint32_t *documents, const double *sums, uint32_t candidates, uint32_t segment,
    int is_heap, quern_key *keys, uint32_t *count, uint32_t capacity, float *threshold) {
  uint32_t used = *count, i = 0;
  float least = *threshold;
  // Without branches, where whether a document is good enough is as good as random.
  for (; !is_heap && i < candidates && used < capacity; i++) {
    const float score = (float)sums[i];
    keys[used] = (quern_key){quern_rank(score, segment), documents[i]};
    used += score > least;
  }
  for (; is_heap && i < candidates; i++) {
    const float score = (float)sums[i];
    if (!(score > least)) continue;
    const quern_key key = {quern_rank(score, segment), documents[i]};
    used = quern_offer_key(keys, used, capacity, key);
    if (used == capacity) least = quern_score_of(keys[0].rank);
  }
  *count = used;
  *threshold = least;
  return i;
}

// Draws a few keys, and says where the one lies that stands among them about where the key at `wanted` would
// stand among all. (Floyd and Rivest, "Expected time bounds for selection", CACM 18, 1975.)
static uint32_t draw_pivot(
    const quern_key *keys, uint32_t count, uint32_t wanted, uint64_t *seed) {
  enum { DRAWN = 12 };
  uint32_t drawn[DRAWN];
  for (uint32_t i = 0; i < DRAWN; i++) {
    // Random, so that no order of documents is a bad one.
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    const uint32_t key = (uint32_t)((*seed >> 32) * count >> 32);
    uint32_t place = i;
    for (; place > 0 && is_better(keys[key], keys[drawn[place - 1]]); place--)
      drawn[place] = drawn[place - 1];
    drawn[place] = key;
  }
  return drawn[(uint64_t)wanted * DRAWN / count];
}

static inline void swap(quern_key *a, quern_key *b) {
  const quern_key key = *a;
  *a = *b;
  *b = key;
}

// Moves the keys that are better than the last one to the front, and that one behind them; returns how many
// they are. Without branches: which are is as good as random.
static uint32_t part(quern_key *keys, uint32_t count) {
  const quern_key pivot = keys[count - 1];
  uint32_t better = 0;
  for (uint32_t i = 0; i + 1 < count; i++) {
    const quern_key key = keys[i];
    keys[i] = keys[better];
    keys[better] = key;
    better += (uint32_t)is_better(key, pivot);
  }
  swap(keys + better, keys + count - 1);
  return better;
}

void quern_keep_best(quern_key *keys, uint32_t count, uint32_t wanted, uint64_t seed) {
  while (wanted > 0 && wanted < count) {
    swap(keys + draw_pivot(keys, count, wanted, &seed), keys + count - 1);
    const uint32_t better = part(keys, count);
    if (better >= wanted) {
      count = better;
    } else {
      keys += better + 1;
      count -= better + 1;
      wanted -= better + 1;
    }
  }
}

quern_key quern_worst(const quern_key *keys, uint32_t count) {
  quern_key worst = keys[0];
  for (uint32_t i = 1; i < count; i++)
    if (is_better(worst, keys[i])) worst = keys[i];
  return worst;
}

static void insertion_sort(uint64_t *keys, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    const uint64_t key = keys[i];
    uint32_t place = i;
    for (; place > 0 && key > keys[place - 1]; place--) keys[place] = keys[place - 1];
    keys[place] = key;
  }
}

// Merges sorted halves, the greatest first, bottom up from runs of 8; where the outcome is.
static uint64_t *merge_numbers(uint64_t *from, uint32_t count, uint64_t *to) {
  const uint32_t run = 8;
  for (uint32_t start = 0; start < count; start += run)
    insertion_sort(from + start, count - start < run ? count - start : run);
  for (uint64_t width = run; width < count; width *= 2) {
    for (uint64_t start = 0; start < count; start += 2 * width) {
      const uint64_t middle = start + width < count ? start + width : count;
      const uint64_t end = start + 2 * width < count ? start + 2 * width : count;
      uint64_t left = start, right = middle, i = start;
      // Without branches: which one is greater is as good as random.
      while (left < middle && right < end) {
        const uint64_t a = from[left], b = from[right];
        to[i++] = a > b ? a : b;
        left += a > b;
        right += a <= b;
      }
      memcpy(to + i, from + left, (middle - left) * sizeof *to);
      memcpy(to + i + (middle - left), from + right, (end - right) * sizeof *to);
    }
    uint64_t *const swapped = from;
    from = to;
    to = swapped;
  }
  return from;
}

static void insert_keys(quern_key *keys, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    const quern_key key = keys[i];
    uint32_t place = i;
    for (; place > 0 && is_better(key, keys[place - 1]); place--) keys[place] = keys[place - 1];
    keys[place] = key;
  }
}

// The same of keys of several segments.
static void merge_keys(quern_key *keys, uint32_t count, quern_key *scratch) {
  const uint32_t run = 16;
  for (uint32_t start = 0; start < count; start += run)
    insert_keys(keys + start, count - start < run ? count - start : run);
  quern_key *from = keys, *to = scratch;
  for (uint64_t width = run; width < count; width *= 2) {
    for (uint64_t start = 0; start < count; start += 2 * width) {
      const uint64_t middle = start + width < count ? start + width : count;
      const uint64_t end = start + 2 * width < count ? start + 2 * width : count;
      uint64_t left = start, right = middle;
      for (uint64_t i = start; i < end; i++) {
        const int takes_left =
          right >= end || (left < middle && !is_better(from[right], from[left]));
        to[i] = takes_left ? from[left] : from[right];
        left += (uint64_t)takes_left;
        right += (uint64_t)!takes_left;
      }
    }
    quern_key *const swapped = from;
    from = to;
    to = swapped;
  }
  if (from != keys) memcpy(keys, from, count * sizeof *keys);
}

// Sorts numbers, the greatest first, by the first 16 bits in which they differ, a byte after the other, and
// then those that share all of them; where the outcome is.
//
// Numbers of one search seldom share so many, so that little is left to compare.
static uint64_t *sort_numbers(uint64_t *from, uint32_t count, uint64_t *to) {
  enum { BUCKETS = 256, RUN = 16 };
  uint64_t least = from[0], most = from[0];
  for (uint32_t i = 1; i < count; i++) {
    least = from[i] < least ? from[i] : least;
    most = from[i] > most ? from[i] : most;
  }
  if (most == least) return from;
  const uint32_t bits = 64 - (uint32_t)__builtin_clzll(most - least);
  const uint32_t shift = bits > 16 ? bits - 16 : 0;
  uint32_t ends[2][BUCKETS] = {{0}};
  for (uint32_t i = 0; i < count; i++) {
    const uint64_t digits = (most - from[i]) >> shift;
    ends[0][digits & 255]++;
    ends[1][digits >> 8]++;
  }
  for (uint32_t digit = 0; digit < 2; digit++) {
    uint32_t sum = 0;
    for (uint32_t bucket = 0; bucket < BUCKETS; bucket++) {
      const uint32_t size = ends[digit][bucket];
      ends[digit][bucket] = sum;
      sum += size;
    }
  }
  for (uint32_t i = 0; i < count; i++)
    to[ends[0][(most - from[i]) >> shift & 255]++] = from[i];
  for (uint32_t i = 0; i < count; i++)
    from[ends[1][(most - to[i]) >> shift >> 8]++] = to[i];
  for (uint32_t start = 0, end; start < count; start = end) {
    const uint64_t digits = (most - from[start]) >> shift;
    end = start + 1;
    while (end < count && (most - from[end]) >> shift == digits) end++;
    if (end - start == 1) continue;
    if (end - start <= RUN) {
      insertion_sort(from + start, end - start);
      continue;
    }
    const uint64_t *sorted = merge_numbers(from + start, end - start, to + start);
    if (sorted != from + start) memcpy(from + start, sorted, (end - start) * sizeof *from);
  }
  return from;
}

// From so many numbers on it is worth while to count digits.
enum { COUNTED_KEYS = 48 };

// Keys of one segment are sorted as numbers, the score above the complement of the document.
void quern_sort_keys(quern_key *keys, uint32_t count, quern_key *scratch) {
  if (count < 2) return;
  uint64_t *const numbers = (uint64_t *)scratch;
  const uint32_t segment = (uint32_t)keys[0].rank;
  uint32_t others = 0;
  for (uint32_t i = 0; i < count; i++) {
    others |= (uint32_t)keys[i].rank ^ segment;
    numbers[i] = (keys[i].rank >> 32 << 32) | (uint32_t)~keys[i].number;
  }
  if (others) {
    merge_keys(keys, count, scratch);
    return;
  }
  // As many numbers more have room in the scratch, whose keys are twice as long.
  const uint64_t *sorted = count < COUNTED_KEYS ? merge_numbers(numbers, count, numbers + count)
                                                : sort_numbers(numbers, count, numbers + count);
  for (uint32_t i = 0; i < count; i++)
    keys[i] = (quern_key){(sorted[i] >> 32 << 32) | segment, (uint32_t)~sorted[i]};
}
