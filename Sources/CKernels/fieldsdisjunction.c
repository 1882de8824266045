#include "FieldsDisjunction.h"

#include <string.h>

#include "fieldranges.h"

// MARK: New candidates

// Passes over the candidates of the range: those of a part are the ones from `kept` to `next` then. Returns
// whether the sum of any exceeds what is needed.
static int pass_candidates(quern_walk *walk, const part *taken, uint32_t last, double needed) {
  int may_enter = 0;
  for (part *p = walk->state->parts; p < taken; p++) {
    const uint32_t *documents = walk->documents + p->start;
    const double *sums = walk->sums + p->start;
    p->kept = p->next;
    for (; p->next < p->count && documents[p->next] <= last; p->next++)
      may_enter |= sums[p->next] > needed;
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

// Walks the lists of a word that may bring new candidates in the range, which ends sooner where there are many: 0
// where bytes are not sound.
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

// Finds the candidates of a range that begins with the next document; `last` becomes its last one. The words
// that score most come first, as the lists of one field do.
static int gather(
    const quern_field *fields, quern_list *lists, uint32_t count, quern_walk *walk,
    uint32_t *last) {
  double rest = 0;
  for (uint32_t i = 0; i < count; i++) rest += word_bound(lists + FIELDS * i);
  walk->state->part_count = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) quern_note_candidates(walk);
    const int brings_new = rest > walk->threshold;
    const uint32_t kept = quern_keep_candidates(walk, walk->threshold - rest);
    if (!brings_new && kept == 0) break;
    rest -= word_bound(lists + FIELDS * i);
    if (brings_new) {
      const uint32_t before = *last;
      if (!join(fields, lists + FIELDS * i, walk, rest, last)) return 0;
      if (*last < before) quern_cut_candidates(walk, *last);
    } else if (!quern_look_up_word(fields, lists + FIELDS * i, walk, rest)) {
      return 0;
    }
  }
  // Of one word all is known.
  if (count > 1) quern_note_candidates(walk);
  tally_keep(&walk->state->known);
  quern_keep_candidates(walk, walk->threshold);
  quern_merge_parts(walk);
  walk->count = walk->state->parts[0].count;
  return 1;
}

static double sum_of_bounds(const quern_list *lists, uint32_t count) {
  double sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += word_bound(lists + FIELDS * i);
  return sum;
}

void quern_start_field_walk(quern_list *lists, uint32_t count, quern_walk *walk) {
  for (uint32_t i = 1; i < count; i++) {
    const quern_list pair[FIELDS] = {lists[FIELDS * i], lists[FIELDS * i + 1]};
    const double bound = word_bound(pair);
    uint32_t place = i;
    for (; place > 0 && word_bound(lists + FIELDS * (place - 1)) < bound; place--)
      memcpy(lists + FIELDS * place, lists + FIELDS * (place - 1), sizeof pair);
    memcpy(lists + FIELDS * place, pair, sizeof pair);
  }
  uint64_t document_count = 0;
  for (uint32_t i = 0; i < FIELDS * count; i++) document_count += lists[i].count;
  walk->state->is_counting = document_count > walk->wanted;
  tally_start(&walk->state->known, sum_of_bounds(lists, count));
}

int32_t quern_walk_field_range(
    const quern_field *fields, quern_list *lists, uint32_t count, double threshold,
    quern_walk *walk) {
  // A segment may have none of the words.
  if (count == 0) return 0;
  if (threshold > walk->threshold) walk->threshold = threshold;
  const double sum = sum_of_bounds(lists, count);
  const uint32_t list_count = FIELDS * count;
  quern_list ahead[FIELDS * QUERN_MOST_LISTS];
  while (walk->next <= walk->last && sum > walk->threshold) {
    uint32_t last = walk->last;
    memcpy(ahead, lists, list_count * sizeof *ahead);
    if (!gather(fields, ahead, count, walk, &last)) return -1;
    for (uint32_t i = 0; i < list_count; i++) {
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
