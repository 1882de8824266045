// Which documents of a block are in another one.

#ifndef QUERN_INTERSECTION_H
#define QUERN_INTERSECTION_H

#include <stdint.h>

/// Finds the documents that two ascending lists of at most 128 share.
///
/// The second has 128 places, filled up with 2^32 − 1, which is no document. Writes where each document
/// stands in either list, and returns how many there are; both have room for `count`.
uint32_t quern_intersect(
  const uint32_t *_Nonnull documents, uint32_t count, const uint32_t *_Nonnull others,
  uint32_t other_count, uint8_t *_Nonnull places, uint8_t *_Nonnull other_places);

/// Keeps those of some ascending documents that are in a list of at most 128, or those that are not.
///
/// The list has 128 places, filled up with 2^32 − 1. `kept` may be `documents` itself. Returns how many
/// are kept.
uint32_t quern_keep_members(
  const uint32_t *_Nonnull documents, uint32_t count, const uint32_t *_Nonnull list,
  uint32_t list_count, int if_present, uint32_t *_Nonnull kept);

#endif
