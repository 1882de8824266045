// Versions, four numbers in one: the first in the highest byte.

#include "CICUShims.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

static uint32_t packed(const UVersionInfo version) {
  return (uint32_t)version[0] << 24 | (uint32_t)version[1] << 16 | (uint32_t)version[2] << 8 |
         version[3];
}

uint32_t quern_icu_version(void) {
  UVersionInfo version;
  u_getVersion(version);
  return packed(version);
}

uint32_t quern_unicode_version(void) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return packed(version);
}
