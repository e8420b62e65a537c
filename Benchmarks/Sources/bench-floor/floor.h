#ifndef FLOOR_H
#define FLOOR_H

#include "trace.h"
#include "workload.h"

#define FLOOR_PEER "floor"

/// Executes what was recorded and prints a line a phase.
void floor_replay(const trace *trace, const bench_arguments *arguments);
/// Prints how often each statement was executed, per operation.
void floor_summarize(const trace *trace);
/// Compares all ledger_ tables row by row and says so. Returns whether they are equal.
int floor_compare(const char *path, const char *other);

#endif
