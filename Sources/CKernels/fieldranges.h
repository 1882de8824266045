// Walk the two lists of a word in two fields by ranges of documents, for kernels that add up what words score.

#ifndef QUERN_FIELD_RANGES_H
#define QUERN_FIELD_RANGES_H

#include "candidates.h"
#include "fieldscores.h"

// A range of documents that lies in the blocks at which both lists of a word stand.
typedef struct {
  uint32_t first, last;

  // No document of the range has greater ratios.
  float longest, best;

  // Below what ratio no document exceeds the cutoff.
  double cutoff;
  float least;

  // The best ratio of the shorter list's block with this number; the ratios of all of its documents, once they
  // are loaded, and how many of those were passed.
  uint32_t known_block, passed;
  float known, block_ratios[BLOCK];
  int has_ratios;

  // The documents of the shorter list in the range, once they are loaded, and their ratios.
  const uint32_t *documents;
  const float *ratios;
  uint32_t count;
} word_range;

static const uint32_t NONE = UINT32_MAX;

// A word none of whose ranges was entered.
static inline word_range no_range(void) {
  return (word_range){.cutoff = -INFINITY, .least = -INFINITY, .known_block = NONE};
}

// Enters the range from a document on, up to `last` at most: 0 where bytes are not sound.
static inline int enter(
    const quern_field *fields, quern_list *lists, uint32_t first, uint32_t last, word_range *r) {
  for (int field = 0; field < FIELDS; field++) {
    quern_list *list = lists + field;
    // The next block is the one, most often.
    if (list->last < first && !quern_list_next_block(fields + field, list)) return 0;
    if (list->last < first && !quern_list_seek(fields + field, list, first)) return 0;
  }
  for (int field = 0; field < FIELDS; field++)
    last = lists[field].last < last ? lists[field].last : last;
  r->first = first;
  r->last = last;
  r->longest = block_ratio(fields + LONGER, lists + LONGER, last);
  r->best = 0;
  r->count = 0;
  if (!reaches(lists + SHORTER, last)) return 1;
  if (r->known_block != lists[SHORTER].block) {
    r->known_block = lists[SHORTER].block;
    r->known = best_ratio(fields + SHORTER, lists + SHORTER);
    r->has_ratios = 0;
  }
  r->best = r->known;
  return 1;
}

// Where the documents of the range stand in a list's block, which is loaded.
static inline uint32_t part_of(const quern_list *list, const word_range *r, uint32_t *from) {
  const uint32_t count = quern_list_loaded_count(list);
  *from = list->documents[0] >= r->first ? 0 : quern_count_below(list->documents, count, r->first);
  return (list->last <= r->last ? count : quern_count_below(list->documents, count, r->last + 1))
    - *from;
}

// Loads the shorter list's documents of the range, so that the best of their ratios is known.
static inline int load_shorter(const quern_field *field, quern_list *list, word_range *r) {
  if (!reaches(list, r->last)) return 1;
  const uint32_t count = quern_list_loaded_count(list);
  if (!r->has_ratios) {
    if (!quern_list_load(field, list)) return 0;
    quern_list_load_frequencies(list);
    quern_ratios(
      list->documents, list->frequencies, count, field->lengths, field->inverses,
      r->block_ratios);
    r->has_ratios = 1;
    r->passed = 0;
  }
  uint32_t i = r->passed;
  while (i < count && list->documents[i] < r->first) i++;
  r->documents = list->documents + i;
  r->ratios = r->block_ratios + i;
  const uint32_t from = i;
  float best = 0;
  for (; i < count && list->documents[i] <= r->last; i++)
    best = r->block_ratios[i] > best ? r->block_ratios[i] : best;
  r->passed = i;
  r->best = best;
  r->count = i - from;
  return 1;
}

// Adds to the sums of some documents of the range, 128 at most, what they score; those that cannot exceed the
// cutoff with that are left as they are. Their ratios in the shorter field may be known. 0 where bytes are not
// sound.
int quern_add_part(
  const quern_field *fields, quern_list *lists, const word_range *r, double cutoff,
  const uint32_t *documents, const float *known, double *sums, uint32_t count);

// The same of any number of documents.
int quern_add_all(
  const quern_field *fields, quern_list *lists, const word_range *r, double cutoff,
  const uint32_t *documents, double *sums, uint32_t count);

// Adds what the candidates score for a word that brings no new ones, and drops those that cannot enter with it
// and the `rest` of the words: 0 where bytes are not sound.
int quern_look_up_word(
  const quern_field *fields, quern_list *lists, quern_walk *walk, double rest);

#endif
