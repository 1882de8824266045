#include "CKernels.h"
#include "inline.h"
#include "processor.h"
#include "varint.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "The kernels load and store words of the file as they are: little-endian machines only."
#endif

// Four lanes of one row. The memory may have any alignment and be of any type.
typedef uint32_t row __attribute__((vector_size(16), aligned(1), may_alias));
// The same in registers.
typedef uint32_t lanes __attribute__((vector_size(16)));

INLINE lanes all(uint32_t value) { return (lanes){value, value, value, value}; }

INLINE uint32_t mask(uint32_t width) { return width == 32 ? ~0u : (1u << width) - 1; }

// Row `i` of a block. `width` is a constant wherever this is inlined, so that shifts are constants
// and the second load is there only for rows that lie across two words.
INLINE lanes load_row(const row *words, uint32_t width, uint32_t i) {
  const uint32_t bit = i * width, word = bit >> 5, shift = bit & 31;
  if (width == 0) return all(0);
  lanes value = (lanes)words[word] >> shift;
  if (shift + width > 32) value |= (lanes)words[word + 1] << (32 - shift);
  return value & all(mask(width));
}

INLINE void pack(const uint32_t *values, const uint32_t width, uint8_t *bytes) {
  const row *rows = (const row *)values;
  row *words = (row *)bytes;
  if (width == 0) return;
  lanes word = all(0);
#pragma clang loop unroll(full)
  for (uint32_t i = 0; i < 32; i++) {
    const uint32_t bit = i * width, shift = bit & 31;
    const lanes value = rows[i];
    word |= value << shift;
    if (shift + width >= 32) {
      words[bit >> 5] = word;
      word = shift + width > 32 ? value >> (32 - shift) : all(0);
    }
  }
}

INLINE void unpack(const uint8_t *bytes, const uint32_t width, uint32_t base, uint32_t *values) {
  row *rows = (row *)values;
  const lanes bases = all(base);
#pragma clang loop unroll(full)
  for (uint32_t i = 0; i < 32; i++) rows[i] = load_row((const row *)bytes, width, i) + bases;
}

INLINE void unpack_ascending(
    const uint8_t *bytes, const uint32_t width, uint32_t previous, uint32_t *values) {
  row *rows = (row *)values;
  const lanes zero = all(0), one = all(1);
  lanes sum = all(previous);
#pragma clang loop unroll(full)
  for (uint32_t i = 0; i < 32; i++) {
    lanes value = load_row((const row *)bytes, width, i) + one;
    // Running sums inside the row: add the row moved by one lane, then by two.
    value += __builtin_shufflevector(zero, value, 0, 4, 5, 6);
    value += __builtin_shufflevector(zero, value, 0, 1, 4, 5);
    sum = value + __builtin_shufflevector(sum, sum, 3, 3, 3, 3);
    rows[i] = sum;
  }
}

// One straight-line body per width: the compiler sees every shift as a constant.
#define WIDTHS(BODY)                                                                \
  BODY(0) BODY(1) BODY(2) BODY(3) BODY(4) BODY(5) BODY(6) BODY(7) BODY(8) BODY(9)   \
  BODY(10) BODY(11) BODY(12) BODY(13) BODY(14) BODY(15) BODY(16) BODY(17) BODY(18)  \
  BODY(19) BODY(20) BODY(21) BODY(22) BODY(23) BODY(24) BODY(25) BODY(26) BODY(27)  \
  BODY(28) BODY(29) BODY(30) BODY(31) BODY(32)

void quern_pack128(const uint32_t *values, uint32_t width, uint8_t *bytes) {
#define BODY(w) case w: pack(values, w, bytes); break;
  switch (width) { WIDTHS(BODY) }
#undef BODY
}

void quern_pack_low128(const uint32_t *values, uint32_t width, uint8_t *bytes) {
  if (width >= 32) {
    quern_pack128(values, width, bytes);
    return;
  }
  uint32_t low[128];
  const uint32_t mask = ((uint32_t)1 << width) - 1;
  for (int i = 0; i < 128; i++) low[i] = values[i] & mask;
  quern_pack128(low, width, bytes);
}

void quern_unpack128(const uint8_t *bytes, uint32_t width, uint32_t base, uint32_t *values) {
#define BODY(w) case w: unpack(bytes, w, base, values); break;
  switch (width) { WIDTHS(BODY) }
#undef BODY
}

void quern_unpack_ascending128(
    const uint8_t *bytes, uint32_t width, uint32_t previous, uint32_t *values) {
#define BODY(w) case w: unpack_ascending(bytes, w, previous, values); break;
  switch (width) { WIDTHS(BODY) }
#undef BODY
}

void quern_patch128(const uint8_t *patch, uint32_t count, uint32_t width, uint32_t *values) {
  if (!patch) return;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t *value = values + (patch[i] & 127);
    *value = ((*value - 1) | (uint32_t)patch[count + i] << (width & 31)) + 1;
  }
}

