#include <math.h>

#include "maxscore.h"

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
  uint32_t *documents = walk->documents + p->start + p->kept;
  double *sums = walk->sums + p->start + p->kept;
  uint32_t count = quern_pass_keeping(walk, p, list->last, cutoff - bound);
  if (count > 0 && list->last != END) {
    if (!quern_list_load(field, list)) return 0;
    add_block(field, list, documents, sums, count);
    count = quern_keep(documents, sums, count, cutoff);
  }
  p->kept += count;
  return 1;
}

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
    const uint32_t before = p->next, start = p->start + before;
    if (!quern_pass(walk, p, list->last, needed)) continue;
    if (!quern_list_load(field, list)) return 0;
    add_block(field, list, walk->documents + start, walk->sums + start, p->next - before);
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

static double bound_of_list(const quern_list *list) { return list->bound; }

static const word_lists one_list = {
  .list_count = 1, .bound = bound_of_list, .join = join, .look_up = look_up};

void quern_start_walk(quern_list *lists, uint32_t count, quern_walk *walk) {
  quern_start_words(&one_list, lists, count, walk);
}

int32_t quern_walk_range(
    const quern_field *field, quern_list *lists, uint32_t count, double threshold,
    quern_walk *walk) {
  return quern_walk_words(&one_list, field, lists, count, threshold, walk);
}
