#include "lists.h"

#include <string.h>

#include "placing.h"
#include "varint.h"

enum {
  LIST_IMPACTS = 16,
  HEADER_SIZE = 8,
  // The bodies of so many blocks follow each start that the directory has.
  GROUP = 32,
  // From so many of a block on, all of its frequencies are unpacked sooner than these one by one.
  MANY_FOUND = 8,
  // So many documents are found one by one sooner than a block is unpacked: in a set of bits, and in Elias and
  // Fano's code.
  SINGLE_OF_SET = 16,
  SINGLE_OF_OFFSETS = 6,
};

static inline uint32_t word_at(const uint8_t *bytes) {
  uint32_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

static size_t directory_size(uint32_t blocks) {
  return 8 * (size_t)blocks + 8 * (size_t)((blocks - 1) / GROUP);
}

// Takes what the header of a block says; `info` is the size of the body and both widths.
static void enter_block(quern_list *list, uint32_t last, uint32_t info) {
  list->last = last;
  list->gap_code = (uint8_t)(info >> 16);
  list->frequency_code = (uint8_t)(info >> 24);
  list->body = list->next;
  list->next += info & 0xFFFF;
}

// Whether the last document is one that a block of `least` documents or more can have.
static inline int has_last(const quern_field *field, const quern_list *list, uint32_t least) {
  // Adding 1 takes the −1 before the first document to 0.
  const uint64_t first = (uint64_t)(uint32_t)(list->before + 1);
  return list->last < field->document_count && (uint64_t)list->last + 1 >= first + least;
}

// The same as `read_header`, of a block that stands in the directory.
static inline int read_listed_header(const quern_field *field, quern_list *list) {
  list->is_loaded = list->has_frequencies = 0;
  const uint8_t *words = field->bytes + list->directory + 4 * (size_t)list->block;
  enter_block(list, word_at(words), word_at(words + 4 * (size_t)list->block_count));
  return has_last(field, list, BLOCK);
}

// Reads the header of the block at which the list stands: 0 where it is not sound.
static int read_header(const quern_field *field, quern_list *list) {
  if (list->block < list->block_count && list->directory) return read_listed_header(field, list);
  list->is_loaded = list->has_frequencies = 0;
  const uint32_t rest = list->count % BLOCK;
  uint32_t least = BLOCK;
  if (list->block < list->block_count) {
    if (list->next > field->size || field->size - list->next < HEADER_SIZE) return 0;
    const uint8_t *header = field->bytes + list->next;
    list->next += HEADER_SIZE;
    enter_block(list, word_at(header), word_at(header + 4));
  } else if (list->block == list->block_count && rest > 0) {
    if (list->next > field->size) return 0;
    const uint64_t gap = read_varint(field->bytes, &list->next, field->size);
    if (gap > END) return 0;
    const uint64_t last = (uint64_t)(uint32_t)(list->before + 1) + gap;
    if (last >= END) return 0;
    enter_block(list, (uint32_t)last, 0);
    least = rest;
  } else {
    list->last = END;
    return 1;
  }
  return has_last(field, list, least);
}

int quern_list_next_block(const quern_field *field, quern_list *list) {
  if (list->last == END) return 1;
  list->block++;
  list->before = list->last;
  return read_header(field, list);
}

// Moves to the first block behind the current one whose last document is `target` or above, or to the
// tail.
static int seek_listed(const quern_field *field, quern_list *list, uint32_t target) {
  const uint8_t *words = field->bytes + list->directory;
  const uint32_t blocks = list->block_count;
  const uint32_t found = quern_find_block(words, list->block + 1, blocks, target);
  const uint32_t before = word_at(words + 4 * (size_t)(found - 1));
  if (before < list->last || before >= field->document_count) return 0;
  uint32_t from = list->block + 1;
  const uint32_t group = (found < blocks ? found : blocks - 1) / GROUP;
  if (group > 0 && group * GROUP > from) {
    from = group * GROUP;
    uint64_t start;
    memcpy(&start, words + 8 * ((size_t)blocks + group - 1), sizeof start);
    const size_t bodies = list->directory + directory_size(blocks);
    if (start > field->size - bodies) return 0;
    list->next = bodies + start;
  }
  list->next += quern_sum_halves(words + 4 * ((size_t)blocks + from), found - from);
  list->block = found;
  list->before = before;
  return found < blocks ? read_listed_header(field, list) : read_header(field, list);
}

int quern_list_seek(const quern_field *field, quern_list *list, uint32_t target) {
  if (list->directory && list->block < list->block_count && !seek_listed(field, list, target))
    return 0;
  while (list->last < target)
    if (!quern_list_next_block(field, list)) return 0;
  return 1;
}

int quern_open_list(
    const quern_field *field, size_t offset, uint32_t count, float weight, uint32_t *documents,
    uint32_t *frequencies, quern_list *list) {
  const uint8_t *bytes = field->bytes;
  *list = (quern_list){
    .count = count, .weight = weight, .documents = documents, .frequencies = frequencies};
  if (!bytes || offset >= field->size || list->count == 0) return 0;
  if (list->count > field->document_count) return 0;
  const uint32_t head = bytes[offset++];
  const uint32_t impacts = head & ~(uint32_t)(QUERN_DIRECTORY_FLAG | QUERN_PACKED_TAIL_FLAG);
  if (impacts < 1 || impacts > LIST_IMPACTS) return 0;
  uint64_t frequency = 0;
  float ratio = 0;
  for (uint32_t i = 0; i < impacts; i++) {
    const uint64_t step = read_varint(bytes, &offset, field->size);
    if (step > UINT32_MAX || offset >= field->size) return 0;
    frequency += step + 1;
    if (frequency > UINT32_MAX) return 0;
    const float found = (float)(uint32_t)frequency * field->inverses[bytes[offset++]];
    if (found > ratio) ratio = found;
  }
  list->ratio = ratio;
  list->bound = quern_score_of_ratio(list->weight, ratio);
  list->block_count = list->count / BLOCK;
  list->has_packed_tail = (head & QUERN_PACKED_TAIL_FLAG) != 0;
  if (head & QUERN_DIRECTORY_FLAG) {
    if (list->block_count == 0) return 0;
    const size_t size = directory_size(list->block_count);
    if (field->size - offset < size) return 0;
    list->directory = offset;
    offset += size;
  }
  list->next = offset;
  list->before = END;
  return read_header(field, list);
}

quern_list quern_empty_list(float weight, uint32_t *documents, uint32_t *frequencies) {
  return (quern_list){
    .weight = weight, .documents = documents, .frequencies = frequencies, .last = END,
    .before = END};
}

// Unpacks the documents of the tail, and its frequencies with them.
static int load_tail(const quern_field *field, quern_list *list) {
  const uint8_t *bytes = field->bytes;
  const size_t size = field->size;
  const uint32_t count = list->count % BLOCK;
  size_t offset = list->body;
  if (list->block_count > 0) {
    // The mark, then the impacts.
    while (offset < size && bytes[offset] >= 0x80) offset++;
    offset += 2;
    if (offset >= size) return 0;
    for (uint32_t rest = bytes[offset++]; rest > 0; rest--) {
      if (read_varint(bytes, &offset, size) > UINT32_MAX || offset >= size) return 0;
      offset++;
    }
  }
  if (!quern_unpack_any_tail(
        bytes, offset, size, list->has_packed_tail, count, list->before + 1, list->last,
        list->documents, list->frequencies))
    return 0;
  for (uint32_t i = count; i < BLOCK; i++) list->documents[i] = END;
  list->has_frequencies = 1;
  return 1;
}

// Finds where the parts of the block lie, which is not the tail: 0 where it is not sound.
static inline int place(const quern_field *field, quern_list *list, quern_gaps *gaps) {
  quern_frequencies packed;
  // A frequency of 2^32 can only be told when all are unpacked.
  if (list->frequency_code == 32
      || !place_block(
        field->bytes, field->size, list->body, list->next, list->gap_code, list->frequency_code,
        gaps, &packed))
    return 0;
  list->packed = packed.bytes;
  list->patch = packed.patch;
  list->width = packed.width;
  list->patch_count = packed.patch_count;
  list->has_unary_room =
    packed.patch && field->bytes + field->size - packed.patch >= QUERN_UNARY_ROOM;
  return 1;
}

int quern_list_load(const quern_field *field, quern_list *list) {
  if (list->is_loaded) return 1;
  list->is_loaded = 1;
  if (list->block == list->block_count) return load_tail(field, list);
  quern_gaps gaps;
  return place(field, list, &gaps)
    && quern_unpack_gaps(&gaps, list->before, list->last, list->documents);
}

// Whether so many documents are found sooner without unpacking the block.
static inline int finds_single(const quern_list *list, uint32_t count) {
  if (list->gap_code == QUERN_RICE) return count <= SINGLE_OF_SET;
  return count <= SINGLE_OF_OFFSETS && quern_finds_single(list->gap_code);
}

int32_t quern_list_find(
    const quern_field *field, quern_list *list, const uint32_t *documents, uint32_t count,
    uint8_t *places, uint8_t *other_places) {
  if (list->is_loaded || list->block == list->block_count) {
    if (!quern_list_load(field, list)) return -1;
  } else {
    quern_gaps gaps;
    if (!place(field, list, &gaps)) return -1;
    if (finds_single(list, count))
      return quern_find_single(
        &gaps, list->before, list->last, documents, count, places, other_places);
    if (!quern_unpack_gaps(&gaps, list->before, list->last, list->documents)) return -1;
    list->is_loaded = 1;
  }
  return (int32_t)quern_intersect(
    documents, count, list->documents, quern_list_loaded_count(list), places, other_places);
}

static inline quern_frequencies packed_of(const quern_list *list) {
  return (quern_frequencies){list->packed, list->patch, list->width, list->patch_count};
}

void quern_list_load_frequencies(quern_list *list) {
  if (list->has_frequencies) return;
  quern_unpack_frequencies(packed_of(list), list->frequencies);
  list->has_frequencies = 1;
}

// Reads frequencies of the packed block one by one.
static void read_frequencies(
    const quern_list *list, const uint8_t *places, uint32_t count, uint32_t *frequencies) {
  const quern_frequencies packed = packed_of(list);
  if (!packed.patch) {
    for (uint32_t i = 0; i < count; i++)
      frequencies[i] = 1 + quern_packed_value(packed.bytes, packed.width, places[i]);
  } else if (packed.width >= QUERN_RICE) {
    quern_rice_frequencies(&packed, list->has_unary_room, places, count, frequencies);
  } else {
    for (uint32_t i = 0; i < count; i++) frequencies[i] = quern_frequency(packed, places[i]);
  }
}

void quern_list_copy_frequencies(
    quern_list *list, const uint8_t *places, uint32_t count, uint32_t *frequencies) {
  if (count >= MANY_FOUND) quern_list_load_frequencies(list);
  if (list->has_frequencies) {
    for (uint32_t i = 0; i < count; i++) frequencies[i] = list->frequencies[places[i]];
  } else {
    read_frequencies(list, places, count, frequencies);
  }
}
