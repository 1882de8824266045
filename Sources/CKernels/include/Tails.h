// Read the postings that are left over from a list's blocks, fewer than 128, or all of a short list: one after the other as
// variable-length integers, or packed.
//
// Packed, gaps and frequencies are in Rice's code (Rice.h), each with low bits of its own. As the list knows the last
// document of a tail, there is one gap fewer than there are postings. The low bits of the gaps, then those of the
// frequencies less 1, are one stream of bits; then the high parts, in the same order, are in unary.

#ifndef QUERN_TAILS_H
#define QUERN_TAILS_H

#include <stddef.h>
#include <stdint.h>

enum {
  /// What the first byte of a list says besides the number of its impacts. PostingsFormat has the same.
  QUERN_DIRECTORY_FLAG = 0x20,
  QUERN_PACKED_TAIL_FLAG = 0x40,
};

/// Reads the postings of a tail that is not packed: `count` keys and frequencies as variable-length integers, from
/// `offset` of the `size` bytes on. The first document is at least `first`, the last one is `last`.
///
/// Returns the offset behind them; 0 where the bytes end too soon, documents do not ascend to the
/// last one, or a number is malformed or too large.
size_t quern_unpack_tail(
  const uint8_t *_Nullable bytes, size_t offset, size_t size, uint32_t count, uint32_t first,
  uint32_t last, uint32_t *_Nullable documents, uint32_t *_Nullable frequencies);

/// The same of a tail that may be packed, with room for 128 documents and frequencies.
size_t quern_unpack_any_tail(
  const uint8_t *_Nonnull bytes, size_t offset, size_t size, int is_packed, uint32_t count,
  uint32_t first, uint32_t last, uint32_t *_Nonnull documents, uint32_t *_Nonnull frequencies);

/// Unpacks a list of fewer than 128 postings, which is one tail behind its impacts: 1, or 0 where the bytes
/// are not what they should be. Documents lie below `document_count`; there is room for 128 of them and of
/// frequencies.
int quern_unpack_short(
  const uint8_t *_Nullable bytes, size_t offset, size_t size, uint32_t count,
  uint32_t document_count, uint32_t *_Nonnull documents, uint32_t *_Nonnull frequencies);

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
