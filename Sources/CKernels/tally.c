#include "tally.h"

#include <math.h>
#include <string.h>

void tally_start(tally *t, double highest) {
  *t = (tally){.steps_per_score = highest > 0 ? (TALLY_STEPS - 1) / highest : 0};
}

void tally_restart(tally *t) {
  memcpy(t->counts + t->step, t->kept + t->step, (TALLY_STEPS - t->step) * sizeof *t->counts);
  t->total = 0;
  for (uint32_t i = t->step; i < TALLY_STEPS; i++) t->total += t->counts[i];
}

void tally_keep(tally *t) {
  memcpy(t->kept + t->step, t->counts + t->step, (TALLY_STEPS - t->step) * sizeof *t->counts);
}

// The first of the scores from `i` on that may exceed the threshold: most groups of four have none.
static uint32_t pass_lower(const double *scores, uint32_t i, uint32_t count, double threshold) {
  for (; i + 4 <= count; i += 4) {
    const double *s = scores + i;
    const double a = s[0] > s[1] ? s[0] : s[1], b = s[2] > s[3] ? s[2] : s[3];
    if ((a > b ? a : b) > threshold) break;
  }
  return i;
}

static void add(tally *t, double score) {
  const double steps = score * t->steps_per_score;
  const uint32_t step = steps < TALLY_STEPS - 1 ? (uint32_t)steps : TALLY_STEPS - 1;
  const uint32_t grows = t->counts[step] != UINT16_MAX;
  t->counts[step] += (uint16_t)grows;
  t->total += grows & (step >= t->step);
}

double tally_add(
    tally *t, const double *scores, uint32_t count, uint32_t wanted, double threshold) {
  for (uint32_t i = pass_lower(scores, 0, count, threshold); i < count;
       i = pass_lower(scores, i, count, threshold))
    for (const uint32_t end = i + 4 < count ? i + 4 : count; i < end; i++) add(t, scores[i]);
  const uint32_t before = t->step;
  while (t->total - t->counts[t->step] >= wanted) t->total -= t->counts[t->step++];
  if (t->step == before) return threshold;
  // A little less than where the step begins, for what was rounded; another document with the same score as a
  // float may be the better one.
  const double least = t->step / t->steps_per_score * (1 - 0x1p-40);
  const double raised = nextafterf((float)least, -INFINITY);
  return raised > threshold ? raised : threshold;
}
