// A recorded trace in memory.
#ifndef FLOOR_TRACE_H
#define FLOOR_TRACE_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *bytes;
    size_t size;
    const char **texts;
    uint32_t text_count;
} trace;

/// A value that was bound.
typedef struct {
    int type;
    uint32_t count;
    int64_t integer;
    double real;
    const char *bytes;
} trace_value;

/// One record. For a run, `values` is where its values begin.
typedef struct {
    int kind;
    uint32_t statement;
    uint32_t rows;
    int result;
    int value_count;
    const char *values;
    const char *phase;
    uint64_t operations;
} trace_record;

/// Maps a file and finds its statements.
trace trace_open(const char *path);
/// Reads the record at `*offset` and moves on. False at the end.
int trace_next(const trace *trace, size_t *offset, trace_record *record);
/// Reads the value at `at` and returns where the next begins.
const char *trace_read_value(const char *at, trace_value *value);

#endif
