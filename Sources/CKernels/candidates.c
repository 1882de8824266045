#include "candidates.h"

#include <string.h>

uint32_t quern_count_below(const uint32_t *documents, uint32_t count, uint32_t target) {
  uint32_t low = 0;
  while (count > 0) {
    const uint32_t half = count / 2;
    const int is_below = documents[low + half] < target;
    low += is_below ? half + 1 : 0;
    count = is_below ? count - half - 1 : half;
  }
  return low;
}

void quern_note_candidates(quern_walk *walk) {
  quern_walk_state *s = walk->state;
  if (!s->is_counting) return;
  tally_restart(&s->known);
  for (uint32_t i = 0; i < s->part_count; i++)
    walk->threshold = tally_add(
      &s->known, walk->sums + s->parts[i].start, s->parts[i].count, walk->wanted,
      walk->threshold);
}

uint32_t quern_keep_candidates(quern_walk *walk, double cutoff) {
  quern_walk_state *s = walk->state;
  uint32_t kept = 0;
  for (part *p = s->parts; p < s->parts + s->part_count; p++) {
    p->count = quern_keep(walk->documents + p->start, walk->sums + p->start, p->count, cutoff);
    kept += p->count;
  }
  return kept;
}

int quern_pass(const quern_walk *walk, part *p, uint32_t last, double needed) {
  const uint32_t *documents = walk->documents + p->start;
  const double *sums = walk->sums + p->start;
  int any = 0;
  for (; p->next < p->count && documents[p->next] <= last; p->next++) any |= sums[p->next] > needed;
  return any;
}

uint32_t quern_pass_keeping(quern_walk *walk, part *p, uint32_t last, double needed) {
  uint32_t *documents = walk->documents + p->start;
  double *sums = walk->sums + p->start;
  uint32_t kept = p->kept, next = p->next;
  // Without branches: which exceed it is as good as random.
  for (; next < p->count && documents[next] <= last; next++) {
    documents[kept] = documents[next];
    sums[kept] = sums[next];
    kept += sums[next] > needed;
  }
  p->next = next;
  return kept - p->kept;
}

void quern_cut_candidates(quern_walk *walk, uint32_t last) {
  quern_walk_state *s = walk->state;
  for (part *p = s->parts; p < s->parts + s->part_count; p++)
    p->count = quern_count_below(walk->documents + p->start, p->count, last + 1);
}

uint32_t quern_next_candidate(const quern_walk *walk) {
  const quern_walk_state *s = walk->state;
  uint32_t next = END;
  for (const part *p = s->parts; p < s->parts + s->part_count; p++) {
    if (p->next == p->count) continue;
    const uint32_t document = walk->documents[p->start + p->next];
    next = document < next ? document : next;
  }
  return next;
}

// Merges candidates with others that have none of their documents, each ascending. The others may lie
// where the merged ones come to lie, as many places behind as there are candidates.
static void merge(
    const uint32_t *documents, const double *sums, uint32_t count, const uint32_t *others,
    const double *other_sums, uint32_t other_count, uint32_t *merged, double *merged_sums) {
  uint32_t i = 0, j = 0, n = 0;
  // Without branches: which of the two comes first is as good as random.
  while (i < count && j < other_count) {
    const uint32_t a = documents[i], b = others[j];
    const int takes_other = b < a;
    const double *sum = takes_other ? other_sums + j : sums + i;
    merged_sums[n] = *sum;
    merged[n++] = takes_other ? b : a;
    i += (uint32_t)!takes_other;
    j += (uint32_t)takes_other;
  }
  memcpy(merged + n, documents + i, (count - i) * sizeof *merged);
  memcpy(merged_sums + n, sums + i, (count - i) * sizeof *sums);
  n += count - i;
  memmove(merged + n, others + j, (other_count - j) * sizeof *merged);
  memmove(merged_sums + n, other_sums + j, (other_count - j) * sizeof *sums);
}

void quern_merge_parts(quern_walk *walk) {
  quern_walk_state *s = walk->state;
  if (s->part_count < 2) return;
  uint32_t *documents = walk->documents, *merged = walk->merged;
  double *sums = walk->sums, *merged_sums = walk->merged_sums;
  uint32_t count = s->parts[0].count;
  for (const part *p = s->parts + 1; p < s->parts + s->part_count; p++) {
    if (p->count == 0) continue;
    merge(
      documents, sums, count, walk->documents + p->start, walk->sums + p->start, p->count, merged,
      merged_sums);
    count += p->count;
    uint32_t *const swapped = documents;
    documents = merged;
    merged = swapped;
    double *const swapped_sums = sums;
    sums = merged_sums;
    merged_sums = swapped_sums;
  }
  walk->documents = documents;
  walk->merged = merged;
  walk->sums = sums;
  walk->merged_sums = merged_sums;
  s->parts[0] = (part){0, count, 0, 0};
  s->part_count = 1;
}

uint32_t quern_make_room(quern_walk *walk, uint32_t *last) {
  quern_walk_state *s = walk->state;
  for (uint32_t i = 0; i < s->part_count; i++) s->parts[i].next = 0;
  if (s->part_count == 0) return 0;
  const part *p = s->parts + s->part_count - 1;
  if (p->start + p->count + 2 * BLOCK <= walk->capacity) return p->start + p->count;
  quern_merge_parts(walk);
  if (s->parts[0].count > walk->capacity / 2) {
    s->parts[0].count = walk->capacity / 2;
    *last = walk->documents[s->parts[0].count - 1];
  }
  return s->parts[0].count;
}
