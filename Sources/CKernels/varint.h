// Variable-length integers, for the kernels that read them.

#ifndef QUERN_VARINT_H
#define QUERN_VARINT_H

#include <stddef.h>
#include <stdint.h>

// No integer that is read here is longer.
enum { NEAR_BYTES = 5 };

// Reads a variable-length integer of at most 35 bits. Gives a value above that where it is longer, or
// where the bytes end.
static inline __attribute__((always_inline)) uint64_t read_varint(
    const uint8_t *bytes, size_t *offset, size_t size) {
  if (*offset < size && bytes[*offset] < 0x80) return bytes[(*offset)++];
  uint64_t value = 0;
  for (uint32_t shift = 0; shift < 35; shift += 7) {
    if (*offset >= size) return ~(uint64_t)0;
    const uint8_t byte = bytes[(*offset)++];
    value |= (uint64_t)(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  return ~(uint64_t)0;
}

// The same where five bytes are there to be read; most integers have one or two.
static inline __attribute__((always_inline)) uint64_t read_near_varint(
    const uint8_t *bytes, size_t *offset) {
  const uint8_t *at = bytes + *offset;
  const uint32_t first = at[0], second = at[1];
  if (first < 0x80) {
    *offset += 1;
    return first;
  }
  if (second < 0x80) {
    *offset += 2;
    return (first & 0x7F) | second << 7;
  }
  return read_varint(bytes, offset, *offset + NEAR_BYTES);
}

#endif
