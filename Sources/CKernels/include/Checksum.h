#ifndef QUERN_CHECKSUM_H
#define QUERN_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// Whether this processor has an instruction for CRC-32C.
int quern_has_crc32c(void);

/// The state of a CRC-32C after some more bytes; only where the processor has the instruction.
uint32_t quern_crc32c(uint32_t state, const uint8_t *_Nullable bytes, size_t count);

#endif
