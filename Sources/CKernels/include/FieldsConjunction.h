// Walk the posting lists that words have in two fields, where a document must have all of the words, each in
// one field or the other; the fields saturate as one (BM25F).

#ifndef QUERN_FIELDS_CONJUNCTION_H
#define QUERN_FIELDS_CONJUNCTION_H

#include "Conjunction.h"

/// Where matches are written: room for 256 documents and their sums. `next` is the first document that was not
/// walked yet, 0 at the start.
typedef struct {
  uint32_t *_Nonnull documents;
  double *_Nonnull sums;
  uint32_t next;
} quern_field_matches;

/// Finds the documents of the next range that have all of `count` words, and of which the sums of their scores
/// may exceed the threshold.
///
/// There are two fields, the longer one first, and two lists for each word, one in each field, with the same
/// weight; the first word has the fewest postings. Without `scores` only the documents are written, and the
/// threshold counts for nothing. Returns how many there are, 0 behind the last one, and −1 where the bytes
/// are not what they should be.
int32_t quern_next_field_matches(
  const quern_field *_Nonnull fields, quern_list *_Nonnull lists, uint32_t count, double threshold,
  int scores, quern_field_matches *_Nonnull matches);

#endif
