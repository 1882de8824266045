// The candidates of a walk, in parts.

#ifndef QUERN_CANDIDATES_H
#define QUERN_CANDIDATES_H

#include "Disjunction.h"
#include "lists.h"
#include "tally.h"

// Candidates that one list brought, ascending: where they stand, how many of them a list has passed, and how
// many of those are kept.
typedef struct {
  uint32_t start, count, next, kept;
} part;

struct quern_walk_state {
  // Each document is in one part.
  part parts[QUERN_MOST_LISTS + 1];
  uint32_t part_count;

  // What documents score at least, as far as is known; not counted where all that have the words are
  // wanted.
  tally known;
  int is_counting;

  // The scores of a block.
  float scores[BLOCK];
};

_Static_assert(sizeof(struct quern_walk_state) <= QUERN_WALK_SIZE, "room for the state");

// How many of some documents, which ascend, are below another.
uint32_t quern_count_below(const uint32_t *documents, uint32_t count, uint32_t target);

// Counts anew what is known of the candidates.
void quern_note_candidates(quern_walk *walk);

// Drops the candidates whose sums do not exceed a cutoff, and returns how many are left.
uint32_t quern_keep_candidates(quern_walk *walk, double cutoff);

// The first candidate that is not passed.
uint32_t quern_next_candidate(const quern_walk *walk);

// Passes over the candidates of a part up to a document; whether the sum of any exceeds what is needed.
int quern_pass(const quern_walk *walk, part *p, uint32_t last, double needed);

// The same; those whose sums do are moved behind the part's kept ones. Returns how many they are, which are not
// among the kept ones yet.
uint32_t quern_pass_keeping(quern_walk *walk, part *p, uint32_t last, double needed);

// Drops the candidates behind a document.
void quern_cut_candidates(quern_walk *walk, uint32_t last);

// Brings all candidates into one part.
void quern_merge_parts(quern_walk *walk);

// Makes room for two blocks behind all candidates, none of which is passed then, and returns where that is; the
// range ends sooner where there are too many.
uint32_t quern_make_room(quern_walk *walk, uint32_t *last);

#endif
