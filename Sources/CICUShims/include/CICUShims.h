#ifndef QUERN_ICU_SHIMS_H
#define QUERN_ICU_SHIMS_H
#endif
