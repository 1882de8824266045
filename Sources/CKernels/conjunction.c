#include "Conjunction.h"

#include <string.h>

#include "inline.h"
#include "lists.h"

static void score(
    const quern_field *field, const quern_list *list, uint32_t count, const quern_matches *m) {
  quern_score(
    m->documents, m->frequencies, count, field->lengths, field->inverses, list->weight, m->scores);
}

static void add_scores(
    const quern_field *field, const quern_list *list, uint32_t count, const quern_matches *m) {
  score(field, list, count, m);
  for (uint32_t i = 0; i < count; i++) m->sums[i] += m->scores[i];
}

// Keeps the documents that are in the list, with the places where they are in the first list: those of the
// matches, or of the first list itself, which have no sums and places yet.
//
// Returns how many are kept, or −1.
INLINE int32_t keep_members(
    const quern_field *field, quern_list *list, const uint32_t *documents, uint32_t count,
    int has_sums, int scores, uint8_t *first_places, const quern_matches *m) {
  uint8_t *places = m->places, *other_places = m->places + BLOCK;
  uint32_t kept = 0, i = 0;
  while (i < count) {
    if (list->last < documents[i] && !quern_list_seek(field, list, documents[i])) return -1;
    if (list->last == END) break;
    uint32_t end = i + 1;
    if (documents[count - 1] <= list->last) end = count;
    else while (documents[end] <= list->last) end++;
    const int32_t found =
      quern_list_find(field, list, documents + i, end - i, places, other_places);
    if (found < 0) return -1;
    if (scores && found > 0)
      quern_list_copy_frequencies(list, other_places, (uint32_t)found, m->frequencies + kept);
    // What is kept moves to the front, or stays.
    for (int32_t k = 0; k < found; k++, kept++) {
      const uint32_t place = i + places[k];
      m->documents[kept] = documents[place];
      if (has_sums) m->sums[kept] = m->sums[place];
      first_places[kept] = has_sums ? first_places[place] : (uint8_t)place;
    }
    i = end;
  }
  return (int32_t)kept;
}

// Keeps the matches that are in the list, and adds what they score there.
static int32_t look_up(
    const quern_field *field, quern_list *list, uint32_t count, int scores, uint8_t *first_places,
    const quern_matches *m) {
  const int32_t kept =
    keep_members(field, list, m->documents, count, 1, scores, first_places, m);
  if (scores && kept > 0) add_scores(field, list, (uint32_t)kept, m);
  return kept;
}

// Takes the documents of the first list's block that are in the next list, and what they score there.
static int32_t match_first(
    const quern_field *field, quern_list *lists, int scores, uint8_t *first_places,
    const quern_matches *m) {
  const int32_t kept = keep_members(
    field, lists + 1, lists->documents, quern_list_loaded_count(lists), 0, scores, first_places, m);
  if (!scores || kept <= 0) return kept;
  score(field, lists + 1, (uint32_t)kept, m);
  for (int32_t i = 0; i < kept; i++) m->sums[i] = m->scores[i];
  return kept;
}

// Takes those documents of the first list's block that score more than the cutoff.
static uint32_t select_scored(
    const quern_field *field, quern_list *list, double cutoff, const quern_matches *m) {
  const uint32_t count = quern_list_loaded_count(list);
  quern_list_load_frequencies(list);
  quern_score(
    list->documents, list->frequencies, count, field->lengths, field->inverses, list->weight,
    m->scores);
  return quern_select(list->documents, m->scores, count, cutoff, m->documents, m->sums);
}

// Whether no document of the block, in which others add `rest` at most, can exceed the threshold.
static int is_below(
    const quern_field *field, const quern_list *list, double rest, double threshold) {
  if (list->bound + rest <= threshold) return 1;
  if (list->block_count == 0 || threshold - rest <= 0) return 0;
  float ratio = 0;
  if (!quern_best_ratio(
        field->bytes, list->body, field->size, BLOCK_IMPACTS, field->inverses, &ratio))
    return 0;
  return quern_score_of_ratio(list->weight, ratio) + rest <= threshold;
}

// The matches of the block at which the first list stands, scored first where that tells some apart.
static int32_t match_block(
    const quern_field *field, quern_list *lists, uint32_t count, double rest, double threshold,
    int scores, const quern_matches *m) {
  uint8_t first_places[BLOCK] = {0};
  const int scores_first = scores && threshold - rest > 0;
  if (!quern_list_load(field, lists)) return -1;
  int32_t found = scores_first
    ? (int32_t)select_scored(field, lists, threshold - rest, m)
    : match_first(field, lists, scores, first_places, m);
  for (uint32_t i = scores_first ? 1 : 2; i < count && found > 0; i++) {
    if (scores_first && i > 1)
      found = (int32_t)quern_keep(m->documents, m->sums, (uint32_t)found, threshold - rest);
    found = look_up(field, lists + i, (uint32_t)found, scores, first_places, m);
    if (found < 0) return -1;
    rest -= lists[i].bound;
  }
  if (scores && !scores_first && found > 0) {
    quern_list_copy_frequencies(lists, first_places, (uint32_t)found, m->frequencies);
    add_scores(field, lists, (uint32_t)found, m);
  }
  return found;
}

int32_t quern_next_matches(
    const quern_field *field, quern_list *lists, uint32_t count, double threshold, int scores,
    const quern_matches *matches) {
  if (count < 2) return -1;
  double rest = 0;
  for (uint32_t i = 1; i < count; i++) rest += lists[i].bound;
  while (lists[0].last != END) {
    int32_t found = 0;
    if (!scores || !is_below(field, lists, rest, threshold))
      found = match_block(field, lists, count, rest, threshold, scores, matches);
    if (found < 0 || !quern_list_next_block(field, lists)) return -1;
    if (found > 0) return found;
    // A list that ends ends them all.
    for (uint32_t i = 1; i < count; i++)
      if (lists[i].last == END) return 0;
  }
  return 0;
}
