// Rice's code for blocks of 128 integers: the low bits of all are packed, the rest of each is in unary.
//
// The unary part is a stream of bits, lowest first: for each integer as many zeros as its high bits say, then
// a one, so that there are 128 ones. It has 16 to 47 bytes, hence at most 248 zeros, and sums of them are kept
// in bytes. With no low bits the gaps of ascending numbers are a set of bits. (Rice, "Some practical
// universal noiseless coding techniques", JPL 79-22, 1979; that the two parts stand apart is Elias's and
// Fano's.)

#ifndef QUERN_RICE_H
#define QUERN_RICE_H

#include <stdint.h>

enum {
  /// How 128 integers stand: up to 32 packed with so many bits; from here on, below QUERN_RICE_END, in Rice's
  /// code with as many low bits as are added. PackedWidth has the same.
  QUERN_RICE = 96,
  QUERN_RICE_END = QUERN_RICE + 24,

  /// The bytes of the unary part.
  QUERN_UNARY_LEAST = 16,
  QUERN_UNARY_MOST = 47,

  /// The room that sums of zeros need while they are read, whatever the bytes are.
  QUERN_ZEROS_ROOM = 8 * QUERN_UNARY_MOST + 64,
};

/// How 128 integers take the fewest bytes, packed or in Rice's code, which must save `least` bytes. Besides
/// the packed bytes it takes those of the unary part and one for their number. Packed, where one is 2^25 or
/// more.
uint32_t quern_code128(const uint32_t *_Nonnull values, uint32_t least);

/// Writes the unary part of 128 integers of which the lowest `width` bits are packed, as `quern_code128` has
/// chosen them: QUERN_UNARY_MOST bytes, of which so many count as are returned.
uint32_t quern_make_unary128(
  const uint32_t *_Nonnull values, uint32_t width, uint8_t *_Nonnull bytes);

/// Reads a unary part: how many zeros lie before each of its 128 ones. 0 where it is none, with zeros in
/// place of all. `zeros` has room for QUERN_ZEROS_ROOM.
int quern_read_unary128(
  const uint8_t *_Nonnull bytes, uint32_t size, uint8_t *_Nonnull zeros);

/// The same on a processor that has no more than every one.
int quern_read_unary128_plain(
  const uint8_t *_Nonnull bytes, uint32_t size, uint8_t *_Nonnull zeros);

/// Adds the high parts of 128 gaps, `width` bits up, to the running sums of their low parts, modulo 2^32.
void quern_add_highs128(
  const uint8_t *_Nonnull zeros, uint32_t width, uint32_t *_Nonnull sums);

/// The same on a processor that has no more than every one.
void quern_add_highs128_plain(
  const uint8_t *_Nonnull zeros, uint32_t width, uint32_t *_Nonnull sums);

/// Unpacks 128 integers in Rice's code: value i = base + stored i, modulo 2^32. 0 where the unary part is
/// none: then the high bits are missing.
int quern_unpack_rice128(
  const uint8_t *_Nullable bytes, uint32_t width, const uint8_t *_Nonnull unary, uint32_t size,
  uint32_t base, uint32_t *_Nonnull values);

/// The number at `index` in a unary part, below 256; 0 where there is none.
uint32_t quern_unary_value(const uint8_t *_Nullable bytes, uint32_t size, uint32_t index);

/// The same on a processor that has no more than every one.
uint32_t quern_unary_value_plain(
  const uint8_t *_Nullable bytes, uint32_t size, uint32_t index);

/// Reads `count` numbers of a unary part from one on, which are below 2,048: 0 where there are not so many.
int quern_unary_run(
  const uint8_t *_Nonnull bytes, uint32_t size, uint32_t from, uint32_t count,
  uint32_t *_Nonnull values);

#endif
