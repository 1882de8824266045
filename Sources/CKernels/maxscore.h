// Find the documents that have some of several words, range after range, whatever lists a word has.

#ifndef QUERN_MAXSCORE_H
#define QUERN_MAXSCORE_H

#include "candidates.h"

enum { MOST_LISTS_OF_WORD = 2 };

// How the lists of a word are walked, which stand next to each other. The functions return 0 where bytes are not
// sound.
typedef struct {
  // How many lists each word has, MOST_LISTS_OF_WORD at most.
  uint32_t list_count;

  // No document scores more for the word.
  double (*bound)(const quern_list *lists);

  // Walks the lists of a word that may bring new candidates in the range, which ends sooner where there are many;
  // the words behind it score `rest` at most.
  int (*join)(
    const quern_field *fields, quern_list *lists, quern_walk *walk, double rest, uint32_t *last);

  // Adds what the candidates score for a word that brings no new ones, and drops those that cannot enter with it
  // and the `rest` of the words.
  int (*look_up)(const quern_field *fields, quern_list *lists, quern_walk *walk, double rest);
} word_lists;

// Does what `quern_start_walk` says.
void quern_start_words(
  const word_lists *kind, quern_list *lists, uint32_t count, quern_walk *walk);

// Does what `quern_walk_range` says.
int32_t quern_walk_words(
  const word_lists *kind, const quern_field *fields, quern_list *lists, uint32_t count,
  double threshold, quern_walk *walk);

#endif
