// What is built into each of its callers.

#ifndef QUERN_INLINE_H
#define QUERN_INLINE_H

// A function that is compiled anew at each call, so that a parameter that is constant there costs nothing.
#define INLINE static inline __attribute__((always_inline))

#endif
