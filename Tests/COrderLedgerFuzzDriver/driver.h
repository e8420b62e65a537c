// libFuzzer as a library, as the compiler brings it: https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
#ifndef ORDER_LEDGER_FUZZ_DRIVER_H
#define ORDER_LEDGER_FUZZ_DRIVER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*check)(const uint8_t *input, size_t count));

#endif
