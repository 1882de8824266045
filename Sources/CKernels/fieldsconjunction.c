#include "FieldsConjunction.h"

#include <string.h>

#include "candidates.h"
#include "fieldscores.h"

enum { MOST = FIELDS * BLOCK, ABSENT = 255 };

// The documents of a range that are matches as far as words were looked up.
typedef struct {
  uint32_t count;

  // Whether there are sums, and whether it is known where the documents stand in the first word's blocks; there
  // is ABSENT where they do not.
  int has_sums, has_places;
  uint8_t places[FIELDS][MOST];

  // How often the last word stands in each field of the documents.
  uint32_t frequencies[FIELDS][MOST];
} found_matches;

// MARK: Scores

// Adds what the matches score for a word of these frequencies, which saturate as one (BM25F).
static void add_scores(
    const quern_field *fields, float weight, found_matches *found,
    const quern_field_matches *m) {
  float scores[MOST];
  const uint32_t *longer = found->frequencies[LONGER], *shorter = found->frequencies[SHORTER];
  quern_score(
    m->documents, longer, found->count, fields->lengths, fields->inverses, weight, scores);
  if (!found->has_sums) memset(m->sums, 0, found->count * sizeof *m->sums);
  found->has_sums = 1;
  for (uint32_t i = 0; i < found->count; i++) {
    double score = scores[i];
    // Most documents have the word in the longer field alone.
    if (shorter[i] > 0) {
      const uint32_t document = m->documents[i];
      score = score_of_ratios(
        ratio_of(fields + LONGER, document, longer[i]),
        ratio_of(fields + SHORTER, document, shorter[i]), weight);
    }
    m->sums[i] += score;
  }
}

// MARK: The first word

// Where the documents of a range stand in the block of a list: 0 where it is not sound.
static int take_part(
    const quern_field *field, quern_list *list, uint32_t first, uint32_t last, uint32_t *from,
    uint32_t *to) {
  *from = *to = 0;
  if (!reaches(list, last)) return 1;
  if (!quern_list_load(field, list)) return 0;
  const uint32_t count = quern_list_loaded_count(list);
  *from = list->documents[0] >= first ? 0 : quern_count_below(list->documents, count, first);
  *to = list->last <= last ? count : quern_count_below(list->documents, count, last + 1);
  return 1;
}

// Notes where matches from one on stand in a list's block, or how often, or that they do not.
static void note_run(
    const quern_list *list, int field, uint32_t from, uint32_t count, uint32_t n,
    found_matches *found) {
  if (found->has_places) {
    for (uint32_t k = 0; k < count; k++) found->places[field][n + k] = (uint8_t)(from + k);
    memset(found->places[FIELDS - 1 - field] + n, ABSENT, count);
  } else {
    memcpy(found->frequencies[field] + n, list->frequencies + from, count * sizeof(uint32_t));
    memset(found->frequencies[FIELDS - 1 - field] + n, 0, count * sizeof(uint32_t));
  }
}

// Takes the documents that either list of the first word has in a range, which lies in a block of each; and
// where they stand there, or how often.
static int take_range(
    const quern_field *fields, quern_list *lists, uint32_t last, found_matches *found,
    const quern_field_matches *m) {
  uint32_t i, i_end, j, j_end, n = 0;
  if (!take_part(fields + LONGER, lists + LONGER, m->next, last, &i, &i_end)
      || !take_part(fields + SHORTER, lists + SHORTER, m->next, last, &j, &j_end))
    return 0;
  if (!found->has_places && i < i_end) quern_list_load_frequencies(lists + LONGER);
  if (!found->has_places && j < j_end) quern_list_load_frequencies(lists + SHORTER);
  const uint32_t *longer = lists[LONGER].documents, *shorter = lists[SHORTER].documents;
  const uint32_t *a_counts = lists[LONGER].frequencies, *b_counts = lists[SHORTER].frequencies;
  // Without branches: which of the two comes first is as good as random.
  for (; i < i_end && j < j_end; n++) {
    const uint32_t a = longer[i], b = shorter[j];
    const int takes_a = a <= b, takes_b = b <= a;
    m->documents[n] = takes_a ? a : b;
    if (found->has_places) {
      found->places[LONGER][n] = takes_a ? (uint8_t)i : ABSENT;
      found->places[SHORTER][n] = takes_b ? (uint8_t)j : ABSENT;
    } else {
      found->frequencies[LONGER][n] = takes_a ? a_counts[i] : 0;
      found->frequencies[SHORTER][n] = takes_b ? b_counts[j] : 0;
    }
    i += (uint32_t)takes_a;
    j += (uint32_t)takes_b;
  }
  // One of the two has no more.
  memcpy(m->documents + n, longer + i, (i_end - i) * sizeof *longer);
  note_run(lists + LONGER, LONGER, i, i_end - i, n, found);
  n += i_end - i;
  memcpy(m->documents + n, shorter + j, (j_end - j) * sizeof *shorter);
  note_run(lists + SHORTER, SHORTER, j, j_end - j, n, found);
  found->count = n + (j_end - j);
  return 1;
}

// Reads how often the first word stands in a field of the matches.
static void read_frequencies(quern_list *list, int field, found_matches *found) {
  uint8_t matches[MOST], places[MOST];
  uint32_t frequencies[MOST], n = 0;
  for (uint32_t i = 0; i < found->count; i++) {
    const uint8_t place = found->places[field][i];
    matches[n] = (uint8_t)i;
    places[n] = place;
    n += place != ABSENT;
  }
  quern_list_copy_frequencies(list, places, n, frequencies);
  memset(found->frequencies[field], 0, found->count * sizeof *frequencies);
  for (uint32_t k = 0; k < n; k++) found->frequencies[field][matches[k]] = frequencies[k];
}

