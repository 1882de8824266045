#include "FieldsDisjunction.h"

#include <string.h>

#include "fieldranges.h"
#include "maxscore.h"

// MARK: New candidates

// Passes over the candidates of the range: those of a part are the ones from `kept` to `next` then. Returns
// whether the sum of any exceeds what is needed.
static int pass_candidates(quern_walk *walk, const part *taken, uint32_t last, double needed) {
  int may_enter = 0;
  for (part *p = walk->state->parts; p < taken; p++) {
    p->kept = p->next;
    may_enter |= quern_pass(walk, p, last, needed);
  }
  return may_enter;
}

// Adds to the candidates of the range that were passed what they score.
static int add_passed(
    const quern_field *fields, quern_list *lists, quern_walk *walk, const part *taken,
    const word_range *r, double cutoff) {
  for (const part *p = walk->state->parts; p < taken; p++) {
    const uint32_t start = p->start + p->kept;
    if (!quern_add_all(
          fields, lists, r, cutoff, walk->documents + start, walk->sums + start,
          p->next - p->kept))
      return 0;
  }
  return 1;
}

// Adds scores of the shorter list's documents, or of a block, to the candidates that were passed, and leaves none
// of those scores: they are not new.
static void add_scores(
    quern_walk *walk, const part *taken, const quern_list *list, double *totals, uint32_t from,
    float *scores) {
  uint8_t places[BLOCK], others[BLOCK];
  const uint32_t loaded = quern_list_loaded_count(list);
  for (const part *p = walk->state->parts; p < taken; p++)
    for (uint32_t i = p->kept; i < p->next; i += BLOCK) {
      const uint32_t count = p->next - i < BLOCK ? p->next - i : BLOCK;
      double *sums = walk->sums + p->start + i;
      const uint32_t found = quern_intersect(
        walk->documents + p->start + i, count, list->documents, loaded, places, others);
      for (uint32_t k = 0; k < found; k++) {
        const double score = totals ? totals[others[k] - from] : (double)scores[others[k]];
        if (score == -INFINITY) continue;
        sums[places[k]] += score;
        if (totals) totals[others[k] - from] = -INFINITY;
        else scores[others[k]] = -INFINITY;
      }
    }
}

// Puts documents among the new candidates from a place on, none of which is one of them; both ascend.
static void put_among(
    quern_walk *walk, uint32_t start, uint32_t count, const uint32_t *documents,
    const double *sums, uint32_t added) {
  uint32_t *to = walk->documents + start;
  double *to_sums = walk->sums + start;
  while (added > 0) {
    const uint32_t place = count + added - 1;
    if (count > 0 && to[count - 1] > documents[added - 1]) {
      count--;
      to[place] = to[count];
      to_sums[place] = to_sums[count];
    } else {
      added--;
      to[place] = documents[added];
      to_sums[place] = sums[added];
    }
  }
}

// Takes those of some documents as new candidates whose sums exceed the cutoff, where the longer list has brought
// `count` before.
static void take_new(
    quern_walk *walk, part *taken, uint32_t count, const uint32_t *documents, const double *sums,
    uint32_t added, double cutoff) {
  quern_walk_state *s = walk->state;
  const uint32_t end = taken->start + taken->count;
  uint32_t good[BLOCK], n = 0;
  double good_sums[BLOCK];
  for (uint32_t i = 0; i < added; i++) {
    good[n] = documents[i];
    good_sums[n] = sums[i];
    n += sums[i] > cutoff;
  }
  put_among(walk, end, count, good, good_sums, n);
  count += n;
  if (s->is_counting)
    walk->threshold =
      tally_add(&s->known, walk->sums + end, count, walk->wanted, walk->threshold);
  taken->count += count;
}

// Scores the documents of the range that the shorter list has, as far as their ratios come to enough; what the
// longer one alone says of them is taken out of its scores. Returns how many are scored.
static uint32_t score_shorter(
    const quern_field *fields, const quern_list *lists, const word_range *r, int has_longer,
    float least, float *scores, double *totals) {
  uint8_t places[BLOCK], others[BLOCK];
  float bases[BLOCK];
  memset(bases, 0, r->count * sizeof *bases);
  if (has_longer && r->count > 0) {
    const quern_list *list = lists + LONGER;
    const uint32_t found = quern_intersect(
      r->documents, r->count, list->documents, quern_list_loaded_count(list), places, others);
    for (uint32_t k = 0; k < found; k++) {
      bases[places[k]] =
        ratio_of(fields + LONGER, r->documents[places[k]], list->frequencies[others[k]]);
      scores[others[k]] = -INFINITY;
    }
  }
  uint32_t scored = 0;
  for (uint32_t i = 0; i < r->count; i++) {
    totals[i] = -INFINITY;
    if (bases[i] + r->ratios[i] < least) continue;
    totals[i] = score_of_ratios(bases[i], r->ratios[i], lists->weight);
    scored++;
  }
  return scored;
}

