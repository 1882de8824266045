// Let the system begin to write a file to the disk.

#ifndef QUERN_WRITING_H
#define QUERN_WRITING_H

#include <stdint.h>

/// Begins to write some bytes of an open file to the disk, and does not wait; nothing where the system has no
/// such call. Whether they are there, only `fsync` says.
void quern_start_writing(int descriptor, int64_t offset, int64_t count);

#endif
