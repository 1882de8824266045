// Find a term in a dictionary of front-coded blocks under an index of their heads.
//
// The layout is that of Quern's dictionary format: the kernel is the short way for sound bytes, and
// gives up where it finds others.

#ifndef QUERN_DICTIONARY_H
#define QUERN_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

/// A dictionary's two sections: the index has a u64, then for each block a u32 (where its head ends)
/// and a u64 (where the block begins), then the heads. And where the heads stand by the first letters.
typedef struct {
  const uint8_t *_Nullable blocks;
  size_t blocks_size;
  const uint8_t *_Nullable index;
  size_t index_size;
  /// 256 classes of bytes, then for each pair of classes how many heads have a lower pair; or nothing.
  const uint8_t *_Nullable letters;
  /// 2 or 4: the bytes of such a number.
  uint32_t letters_width;
  uint64_t term_count;
  uint32_t block_count;
  uint32_t terms_per_block;
} quern_dictionary;

/// What a dictionary says of a term.
typedef struct {
  uint32_t documents;
  uint64_t more, postings, positions;
} quern_term_entry;

/// Looks a term up: 1 and `entry` where the dictionary has it, 0 where it has not, −1 where its bytes
/// are not what they should be, or have a number of more than 35 bits.
///
/// Reads nothing outside the sections, whatever they hold.
int quern_find_term(
  const quern_dictionary *_Nonnull dictionary, const uint8_t *_Nullable term, size_t size,
  quern_term_entry *_Nonnull entry);

/// The same on a processor that has no more than every one.
int quern_find_term_plain(
  const quern_dictionary *_Nonnull dictionary, const uint8_t *_Nullable term, size_t size,
  quern_term_entry *_Nonnull entry);

/// Blocks one after another, the last of which is before `end`.
typedef struct {
  uint32_t first, end;
} quern_head_range;

/// The blocks among which the letters say that a term's is; all where there are no letters, any numbers where
/// they are wrong.
quern_head_range quern_letter_range(
  const quern_dictionary *_Nonnull dictionary, const uint8_t *_Nullable term, size_t size);

/// A walk over the terms of a dictionary that a table-driven automaton accepts. All zeros before the first
/// term.
typedef struct {
  /// The block of the current term, whether one was opened, and whether its first term is to come.
  uint32_t block;
  int32_t is_open, is_at_start;
  /// So many terms of the block are to come.
  uint32_t left;
  /// Where the next term begins, and where the block ends.
  size_t offset, end;
  /// What the block says of the current term.
  quern_term_entry entry;
  /// The bytes of the current term, and how many of them the automaton has read.
  uint32_t length, path;
  /// So many terms one after another could not match.
  uint32_t dead_count;
  /// Whether there is a current term, whether it is done with, and whether no word with its first
  /// `path` + 1 bytes can match.
  int32_t has_term, is_done, is_dead;
  /// The state in which the automaton was left, and the byte for which its table has no target yet.
  int32_t state;
  uint8_t byte;
  /// How many terms and bytes were looked at.
  uint64_t work;
} quern_term_walk;

enum {
  /// The bytes of terms have 32 classes; a byte that is not there has 0.
  quern_letter_classes = 32,
  quern_letter_keys = 32 * 32,
};

enum {
  /// No term is left.
  quern_walk_end = 0,
  /// The current term is accepted: `state` says how.
  quern_walk_match = 1,
  /// The table has no target for `state` and `byte`.
  quern_walk_missing = 2,
  /// Too many terms one after another could not match.
  quern_walk_dead = 3,
  /// `work` has come to its limit.
  quern_walk_limit = 4,
  /// The next term is longer than there is room for.
  quern_walk_room = 5,
  /// The bytes are not what they should be.
  quern_walk_damaged = -1,
};

/// In a table of targets: no word can match any more; not known yet.
enum { quern_state_dead = -1, quern_state_unknown = -2 };

/// Goes on to the next term that is accepted, or to whatever else the caller has to know.
///
/// `targets` has 256 numbers for each state, `acceptances` one, negative where no word ends.
/// `term` has room for `room` bytes, `states` for one number more; the first of them is the state before the
/// first byte. Reads nothing outside the sections, whatever they hold.
int quern_walk_terms(
  const quern_dictionary *_Nonnull dictionary, quern_term_walk *_Nonnull walk,
  const int32_t *_Nonnull targets, const int8_t *_Nonnull acceptances, uint8_t *_Nonnull term,
  int32_t *_Nonnull states, uint32_t room, uint32_t patience, uint64_t work_limit);

/// Lets a walk go on with the block that may hold a term, where that is a later one than it stands in:
/// 1 where it does, 0 where the walk stays, −1 where the index is not sound.
int quern_walk_seek(
  const quern_dictionary *_Nonnull dictionary, quern_term_walk *_Nonnull walk,
  const uint8_t *_Nullable term, size_t size);

#endif
