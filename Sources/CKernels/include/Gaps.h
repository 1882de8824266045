// How the documents of a block stand: as gaps, packed or in Rice's code (Rice.h), or as offsets in Elias and
// Fano's code, where each of them can be found without reading those before it.
//
// The offset of a document is its number less that of the first one that the block could have. The low bits
// of the offsets are packed; the high ones are a stream of bits, lowest first: a one for each offset, before
// which there are as many zeros as its high part says. So it is the unary part of Rice's code, made of the
// steps between high parts. (Elias, "Efficient storage and retrieval by content and address of static
// files", JACM 21, 1974; Vigna, "Quasi-succinct indices", WSDM 2013.)

#ifndef QUERN_GAPS_H
#define QUERN_GAPS_H

#include <stddef.h>
#include <stdint.h>

#include "Rice.h"

enum {
  /// Added to the number of low bits, 1 … 23, in the code of a block's gaps. PackedWidth has the same.
  QUERN_ELIAS_FANO = 128,
  QUERN_ELIAS_FANO_END = QUERN_ELIAS_FANO + 24,
};

/// How the gaps of 128 documents are to stand: as `quern_code128` says with `least`, or as a set of bits (Rice's
/// code with no low bits) or in Elias and Fano's code where that takes `most` bytes more at most, or none more
/// where the documents lie more than 64 apart.
uint32_t quern_code_gaps128(const uint32_t *_Nonnull gaps, uint32_t least, uint32_t most);

/// Makes of the gaps of 128 documents their offsets, and the steps between the high parts above `width` bits.
/// Offsets may take the place of the gaps.
void quern_make_offsets128(
  const uint32_t *_Nonnull gaps, uint32_t width, uint32_t *_Nonnull offsets,
  uint32_t *_Nonnull steps);

/// Unpacks 128 gaps in Rice's code into documents: value i is `previous` + i + 1 + all that is stored up to i,
/// modulo 2^32. Of `zeros` see `quern_read_unary128`; `width` is below 24.
void quern_unpack_rice_gaps128(
  const uint8_t *_Nullable bytes, uint32_t width, uint32_t previous, const uint8_t *_Nonnull zeros,
  uint32_t *_Nonnull values);

/// The same on a processor that has no more than every one.
void quern_unpack_rice_gaps128_plain(
  const uint8_t *_Nullable bytes, uint32_t width, uint32_t previous, const uint8_t *_Nonnull zeros,
  uint32_t *_Nonnull values);

/// Unpacks 128 documents in Elias and Fano's code, the low bits of which have `width`, below 24, and the high
/// ones `zeros`: 0 where they do not ascend.
int quern_unpack_offsets128(
  const uint8_t *_Nullable bytes, uint32_t width, uint32_t previous, const uint8_t *_Nonnull zeros,
  uint32_t *_Nonnull values);

/// The same on a processor that has no more than every one.
int quern_unpack_offsets128_plain(
  const uint8_t *_Nullable bytes, uint32_t width, uint32_t previous, const uint8_t *_Nonnull zeros,
  uint32_t *_Nonnull values);

/// The documents of a block in its bytes.
typedef struct {
  uint32_t code;
  /// The packed bits, and how many each integer has.
  uint32_t width;
  const uint8_t *_Nullable packed;
  /// The unary part, or the patch of older files, its size or number, and how many bytes can be read from where
  /// it begins.
  const uint8_t *_Nullable unary;
  uint32_t unary_size;
  size_t unary_room;
} quern_gaps;

/// Whether single documents of a block can be found.
static inline int quern_finds_single(uint32_t code) {
  return code == QUERN_RICE || (code > QUERN_ELIAS_FANO && code < QUERN_ELIAS_FANO_END);
}

/// Finds those of ascending documents that are in a block that gives single ones, which begins behind
/// `previous` and ends with `last`, and says which they are and which of the block's 128. Returns how many
/// there are, or −1 where the block is not sound; of a damaged one others may be found.
int32_t quern_find_single(
  const quern_gaps *_Nonnull gaps, uint32_t previous, uint32_t last,
  const uint32_t *_Nonnull documents, uint32_t count, uint8_t *_Nonnull places,
  uint8_t *_Nonnull other_places);

/// The same on a processor that has no more than every one.
int32_t quern_find_single_plain(
  const quern_gaps *_Nonnull gaps, uint32_t previous, uint32_t last,
  const uint32_t *_Nonnull documents, uint32_t count, uint8_t *_Nonnull places,
  uint8_t *_Nonnull other_places);

#endif
