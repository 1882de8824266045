#include "FieldsDisjunction.h"

#include <math.h>
#include <string.h>

#include "candidates.h"
#include "fieldscores.h"

// MARK: Ranges of a word

// A range of documents that lies in the blocks at which both lists of a word stand.
typedef struct {
  uint32_t first, last;

  // No document of the range has greater ratios.
  float longest, best;

  // Below what ratio no document exceeds the cutoff.
  double cutoff;
  float least;

  // The best ratio of the shorter list's block with this number; the ratios of all of its documents, once they
  // are loaded, and how many of those were passed.
  uint32_t known_block, passed;
  float known, block_ratios[BLOCK];
  int has_ratios;

  // The documents of the shorter list in the range, once they are loaded, and their ratios.
  const uint32_t *documents;
  const float *ratios;
  uint32_t count;
} word_range;

static const uint32_t NONE = UINT32_MAX;

// A word none of whose ranges was entered.
static word_range no_range(void) {
  return (word_range){.cutoff = -INFINITY, .least = -INFINITY, .known_block = NONE};
}

// Enters the range from a document on, up to `last` at most: 0 where bytes are not sound.
static int enter(
    const quern_field *fields, quern_list *lists, uint32_t first, uint32_t last, word_range *r) {
  for (int field = 0; field < FIELDS; field++) {
    quern_list *list = lists + field;
    // The next block is the one, most often.
    if (list->last < first && !quern_list_next_block(fields + field, list)) return 0;
    if (list->last < first && !quern_list_seek(fields + field, list, first)) return 0;
  }
  for (int field = 0; field < FIELDS; field++)
    last = lists[field].last < last ? lists[field].last : last;
  r->first = first;
  r->last = last;
  r->longest = block_ratio(fields + LONGER, lists + LONGER, last);
  r->best = 0;
  r->count = 0;
  if (!reaches(lists + SHORTER, last)) return 1;
  if (r->known_block != lists[SHORTER].block) {
    r->known_block = lists[SHORTER].block;
    r->known = best_ratio(fields + SHORTER, lists + SHORTER);
    r->has_ratios = 0;
  }
  r->best = r->known;
  return 1;
}

// Where the documents of the range stand in a list's block, which is loaded.
static uint32_t part_of(const quern_list *list, const word_range *r, uint32_t *from) {
  const uint32_t count = quern_list_loaded_count(list);
  *from = list->documents[0] >= r->first ? 0 : quern_count_below(list->documents, count, r->first);
  return (list->last <= r->last ? count : quern_count_below(list->documents, count, r->last + 1))
    - *from;
}

// Loads the shorter list's documents of the range, so that the best of their ratios is known.
static int load_shorter(const quern_field *field, quern_list *list, word_range *r) {
  if (!reaches(list, r->last)) return 1;
  const uint32_t count = quern_list_loaded_count(list);
  if (!r->has_ratios) {
    if (!quern_list_load(field, list)) return 0;
    quern_list_load_frequencies(list);
    quern_ratios(
      list->documents, list->frequencies, count, field->lengths, field->inverses,
      r->block_ratios);
    r->has_ratios = 1;
    r->passed = 0;
  }
  uint32_t i = r->passed;
  while (i < count && list->documents[i] < r->first) i++;
  r->documents = list->documents + i;
  r->ratios = r->block_ratios + i;
  const uint32_t from = i;
  float best = 0;
  for (; i < count && list->documents[i] <= r->last; i++)
    best = r->block_ratios[i] > best ? r->block_ratios[i] : best;
  r->passed = i;
  r->best = best;
  r->count = i - from;
  return 1;
}

// MARK: Candidates

// Writes the ratios that some documents of the range, 128 at most, have in the shorter field; 0 where they have
// none.
static int find_shorter(
    const quern_field *field, quern_list *list, const uint32_t *documents, uint32_t count,
    float *ratios) {
  uint8_t places[BLOCK], others[BLOCK];
  uint32_t frequencies[BLOCK];
  memset(ratios, 0, count * sizeof *ratios);
  if (!reaches(list, documents[count - 1])) return 1;
  const int32_t found = quern_list_find(field, list, documents, count, places, others);
  if (found < 0) return 0;
  quern_list_copy_frequencies(list, others, (uint32_t)found, frequencies);
  for (int32_t k = 0; k < found; k++)
    ratios[places[k]] = ratio_of(field, documents[places[k]], frequencies[k]);
  return 1;
}

