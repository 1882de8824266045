#ifndef QUERN_KERNELS_H
#define QUERN_KERNELS_H
#endif
