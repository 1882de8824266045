#include "fieldranges.h"

#include <string.h>

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

int quern_add_part(
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

int quern_add_all(
    const quern_field *fields, quern_list *lists, const word_range *r, double cutoff,
    const uint32_t *documents, double *sums, uint32_t count) {
  for (uint32_t i = 0; i < count; i += BLOCK) {
    const uint32_t part = count - i < BLOCK ? count - i : BLOCK;
    if (!quern_add_part(fields, lists, r, cutoff, documents + i, 0, sums + i, part)) return 0;
  }
  return 1;
}

// Adds to the candidates of a part, from the next one to the end of the range, what they score in it, and drops
// those that cannot enter: 0 where bytes are not sound.
static int look_up_part(
    const quern_field *fields, quern_list *lists, quern_walk *walk, const word_range *r, part *p,
    double cutoff) {
  uint32_t *documents = walk->documents + p->start + p->kept;
  double *sums = walk->sums + p->start + p->kept;
  const double bound = bound_of_ratio(r->longest + r->best, lists->weight);
  const uint32_t count = quern_pass_keeping(walk, p, r->last, cutoff - bound);
  if (!quern_add_all(fields, lists, r, cutoff, documents, sums, count)) return 0;
  p->kept += quern_keep(documents, sums, count, cutoff);
  return 1;
}

int quern_look_up_word(
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
