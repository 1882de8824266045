// Count scores, to know which one so many documents reach.

#ifndef QUERN_TALLY_H
#define QUERN_TALLY_H

#include <stdint.h>

enum { TALLY_STEPS = 256 };

// How many documents have scores of each step, all of which are as wide; the last step has all above it too.
// Below `step`, which all that count have reached, nothing is kept up.
typedef struct {
  // Those that stay counted, and together with them those that are counted for the time being. A step that
  // is full counts no more.
  uint16_t kept[TALLY_STEPS], counts[TALLY_STEPS];

  // What `counts` from `step` on add up to.
  uint32_t total;
  uint32_t step;
  double steps_per_score;
} tally;

// Makes an empty tally of scores up to `highest`.
void tally_start(tally *tally, double highest);

// Forgets what is counted for the time being.
void tally_restart(tally *tally);

// Lets all stay counted.
void tally_keep(tally *tally);

// Counts scores of different documents; those at `threshold` and below need not be counted.
//
// Returns the threshold, raised where as many documents as are wanted score more.
double tally_add(
  tally *tally, const double *scores, uint32_t count, uint32_t wanted, double threshold);

#endif
