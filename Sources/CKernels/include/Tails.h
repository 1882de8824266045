// The postings of a tail, packed: the fewer than 128 that are left over from a list's blocks, or all of a short list.
//
// Gaps and frequencies are in Rice's code (Rice.h), each with low bits of its own. As the list knows the last
// document of a tail, there is one gap fewer than there are postings. The low bits of the gaps, then those of the
// frequencies less 1, are one stream of bits; then the high parts, in the same order, are in unary.

#ifndef QUERN_TAILS_H
#define QUERN_TAILS_H

#include <stddef.h>
#include <stdint.h>

enum {
  /// The low bits of gaps and frequencies are below these.
  QUERN_TAIL_GAP_WIDTHS = 24,
  QUERN_TAIL_FREQUENCY_WIDTHS = 8,

  /// No unary part has more zeros, so that sums of them fit in bytes.
  QUERN_TAIL_ZEROS_MOST = 254,

  /// No packed tail has more bytes: its code, the low bits, the unary part.
  QUERN_TAIL_MOST = 1 + (126 * 23 + 127 * 7 + 7) / 8 + (253 + QUERN_TAIL_ZEROS_MOST + 7) / 8,
};

/// Packs `count` postings, 1 to 127: the gap before each, of which the last counts for nothing, and its
/// frequency less 1.
///
/// Returns how many bytes were written, of QUERN_TAIL_MOST for which there is room; 0 where the numbers are
/// too large.
uint32_t quern_pack_tail(
  const uint32_t *_Nonnull gaps, const uint32_t *_Nonnull extra_frequencies, uint32_t count,
  uint8_t *_Nonnull bytes);

/// Unpacks a packed tail of `count` postings, 1 to 127, that begins at `offset` of the `size` bytes. The first
/// document is at least `first`, the last one is `last`. There is room for 128 documents and frequencies, of
/// which those from `count` on are anything afterwards.
///
/// Returns the offset behind it; 0 where the bytes end too soon, documents do not ascend to the last one, or
/// the high parts are not as many as they should be.
size_t quern_unpack_packed_tail(
  const uint8_t *_Nonnull bytes, size_t offset, size_t size, uint32_t count, uint32_t first,
  uint32_t last, uint32_t *_Nonnull documents, uint32_t *_Nonnull frequencies);

/// The same on a processor that has no more than every one.
size_t quern_unpack_packed_tail_plain(
  const uint8_t *_Nonnull bytes, size_t offset, size_t size, uint32_t count, uint32_t first,
  uint32_t last, uint32_t *_Nonnull documents, uint32_t *_Nonnull frequencies);

#endif