// Adds to the sums of some documents of the range, 128 at most, what they score; those that cannot exceed the
// cutoff with that are left as they are. Their ratios in the shorter field may be known.
static int add_part(
    const quern_field *fields, quern_list *lists, const word_range *r, double cutoff,
    const uint32_t *documents, const float *known, double *sums, uint32_t count) {
  const float weight = lists->weight;
  const double alone = bound_of_ratio(r->longest, weight);
  float found_ratios[BLOCK];
  uint32_t chosen[BLOCK], longer[BLOCK], frequencies[BLOCK], n = 0;
  uint8_t which[BLOCK], places[BLOCK], others[BLOCK];
  if (!known
      && !find_shorter(fields + SHORTER, lists + SHORTER, documents, count, found_ratios))
    return 0;
  const float *const ratios = known ? known : found_ratios;
  for (uint32_t i = 0; i < count; i++) {
    const double bound =
      ratios[i] == 0 ? alone : bound_of_ratio(r->longest + ratios[i], weight);
    which[n] = (uint8_t)i;
    chosen[n] = documents[i];
    n += sums[i] + bound > cutoff;
  }
  if (n == 0) return 1;
  memset(longer, 0, n * sizeof *longer);
  if (reaches(lists + LONGER, chosen[n - 1])) {
    const int32_t found =
      quern_list_find(fields + LONGER, lists + LONGER, chosen, n, places, others);
    if (found < 0) return 0;
    quern_list_copy_frequencies(lists + LONGER, others, (uint32_t)found, frequencies);
    for (int32_t k = 0; k < found; k++) longer[places[k]] = frequencies[k];
  }
  for (uint32_t k = 0; k < n; k++) {
    const uint32_t i = which[k];
    const float base = ratio_of(fields + LONGER, chosen[k], longer[k]);
    sums[i] += ratios[i] == 0 ? (double)quern_score_of_ratio(weight, base)
                              : score_of_ratios(base, ratios[i], weight);
  }
  return 1;
}

// The same of any number of documents.
static int add(
    const quern_field *fields, quern_list *lists, const word_range *r, double cutoff,
    const uint32_t *documents, double *sums, uint32_t count) {
  for (uint32_t i = 0; i < count; i += BLOCK) {
    const uint32_t part = count - i < BLOCK ? count - i : BLOCK;
    if (!add_part(fields, lists, r, cutoff, documents + i, 0, sums + i, part)) return 0;
  }
  return 1;
}

// Adds to the candidates of a part, from the next one to the end of the range, what they score in it, and drops
// those that cannot enter: 0 where bytes are not sound.
static int look_up_part(
    const quern_field *fields, quern_list *lists, quern_walk *walk, const word_range *r, part *p,
    double cutoff) {
  uint32_t *documents = walk->documents + p->start;
  double *sums = walk->sums + p->start;
  const double needed = cutoff - bound_of_ratio(r->longest + r->best, lists->weight);
  const uint32_t start = p->kept;
  uint32_t kept = start, next = p->next;
  for (; next < p->count && documents[next] <= r->last; next++) {
    documents[kept] = documents[next];
    sums[kept] = sums[next];
    kept += sums[next] > needed;
  }
  p->next = next;
  if (!add(fields, lists, r, cutoff, documents + start, sums + start, kept - start)) return 0;
  p->kept = start + quern_keep(documents + start, sums + start, kept - start, cutoff);
  return 1;
}

// Adds what the candidates score for a word that brings no new ones, and drops those that cannot enter with it
// and the `rest` of the words: 0 where bytes are not sound.
static int look_up(
    const quern_field *fields, quern_list *lists, quern_walk *walk, double rest) {
  quern_walk_state *s = walk->state;
  part *const end = s->parts + s->part_count;
  for (part *p = s->parts; p < end; p++) p->next = p->kept = 0;
  word_range r = no_range();
  for (uint32_t next; (next = quern_next_candidate(walk)) != END;) {
    if (!enter(fields, lists, next, END - 1, &r)) return 0;
    for (part *p = s->parts; p < end; p++)
      if (p->next < p->count
          && !look_up_part(fields, lists, walk, &r, p, walk->threshold - rest))
        return 0;
  }
  for (part *p = s->parts; p < end; p++) p->count = p->kept;
  return 1;
}

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
    if (!add(
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
  if (!add_part(fields, lists, r, cutoff, documents, ratios, sums, count)) return 0;
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
    } else if (!look_up(fields, lists + FIELDS * i, walk, rest)) {
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
