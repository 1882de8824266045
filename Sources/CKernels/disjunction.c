#include <math.h>
#include <string.h>

#include "candidates.h"

// MARK: Blocks

// No document of the block scores above it.
static double bound_of(const quern_field *field, const quern_list *list) {
  float ratio = 0;
  if (list->block_count == 0
      || !quern_best_ratio(
        field->bytes, list->body, field->size, BLOCK_IMPACTS, field->inverses, &ratio))
    return list->bound;
  return quern_score_of_ratio(list->weight, ratio);
}

// Adds to the sums of candidates what they score in the loaded block.
static void add_block(
    const quern_field *field, quern_list *list, uint32_t *documents, double *sums, uint32_t count) {
  uint8_t places[BLOCK], others[BLOCK];
  uint32_t found_documents[BLOCK], frequencies[BLOCK];
  float scores[BLOCK];
  const uint32_t loaded = quern_list_loaded_count(list);
  for (uint32_t i = 0; i < count; i += BLOCK) {
    const uint32_t part = count - i < BLOCK ? count - i : BLOCK;
    const uint32_t found =
      quern_intersect(documents + i, part, list->documents, loaded, places, others);
    if (found == 0) continue;
    quern_list_copy_frequencies(list, others, found, frequencies);
    for (uint32_t k = 0; k < found; k++) found_documents[k] = list->documents[others[k]];
    quern_score(
      found_documents, frequencies, found, field->lengths, field->inverses, list->weight, scores);
    for (uint32_t k = 0; k < found; k++) sums[i + places[k]] += scores[k];
  }
}

// MARK: Lists

// Adds to the candidates of a part, from the next one to the end of the block, what they score in it, and
// drops those that cannot enter with the block's bound, or with what they have then: 0 where the bytes are not
// sound.
static int look_up_block(
    const quern_field *field, quern_list *list, quern_walk *walk, part *p, double bound,
    double cutoff) {
  uint32_t *documents = walk->documents + p->start;
  double *sums = walk->sums + p->start;
  const double needed = cutoff - bound;
  const uint32_t start = p->kept;
  uint32_t kept = start, next = p->next;
  for (; next < p->count && documents[next] <= list->last; next++) {
    documents[kept] = documents[next];
    sums[kept] = sums[next];
    kept += sums[next] > needed;
  }
  p->next = next;
  if (kept > start && list->last != END) {
    if (!quern_list_load(field, list)) return 0;
    add_block(field, list, documents + start, sums + start, kept - start);
    kept = start + quern_keep(documents + start, sums + start, kept - start, cutoff);
  }
  p->kept = kept;
  return 1;
}

// Adds what the candidates score in a list that brings no new ones, and drops those that cannot enter with
// it and the `rest` of the lists: 0 where the bytes are not sound.
static int look_up(
    const quern_field *field, quern_list *list, quern_walk *walk, double rest) {
  quern_walk_state *s = walk->state;
  part *const end = s->parts + s->part_count;
  const double cutoff = walk->threshold - rest;
  for (part *p = s->parts; p < end; p++) p->next = p->kept = 0;
  for (uint32_t next; (next = quern_next_candidate(walk)) != END;) {
    if (list->last < next && !quern_list_seek(field, list, next)) return 0;
    // Behind the list candidates keep what they have.
    const double bound = list->last == END ? 0 : list->is_loaded ? list->bound : bound_of(field, list);
    for (part *p = s->parts; p < end; p++)
      if (p->next < p->count && !look_up_block(field, list, walk, p, bound, cutoff)) return 0;
  }
  for (part *p = s->parts; p < end; p++) p->count = p->kept;
  return 1;
}

// Adds to the candidates up to the end of the block what they score in it; where none can enter with
// that, they are passed.
static int add_parts(
    const quern_field *field, quern_list *list, quern_walk *walk, double needed) {
  quern_walk_state *s = walk->state;
  for (part *p = s->parts; p < s->parts + s->part_count; p++) {
    uint32_t *documents = walk->documents + p->start;
    double *sums = walk->sums + p->start;
    const uint32_t start = p->next;
    int may_enter = 0;
    for (; p->next < p->count && documents[p->next] <= list->last; p->next++)
      may_enter |= sums[p->next] > needed;
    if (!may_enter) continue;
    if (!quern_list_load(field, list)) return 0;
    add_block(field, list, documents + start, sums + start, p->next - start);
  }
  return 1;
}

// Adds to the candidates of a part what they score in the loaded block, whose scores are known; no score is
// left of those documents.
static void add_scores(const quern_list *list, uint32_t loaded, quern_walk *walk, part *p) {
  uint8_t places[BLOCK], others[BLOCK];
  const uint32_t *documents = walk->documents + p->start;
  double *sums = walk->sums + p->start;
  float *scores = walk->state->scores;
  while (p->next < p->count && documents[p->next] <= list->last) {
    const uint32_t start = p->next;
    uint32_t end = start + 1;
    while (end < p->count && end < start + BLOCK && documents[end] <= list->last) end++;
    const uint32_t found = quern_intersect(
      documents + start, end - start, list->documents, loaded, places, others);
    for (uint32_t k = 0; k < found; k++) {
      sums[start + places[k]] += scores[others[k]];
      scores[others[k]] = -INFINITY;
    }
    p->next = end;
  }
}

