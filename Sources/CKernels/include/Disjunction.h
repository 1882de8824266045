// Walk the posting lists of words of which a document need have only some.

#ifndef QUERN_DISJUNCTION_H
#define QUERN_DISJUNCTION_H

#include <stdint.h>

#include "Conjunction.h"

enum { QUERN_MOST_LISTS = 16, QUERN_WALK_SIZE = 4096 };

/// What a walk keeps from one range of documents to the next: QUERN_WALK_SIZE bytes.
typedef struct quern_walk_state quern_walk_state;

/// A walk over lists, in one range of documents after the other, and list by list in each range.
typedef struct {
  /// The documents of a range that may enter, ascending, and what they score; and room to merge them.
  ///
  /// There is room for `capacity` each, 512 or more. The kernel exchanges them.
  uint32_t *_Nonnull documents, *_Nonnull merged;
  double *_Nonnull sums, *_Nonnull merged_sums;
  uint32_t capacity;

  /// How many there are.
  uint32_t count;

  /// The number of documents at which a range ends; grows, so that a threshold is found soon.
  uint32_t range_count;

  /// The first document that is not passed, and the last one of the segment.
  uint32_t next, last;

  /// How many documents are wanted, 1 or more.
  uint32_t wanted;

  /// What a sum must exceed.
  double threshold;

  quern_walk_state *_Nonnull state;
} quern_walk;

/// Begins a walk: orders the lists by what they score at most, the highest first.
void quern_start_walk(
  quern_list *_Nonnull lists, uint32_t count, quern_walk *_Nonnull walk);

/// Finds the documents of the next range that has some of which the sums exceed both the threshold and what
/// as many documents as are wanted score more than; without these, all.
///
/// There are at most 16 lists, or none. Returns how many documents there are, 0 behind the last range, and −1 where
/// the bytes are not what they should be.
int32_t quern_walk_range(
  const quern_field *_Nonnull field, quern_list *_Nonnull lists, uint32_t count,
  double threshold, quern_walk *_Nonnull walk);

#endif
