// Find a term in a dictionary of front-coded blocks under an index of their heads.
//
// The layout is that of Quern's dictionary format: the kernel is the short way for sound bytes, and
// gives up where it finds others.

#ifndef QUERN_DICTIONARY_H
#define QUERN_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

/// A dictionary's two sections: the index has a u64, then for each block a u32 (where its head ends)
/// and a u64 (where the block begins), then the heads.
typedef struct {
  const uint8_t *_Nullable blocks;
  size_t blocks_size;
  const uint8_t *_Nullable index;
  size_t index_size;
  uint64_t term_count;
  uint32_t block_count;
  uint32_t terms_per_block;
} quern_dictionary;

/// What a dictionary says of a term.
typedef struct {
  uint32_t documents;
  uint64_t more, postings, positions;
} quern_term_entry;

/// Looks a term up: 1 and `entry` where the dictionary has it, 0 where it has not, −1 where its bytes
/// are not what they should be, or have a number of more than 35 bits.
///
/// Reads nothing outside the sections, whatever they hold.
int quern_find_term(
  const quern_dictionary *_Nonnull dictionary, const uint8_t *_Nullable term, size_t size,
  quern_term_entry *_Nonnull entry);

#endif
