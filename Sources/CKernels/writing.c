#if defined(__linux__)
#define _GNU_SOURCE
#include <fcntl.h>
#endif

#include "CKernels.h"

void quern_start_writing(int descriptor, int64_t offset, int64_t count) {
#if defined(__linux__)
  // An advice: what went wrong, the next write or fsync says.
  (void)sync_file_range(descriptor, offset, count, SYNC_FILE_RANGE_WRITE);
#else
  (void)descriptor;
  (void)offset;
  (void)count;
#endif
}