// MARK: Further words

// Looks the matches up in a list: how often the word stands in each, 1 without `scores`. Returns 0 where bytes
// are not sound.
static int look_up(
    const quern_field *field, quern_list *list, int scores, const uint32_t *documents,
    uint32_t count, uint32_t *frequencies) {
  uint8_t places[BLOCK], other_places[BLOCK];
  uint32_t read[BLOCK];
  memset(frequencies, 0, count * sizeof *frequencies);
  for (uint32_t i = 0, end; i < count; i = end) {
    if (list->last < documents[i] && !quern_list_seek(field, list, documents[i])) return 0;
    if (list->last == END) break;
    const uint32_t most = count - i < BLOCK ? count : i + BLOCK;
    end = i + 1;
    if (documents[most - 1] <= list->last) end = most;
    else while (documents[end] <= list->last) end++;
    const int32_t found =
      quern_list_find(field, list, documents + i, end - i, places, other_places);
    if (found < 0) return 0;
    if (scores) quern_list_copy_frequencies(list, other_places, (uint32_t)found, read);
    for (int32_t k = 0; k < found; k++) frequencies[i + places[k]] = scores ? read[k] : 1;
  }
  return 1;
}

// Keeps the matches that have the word.
static void keep_present(found_matches *found, const quern_field_matches *m) {
  uint32_t *const longer = found->frequencies[LONGER], *const shorter = found->frequencies[SHORTER];
  uint8_t kept[MOST];
  uint32_t n = 0;
  for (uint32_t i = 0; i < found->count; i++) {
    kept[n] = (uint8_t)i;
    n += (longer[i] | shorter[i]) != 0;
  }
  found->count = n;
  for (uint32_t k = 0; k < n; k++) {
    m->documents[k] = m->documents[kept[k]];
    longer[k] = longer[kept[k]];
    shorter[k] = shorter[kept[k]];
  }
  if (found->has_sums)
    for (uint32_t k = 0; k < n; k++) m->sums[k] = m->sums[kept[k]];
  if (!found->has_places) return;
  for (uint32_t k = 0; k < n; k++) {
    found->places[LONGER][k] = found->places[LONGER][kept[k]];
    found->places[SHORTER][k] = found->places[SHORTER][kept[k]];
  }
}

// Keeps the matches that have a word, and adds what it scores: 0 where bytes are not sound.
static int keep_word(
    const quern_field *fields, quern_list *lists, int scores, found_matches *found,
    const quern_field_matches *m) {
  for (int field = 0; field < FIELDS; field++)
    if (!look_up(
          fields + field, lists + field, scores, m->documents, found->count,
          found->frequencies[field]))
      return 0;
  keep_present(found, m);
  if (scores && found->count > 0) add_scores(fields, lists->weight, found, m);
  return 1;
}

// MARK: Ranges

// The matches of a range, which lies in a block of each of the first word's lists: how many, or −1.
static int32_t match_range(
    const quern_field *fields, quern_list *lists, uint32_t count, uint32_t last, double rest,
    double threshold, int scores, const quern_field_matches *m) {
  found_matches found;
  const int scores_first = scores && threshold - rest > 0;
  found.has_sums = 0;
  found.has_places = !scores_first;
  if (!take_range(fields, lists, last, &found, m)) return -1;
  if (scores_first) add_scores(fields, lists->weight, &found, m);
  for (uint32_t i = 1; i < count && found.count > 0; i++) {
    if (scores_first)
      found.count = quern_keep(m->documents, m->sums, found.count, threshold - rest);
    if (!keep_word(fields, lists + FIELDS * i, scores, &found, m)) return -1;
    rest -= word_bound(lists + FIELDS * i);
  }
  if (scores && !scores_first && found.count > 0) {
    for (int field = 0; field < FIELDS; field++) read_frequencies(lists + field, field, &found);
    add_scores(fields, lists->weight, &found, m);
  }
  return (int32_t)found.count;
}

// Whether no document of the range, in which other words add `rest` at most, can exceed the threshold.
static int is_below(
    const quern_field *fields, const quern_list *lists, uint32_t last, double rest,
    double threshold) {
  const float ratio = block_ratio(fields + LONGER, lists + LONGER, last)
    + block_ratio(fields + SHORTER, lists + SHORTER, last);
  return bound_of_ratio(ratio, lists->weight) + rest <= threshold;
}

static int has_ended(const quern_list *lists) {
  return lists[LONGER].last == END && lists[SHORTER].last == END;
}

int32_t quern_next_field_matches(
    const quern_field *fields, quern_list *lists, uint32_t count, double threshold, int scores,
    quern_field_matches *m) {
  double rest = 0;
  for (uint32_t i = 1; i < count; i++) rest += word_bound(lists + FIELDS * i);
  for (;;) {
    for (int field = 0; field < FIELDS; field++)
      if (lists[field].last < m->next && !quern_list_seek(fields + field, lists + field, m->next))
        return -1;
    const uint32_t a = lists[LONGER].last, b = lists[SHORTER].last, last = a < b ? a : b;
    if (last == END) return 0;
    // A word that ends ends them all.
    for (uint32_t i = 1; i < count; i++)
      if (has_ended(lists + FIELDS * i)) return 0;
    int32_t found = 0;
    if (!scores || !is_below(fields, lists, last, rest, threshold))
      found = match_range(fields, lists, count, last, rest, threshold, scores, m);
    if (found < 0) return -1;
    m->next = last + 1;
    if (found > 0) return found;
  }
}
