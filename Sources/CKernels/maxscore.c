#include "maxscore.h"

#include <string.h>

static double sum_of_bounds(const word_lists *kind, const quern_list *lists, uint32_t count) {
  double sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += kind->bound(lists + kind->list_count * i);
  return sum;
}

void quern_start_words(
    const word_lists *kind, quern_list *lists, uint32_t count, quern_walk *walk) {
  const uint32_t n = kind->list_count;
  const size_t size = n * sizeof *lists;
  for (uint32_t i = 1; i < count; i++) {
    quern_list word[MOST_LISTS_OF_WORD];
    memcpy(word, lists + n * i, size);
    const double bound = kind->bound(word);
    uint32_t place = i;
    for (; place > 0 && kind->bound(lists + n * (place - 1)) < bound; place--)
      memcpy(lists + n * place, lists + n * (place - 1), size);
    memcpy(lists + n * place, word, size);
  }
  uint64_t document_count = 0;
  for (uint32_t i = 0; i < n * count; i++) document_count += lists[i].count;
  walk->state->is_counting = document_count > walk->wanted;
  tally_start(&walk->state->known, sum_of_bounds(kind, lists, count));
}

// Finds the candidates of a range that begins with the next document; `last` becomes its last one.
//
// The words that score most come first. A word brings new candidates as long as it and those behind it score
// more than the threshold together (MAXSCORE: Turtle and Flood, 1995); what a later word finds anew of a
// document that was dropped is less than the whole, which was too little.
static int gather(
    const word_lists *kind, const quern_field *fields, quern_list *lists, uint32_t count,
    quern_walk *walk, uint32_t *last) {
  double rest = sum_of_bounds(kind, lists, count);
  walk->state->part_count = 0;
  for (uint32_t i = 0; i < count; i++) {
    quern_list *const word = lists + kind->list_count * i;
    if (i > 0) quern_note_candidates(walk);
    const int brings_new = rest > walk->threshold;
    const uint32_t kept = quern_keep_candidates(walk, walk->threshold - rest);
    if (!brings_new && kept == 0) break;
    rest -= kind->bound(word);
    if (brings_new) {
      const uint32_t before = *last;
      if (!kind->join(fields, word, walk, rest, last)) return 0;
      if (*last < before) quern_cut_candidates(walk, *last);
    } else if (!kind->look_up(fields, word, walk, rest)) {
      return 0;
    }
  }
  // Of one word all is known.
  if (count > 1) quern_note_candidates(walk);
  tally_keep(&walk->state->known);
  quern_keep_candidates(walk, walk->threshold);
  quern_merge_parts(walk);
  walk->count = walk->state->parts[0].count;
  return 1;
}

int32_t quern_walk_words(
    const word_lists *kind, const quern_field *fields, quern_list *lists, uint32_t count,
    double threshold, quern_walk *walk) {
  // A segment may have none of the words.
  if (count == 0) return 0;
  if (threshold > walk->threshold) walk->threshold = threshold;
  const double sum = sum_of_bounds(kind, lists, count);
  const uint32_t list_count = kind->list_count * count;
  quern_list ahead[MOST_LISTS_OF_WORD * QUERN_MOST_LISTS];
  while (walk->next <= walk->last && sum > walk->threshold) {
    uint32_t last = walk->last;
    memcpy(ahead, lists, list_count * sizeof *ahead);
    if (!gather(kind, fields, ahead, count, walk, &last)) return -1;
    for (uint32_t i = 0; i < list_count; i++) {
      // What is unpacked is of the block where the list went.
      if ((uint32_t)(ahead[i].before + 1) <= last) lists[i] = ahead[i];
      else lists[i].is_loaded = lists[i].has_frequencies = 0;
    }
    walk->next = last + 1;
    if (walk->range_count < walk->capacity / 4) walk->range_count *= 2;
    if (walk->count > 0) return (int32_t)walk->count;
  }
  return 0;
}
