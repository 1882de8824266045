// Walk a posting list block by block, for kernels that work on whole lists.

#ifndef QUERN_LISTS_H
#define QUERN_LISTS_H

#include "CKernels.h"

// A fused multiply-add would round once where the reference rounds twice.
#pragma STDC FP_CONTRACT OFF

enum { BLOCK = 128, BLOCK_IMPACTS = 8 };

// Behind all documents.
static const uint32_t END = UINT32_MAX;

static inline float quern_score_of_ratio(float weight, float ratio) {
  return weight - weight / (1 + ratio);
}

// Moves to the next block: 0 where its header is not sound.
int quern_list_next_block(const quern_field *field, quern_list *list);

// Moves to the block in which `target` would be, which lies behind the current one: 0 where a header is
// not sound.
int quern_list_seek(const quern_field *field, quern_list *list, uint32_t target);

// Unpacks the documents of the block: 0 where they are not sound.
int quern_list_load(const quern_field *field, quern_list *list);

// Finds those of ascending documents that are in the block, which none of them lies behind or before, and says
// which they are and which of the block's; the block is unpacked where that pays. Returns how many there are,
// or −1 where the block is not sound.
int32_t quern_list_find(
  const quern_field *field, quern_list *list, const uint32_t *documents, uint32_t count,
  uint8_t *places, uint8_t *other_places);

// The number of documents in the block.
static inline uint32_t quern_list_loaded_count(const quern_list *list) {
  return list->block == list->block_count ? list->count % BLOCK : BLOCK;
}

// Unpacks all frequencies of the loaded block.
void quern_list_load_frequencies(quern_list *list);

// The frequencies at some places of the loaded block.
void quern_list_copy_frequencies(
    quern_list *list, const uint8_t *places, uint32_t count, uint32_t *frequencies);

#endif
