#include "Tails.h"

#include "varint.h"

size_t quern_unpack_tail(
    const uint8_t *bytes, size_t offset, size_t size, uint32_t count, uint32_t first, uint32_t last,
    uint32_t *documents, uint32_t *frequencies) {
  uint64_t next = first;
  if (!bytes || !documents || !frequencies || offset > size) return 0;
  uint32_t i = 0;
  // All but the last lie below the last, so that the last one ascends too. (Integers of one to three bytes
  // without a branch for each cost conjunctions 2.5 % more: each has to wait for the one before.)
  for (; i + 1 < count && size - offset >= 2 * NEAR_BYTES; i++) {
    const uint64_t key = read_near_varint(bytes, &offset);
    const uint64_t document = next + (key >> 1);
    if (document >= last) return 0;
    next = document + 1;
    documents[i] = (uint32_t)document;
    frequencies[i] = 1;
    if (key & 1) continue;
    const uint64_t stored = read_near_varint(bytes, &offset);
    if (stored > UINT32_MAX - 2) return 0;
    frequencies[i] = (uint32_t)stored + 2;
  }
  // The bytes may end.
  for (; i < count; i++) {
    const uint64_t key = read_varint(bytes, &offset, size);
    if (key >> 35) return 0;
    const int is_last = i == count - 1;
    const uint64_t document = is_last ? last : next + (key >> 1);
    if (is_last ? key >> 1 != 0 || next > last : document >= last) return 0;
    next = document + 1;
    documents[i] = (uint32_t)document;
    frequencies[i] = 1;
    if (key & 1) continue;
    const uint64_t stored = read_varint(bytes, &offset, size);
    if (stored > UINT32_MAX - 2) return 0;
    frequencies[i] = (uint32_t)stored + 2;
  }
  return offset;
}

size_t quern_unpack_any_tail(
    const uint8_t *bytes, size_t offset, size_t size, int is_packed, uint32_t count,
    uint32_t first, uint32_t last, uint32_t *documents, uint32_t *frequencies) {
  return is_packed
    ? quern_unpack_packed_tail(bytes, offset, size, count, first, last, documents, frequencies)
    : quern_unpack_tail(bytes, offset, size, count, first, last, documents, frequencies);
}

int quern_unpack_short(
    const uint8_t *bytes, size_t offset, size_t size, uint32_t count, uint32_t document_count,
    uint32_t *documents, uint32_t *frequencies) {
  if (!bytes || offset >= size || count == 0 || count >= 128) return 0;
  const uint32_t head = bytes[offset++], impacts = head & ~(uint32_t)QUERN_PACKED_TAIL_FLAG;
  if (impacts < 1 || impacts > 16) return 0;
  for (uint32_t i = 0; i < impacts; i++) {
    if (read_varint(bytes, &offset, size) > UINT32_MAX || offset >= size) return 0;
    offset++;
  }
  const uint64_t last = read_varint(bytes, &offset, size);
  if (last >= document_count || last + 1 < count) return 0;
  return quern_unpack_any_tail(
             bytes, offset, size, (head & QUERN_PACKED_TAIL_FLAG) != 0, count, 0, (uint32_t)last,
             documents, frequencies) > 0;
}