void quern_unpack_patched_ascending128(
    const uint8_t *bytes, uint32_t width, uint32_t previous, const uint8_t *patch, uint32_t count,
    uint32_t *values) {
  quern_unpack128(bytes, width, 1, values);
  quern_patch128(patch, count, width, values);
  row *rows = (row *)values;
  const lanes zero = all(0);
  lanes sum = all(previous);
#pragma clang loop unroll(full)
  for (uint32_t i = 0; i < 32; i++) {
    lanes value = rows[i];
    value += __builtin_shufflevector(zero, value, 0, 4, 5, 6);
    value += __builtin_shufflevector(zero, value, 0, 1, 4, 5);
    rows[i] = value + sum;
    // Apart from the row, so that the next one need not wait for it.
    sum += __builtin_shufflevector(value, value, 3, 3, 3, 3);
  }
}

INLINE uint32_t word_at(const uint8_t *words, uint32_t index) {
  uint32_t word;
  memcpy(&word, words + 4 * (size_t)index, sizeof word);
  return word;
}

// Finds among `size` words, of which those before `low` are below the target, by halves until at most eight are
// left; returns how many are.
INLINE uint32_t halve(const uint8_t *words, uint32_t *low, uint32_t size, uint32_t target) {
  while (size > 8) {
    const uint32_t half = size / 2;
    *low += word_at(words, *low + half - 1) < target ? half : 0;
    size -= half;
  }
  return size;
}

// Moves by steps that double to where so many words are that the target is among them, or none before the end.
INLINE uint32_t gallop(
    const uint8_t *words, uint32_t *low, uint32_t step, uint32_t count, uint32_t target) {
  while (count - *low > step && word_at(words, *low + step - 1) < target) {
    *low += step;
    step *= 2;
  }
  return count - *low < step ? count - *low : step;
}

INLINE uint32_t count_below(
    const uint8_t *words, uint32_t low, uint32_t size, uint32_t target) {
  uint32_t below = 0;
  for (uint32_t i = 0; i < size; i++) below += word_at(words, low + i) < target;
  return below;
}

#if defined(__x86_64__)
// Which of eight words reach the target, in bits.
AVX2 static inline uint32_t reaching(const uint8_t *words, uint32_t from, uint32_t target) {
  const __m256i eight = _mm256_loadu_si256((const __m256i *)(words + 4 * (size_t)from));
  const __m256i all = _mm256_set1_epi32((int)target);
  const __m256i same = _mm256_cmpeq_epi32(_mm256_max_epu32(eight, all), eight);
  return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(same));
}

// Eight at once: most targets are that near.
AVX2 static uint32_t find_block_avx2(
    const uint8_t *words, uint32_t from, uint32_t count, uint32_t target) {
  for (uint32_t i = 0; i < 2 && count - from >= 8; i++, from += 8) {
    const uint32_t found = reaching(words, from, target);
    if (found) return from + (uint32_t)__builtin_ctz(found);
  }
  const uint32_t size = halve(words, &from, gallop(words, &from, 16, count, target), target);
  if (count - from < 8) return from + count_below(words, from, size, target);
  return from + (uint32_t)__builtin_ctz(reaching(words, from, target) | 1u << size);
}
#endif

uint32_t quern_find_block_plain(
    const uint8_t *words, uint32_t from, uint32_t count, uint32_t target) {
  if (!words || from >= count) return count;
  const uint32_t size = halve(words, &from, gallop(words, &from, 8, count, target), target);
  return from + count_below(words, from, size, target);
}

uint32_t quern_find_block(
    const uint8_t *words, uint32_t from, uint32_t count, uint32_t target) {
#if defined(__x86_64__)
  if (words && from < count && has_avx2()) return find_block_avx2(words, from, count, target);
#endif
  return quern_find_block_plain(words, from, count, target);
}

uint32_t quern_sum_halves(const uint8_t *words, uint32_t count) {
  uint32_t sum = 0;
  if (!words) return 0;
  for (uint32_t i = 0; i < count; i++) sum += word_at(words, i) & 0xFFFF;
  return sum;
}

size_t quern_best_ratio(
    const uint8_t *bytes, size_t offset, size_t size, uint32_t most, const float *inverses,
    float *ratio) {
  if (!bytes) return 0;
  while (offset < size && bytes[offset] >= 0x80) offset++;
  // The last byte of the integer, the rest of the mark, the number.
  offset += 2;
  if (offset >= size) return 0;
  const uint32_t count = bytes[offset++];
  if (count == 0 || count > most) return 0;
  uint64_t frequency = 0;
  float best = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint64_t step = read_varint(bytes, &offset, size);
    if (step > UINT32_MAX || offset >= size) return 0;
    frequency += step + 1;
    if (frequency > UINT32_MAX) return 0;
    const float found = (float)(uint32_t)frequency * inverses[bytes[offset++]];
    if (found > best) best = found;
  }
  *ratio = best;
  return offset;
}