// Takes all documents of the range that score more than the cutoff, and adds to the candidates what they score.
static int take_all(
    const quern_field *fields, quern_list *lists, quern_walk *walk, part *taken,
    const word_range *r, double cutoff) {
  quern_list *const list = lists + LONGER;
  float *const scores = walk->state->scores;
  double totals[BLOCK];
  uint32_t from = 0, count = 0;
  const int has_longer = reaches(list, r->last);
  if (has_longer) {
    if (!quern_list_load(fields, list)) return 0;
    quern_list_load_frequencies(list);
    count = part_of(list, r, &from);
    quern_score(
      list->documents + from, list->frequencies + from, count, fields->lengths, fields->inverses,
      list->weight, scores + from);
  }
  // Candidates get what they score, however little it is.
  const int has_candidates = taken > walk->state->parts;
  const uint32_t scored = score_shorter(
    fields, lists, r, has_longer, has_candidates ? -INFINITY : r->least, scores, totals);
  if (scored > 0)
    add_scores(
      walk, taken, lists + SHORTER, totals, (uint32_t)(r->documents - lists[SHORTER].documents), 0);
  if (has_longer) add_scores(walk, taken, list, 0, 0, scores);
  const uint32_t end = taken->start + taken->count;
  const uint32_t found = quern_select(
    list->documents + from, scores + from, count, cutoff, walk->documents + end,
    walk->sums + end);
  take_new(walk, taken, found, r->documents, totals, scored > 0 ? r->count : 0, cutoff);
  return 1;
}

// Takes those documents of the range that the shorter list has: no others can enter.
static int take_shorter(
    const quern_field *fields, quern_list *lists, quern_walk *walk, part *taken,
    const word_range *r, double cutoff) {
  uint32_t documents[BLOCK], count = 0;
  float ratios[BLOCK];
  double sums[BLOCK];
  for (uint32_t i = 0; i < r->count; i++) {
    documents[count] = r->documents[i];
    ratios[count] = r->ratios[i];
    count += r->longest + r->ratios[i] >= r->least;
  }
  for (const part *p = walk->state->parts; p < taken && count > 0; p++)
    for (uint32_t i = p->kept; i < p->next; i++) {
      // Few of both, most often.
      const uint32_t document = walk->documents[p->start + i];
      const uint32_t place = quern_count_below(documents, count, document);
      if (place == count || documents[place] != document) continue;
      count--;
      memmove(documents + place, documents + place + 1, (count - place) * sizeof *documents);
      memmove(ratios + place, ratios + place + 1, (count - place) * sizeof *ratios);
    }
  if (count == 0) return 1;
  memset(sums, 0, count * sizeof *sums);
  if (!quern_add_part(fields, lists, r, cutoff, documents, ratios, sums, count)) return 0;
  take_new(walk, taken, 0, documents, sums, count, cutoff);
  return 1;
}

// Walks over a range of a word that may bring new candidates: 0 where bytes are not sound.
static int take_range(
    const quern_field *fields, quern_list *lists, quern_walk *walk, part *taken, word_range *r,
    double cutoff) {
  if (cutoff != r->cutoff) {
    r->cutoff = cutoff;
    r->least = least_ratio(cutoff, lists->weight);
  }
  if (r->longest + r->best >= r->least
      && !load_shorter(fields + SHORTER, lists + SHORTER, r))
    return 0;
  const int may_enter =
    taken > walk->state->parts
    && pass_candidates(
      walk, taken, r->last, cutoff - bound_of_ratio(r->longest + r->best, lists->weight));
  if (r->longest >= r->least) return take_all(fields, lists, walk, taken, r, cutoff);
  if (r->count > 0 && r->longest + r->best >= r->least
      && !take_shorter(fields, lists, walk, taken, r, cutoff))
    return 0;
  return !may_enter || add_passed(fields, lists, walk, taken, r, cutoff);
}

static int join(
    const quern_field *fields, quern_list *lists, quern_walk *walk, double rest, uint32_t *last) {
  quern_walk_state *s = walk->state;
  const uint32_t start = quern_make_room(walk, last);
  part *taken = s->parts + s->part_count;
  *taken = (part){start, 0, 0, 0};
  word_range r = no_range();
  for (uint32_t first = walk->next; first <= *last; first = r.last + 1) {
    if (start + taken->count + FIELDS * BLOCK > walk->capacity) {
      *last = first - 1;
      break;
    }
    if (!enter(fields, lists, first, *last, &r)) return 0;
    if (!take_range(fields, lists, walk, taken, &r, walk->threshold - rest)) return 0;
    if (r.last == *last) break;
    uint32_t passed = taken->count;
    for (const part *p = s->parts; p < taken; p++) passed += p->next;
    if (passed >= walk->range_count) *last = r.last;
  }
  s->part_count++;
  return 1;
}

// MARK: Ranges

static const word_lists two_lists = {
  .list_count = FIELDS, .bound = word_bound, .join = join, .look_up = quern_look_up_word};

void quern_start_field_walk(quern_list *lists, uint32_t count, quern_walk *walk) {
  quern_start_words(&two_lists, lists, count, walk);
}

int32_t quern_walk_field_range(
    const quern_field *fields, quern_list *lists, uint32_t count, double threshold,
    quern_walk *walk) {
  return quern_walk_words(&two_lists, fields, lists, count, threshold, walk);
}
