// Normalisation of one word at a time, UTF-8 in and out.

#include "CICUShims.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

struct quern_normalizer {
  // By form. They belong to ICU.
  const UNormalizer2 *forms[3];
  UChar *source;
  int32_t source_capacity;
  UChar *target;
  int32_t target_capacity;
};

quern_normalizer *quern_normalizer_open(int32_t *code) {
  UErrorCode error = U_ZERO_ERROR;
  quern_normalizer *normalizer = calloc(1, sizeof *normalizer);
  if (normalizer == NULL) {
    *code = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  normalizer->forms[QUERN_NFC] = unorm2_getNFCInstance(&error);
  normalizer->forms[QUERN_NFD] = unorm2_getNFDInstance(&error);
  normalizer->forms[QUERN_NFKC_CASEFOLD] = unorm2_getNFKCCasefoldInstance(&error);
  *code = U_FAILURE(error) ? error : U_ZERO_ERROR;
  if (U_FAILURE(error)) {
    free(normalizer);
    return NULL;
  }
  return normalizer;
}

void quern_normalizer_close(quern_normalizer *normalizer) {
  free(normalizer->source);
  free(normalizer->target);
  free(normalizer);
}

static int reserve(UChar **units, int32_t *capacity, int32_t needed) {
  if (*capacity >= needed) return 1;
  int32_t wanted = needed < 256 ? 256 : needed;
  UChar *larger = malloc((size_t)wanted * sizeof(UChar));
  if (larger == NULL) return 0;
  free(*units);
  *units = larger;
  *capacity = wanted;
  return 1;
}

// Leaves the result in `target` and returns its number of units.
static int32_t normalize_units(
    quern_normalizer *normalizer, const UNormalizer2 *form, int32_t count, UErrorCode *error) {
  int32_t length = unorm2_normalize(
      form, normalizer->source, count, normalizer->target, normalizer->target_capacity, error);
  if (*error != U_BUFFER_OVERFLOW_ERROR) return length;
  *error = U_ZERO_ERROR;
  if (!reserve(&normalizer->target, &normalizer->target_capacity, length)) {
    *error = U_MEMORY_ALLOCATION_ERROR;
    return 0;
  }
  return unorm2_normalize(
      form, normalizer->source, count, normalizer->target, normalizer->target_capacity, error);
}

int32_t quern_normalize(
    quern_normalizer *normalizer, int32_t form, const uint8_t *word, int32_t byte_count,
    uint8_t *result, int32_t capacity, int32_t *code) {
  *code = U_ZERO_ERROR;
  if (byte_count == 0) return 0;
  if (form < QUERN_NFC || form > QUERN_NFKC_CASEFOLD || byte_count < 0 ||
      byte_count > QUERN_LONGEST_PIECE) {
    *code = U_ILLEGAL_ARGUMENT_ERROR;
    return 0;
  }
  if (!reserve(&normalizer->source, &normalizer->source_capacity, byte_count) ||
      !reserve(&normalizer->target, &normalizer->target_capacity, byte_count)) {
    *code = U_MEMORY_ALLOCATION_ERROR;
    return 0;
  }
  UErrorCode error = U_ZERO_ERROR;
  int32_t count = 0;
  u_strFromUTF8(
      normalizer->source, normalizer->source_capacity, &count, (const char *)word, byte_count,
      &error);
  int32_t length = 0;
  if (U_SUCCESS(error)) {
    error = U_ZERO_ERROR;
    length = normalize_units(normalizer, normalizer->forms[form], count, &error);
  }
  int32_t written = 0;
  if (U_SUCCESS(error)) {
    error = U_ZERO_ERROR;
    u_strToUTF8((char *)result, capacity, &written, normalizer->target, length, &error);
    // The caller sees from the returned length that its room was too small.
    if (error == U_BUFFER_OVERFLOW_ERROR) error = U_ZERO_ERROR;
  }
  *code = U_FAILURE(error) ? error : U_ZERO_ERROR;
  return U_FAILURE(error) ? 0 : written;
}
