// Walk the posting lists that words have in two fields, where a document need have only some of the words; the
// fields saturate as one (BM25F).

#ifndef QUERN_FIELDS_DISJUNCTION_H
#define QUERN_FIELDS_DISJUNCTION_H

#include "Disjunction.h"

/// Begins a walk as `quern_start_walk` does. There are two lists for each of `count` words, one in each field,
/// that of the longer field first, with the same weight.
void quern_start_field_walk(
  quern_list *_Nonnull lists, uint32_t count, quern_walk *_Nonnull walk);

/// Finds the documents of the next range as `quern_walk_range` does; there are two fields, the longer one first.
int32_t quern_walk_field_range(
  const quern_field *_Nonnull fields, quern_list *_Nonnull lists, uint32_t count,
  double threshold, quern_walk *_Nonnull walk);

#endif