// Takes the documents of the block that score more than the cutoff and are none yet among the candidates, and
// adds to these what they score in it.
static int take_block(
    const quern_field *field, quern_list *list, quern_walk *walk, double cutoff, uint32_t last,
    part *taken) {
  if (!quern_list_load(field, list)) return 0;
  quern_list_load_frequencies(list);
  quern_walk_state *s = walk->state;
  const uint32_t loaded = quern_list_loaded_count(list);
  quern_score(
    list->documents, list->frequencies, loaded, field->lengths, field->inverses, list->weight,
    s->scores);
  for (part *p = s->parts; p < taken; p++) add_scores(list, loaded, walk, p);
  const uint32_t from =
    list->documents[0] >= walk->next ? 0 : quern_count_below(list->documents, loaded, walk->next);
  const uint32_t to =
    list->last <= last ? loaded : quern_count_below(list->documents, loaded, last + 1);
  const uint32_t end = taken->start + taken->count;
  const uint32_t count = quern_select(
    list->documents + from, s->scores + from, to - from, cutoff, walk->documents + end,
    walk->sums + end);
  if (s->is_counting)
    walk->threshold =
      tally_add(&s->known, walk->sums + end, count, walk->wanted, walk->threshold);
  taken->count += count;
  return 1;
}

// Walks a list that may bring new candidates in the range, which ends sooner where there are many: 0 where
// the bytes are not sound.
static int join(
    const quern_field *field, quern_list *list, quern_walk *walk, double rest, uint32_t *last) {
  quern_walk_state *s = walk->state;
  const uint32_t start = quern_make_room(walk, last);
  part *taken = s->parts + s->part_count;
  *taken = (part){start, 0, 0, 0};
  if (list->last < walk->next && !quern_list_seek(field, list, walk->next)) return 0;
  while (list->last != END && (uint32_t)(list->before + 1) <= *last) {
    if (start + taken->count + BLOCK > walk->capacity) {
      *last = list->before;
      break;
    }
    const double cutoff = walk->threshold - rest, bound = bound_of(field, list);
    if (bound > cutoff ? !take_block(field, list, walk, cutoff, *last, taken)
                       : !add_parts(field, list, walk, cutoff - bound))
      return 0;
    if (list->last >= *last) break;
    uint32_t passed = taken->count;
    for (const part *p = s->parts; p < taken; p++) passed += p->next;
    if (passed >= walk->range_count) {
      *last = list->last;
      break;
    }
    if (!quern_list_next_block(field, list)) return 0;
  }
  s->part_count++;
  return 1;
}

// MARK: Ranges

// Finds the candidates of a range that begins with the next document; `last` becomes its last one.
//
// The lists that score most come first. A list brings new candidates as long as it and those behind it score
// more than the threshold together (MAXSCORE: Turtle and Flood, 1995); what a later list finds anew of a
// document that was dropped is less than the whole, which was too little.
static int gather(
    const quern_field *field, quern_list *lists, uint32_t count, quern_walk *walk,
    uint32_t *last) {
  double rest = 0;
  for (uint32_t i = 0; i < count; i++) rest += lists[i].bound;
  walk->state->part_count = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) quern_note_candidates(walk);
    const int brings_new = rest > walk->threshold;
    const uint32_t kept = quern_keep_candidates(walk, walk->threshold - rest);
    if (!brings_new && kept == 0) break;
    rest -= lists[i].bound;
    if (brings_new) {
      const uint32_t before = *last;
      if (!join(field, lists + i, walk, rest, last)) return 0;
      if (*last < before) quern_cut_candidates(walk, *last);
    } else if (!look_up(field, lists + i, walk, rest)) {
      return 0;
    }
  }
  // Of one list all is known.
  if (count > 1) quern_note_candidates(walk);
  tally_keep(&walk->state->known);
  quern_keep_candidates(walk, walk->threshold);
  quern_merge_parts(walk);
  walk->count = walk->state->parts[0].count;
  return 1;
}

static double sum_of_bounds(const quern_list *lists, uint32_t count) {
  double sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += lists[i].bound;
  return sum;
}

void quern_start_walk(quern_list *lists, uint32_t count, quern_walk *walk) {
  for (uint32_t i = 1; i < count; i++) {
    const quern_list list = lists[i];
    uint32_t place = i;
    for (; place > 0 && lists[place - 1].bound < list.bound; place--)
      lists[place] = lists[place - 1];
    lists[place] = list;
  }
  uint64_t document_count = 0;
  for (uint32_t i = 0; i < count; i++) document_count += lists[i].count;
  walk->state->is_counting = document_count > walk->wanted;
  tally_start(&walk->state->known, sum_of_bounds(lists, count));
}

int32_t quern_walk_range(
    const quern_field *field, quern_list *lists, uint32_t count, double threshold,
    quern_walk *walk) {
  // A segment may have none of the words.
  if (count == 0) return 0;
  if (threshold > walk->threshold) walk->threshold = threshold;
  const double sum = sum_of_bounds(lists, count);
  quern_list ahead[QUERN_MOST_LISTS];
  while (walk->next <= walk->last && sum > walk->threshold) {
    uint32_t last = walk->last;
    memcpy(ahead, lists, count * sizeof *ahead);
    if (!gather(field, ahead, count, walk, &last)) return -1;
    for (uint32_t i = 0; i < count; i++) {
      // What is unpacked is of the block where the list went.
      if ((uint32_t)(ahead[i].before + 1) <= last) lists[i] = ahead[i];
      else lists[i].is_loaded = lists[i].has_frequencies = 0;
    }
    walk->next = last + 1;
    if (walk->range_count < walk->capacity / 4) walk->range_count *= 2;
    if (walk->count > 0) return (int32_t)walk->count;
  }
  return 0;
}
