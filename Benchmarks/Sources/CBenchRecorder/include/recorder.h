// A trace: what one connection executed, in a compact file that the floor replays from memory.
//
// The file is the eight bytes of `trace_magic`, then records until its end. A record is one byte that
// says which, then its fields in the machine's byte order without padding:
//
//   trace_statement  u32 bytes, the text with its NUL      numbered 0, 1, 2 … as they come
//   trace_run        u32 statement, u32 rows, u8 result, u8 values, then the values
//   trace_checkpoint                                       a passive checkpoint ran
//   trace_mark       u64 operations, u32 bytes, the phase's name with its NUL
//
// A run's `rows` are the rows that were stepped through; `result` is the primary code of its last step:
// SQLITE_ROW when the caller stopped there, else SQLITE_DONE or an error. A value is one byte of its
// SQLITE_… type and then i64, f64, or u32 bytes and those bytes (blob and text).
#ifndef BENCH_RECORDER_H
#define BENCH_RECORDER_H

#include <stdint.h>

#define TRACE_MAGIC "olbench1"

enum { trace_statement = 1, trace_run = 2, trace_checkpoint = 3, trace_mark = 4 };

/// Begins a phase. Found at run time by those who are recorded, see `bench_mark`.
void bench_recorder_mark(const char *phase, uint64_t operations);

#endif
