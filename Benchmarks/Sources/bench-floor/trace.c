#include "trace.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "recorder.h"
#include "workload.h"

#define READ(target, at) (memcpy(&(target), (at), sizeof(target)), (at) + sizeof(target))

const char *trace_read_value(const char *at, trace_value *value) {
    value->type = *at++;
    switch (value->type) {
    case SQLITE_INTEGER: return READ(value->integer, at);
    case SQLITE_FLOAT: return READ(value->real, at);
    case SQLITE_TEXT:
    case SQLITE_BLOB:
        at = READ(value->count, at);
        value->bytes = at;
        return at + value->count;
    default: return at;
    }
}

static const char *read_run(const char *at, trace_record *record) {
    at = READ(record->statement, at);
    at = READ(record->rows, at);
    record->result = (uint8_t)*at++;
    record->value_count = (uint8_t)*at++;
    record->values = at;
    trace_value value;
    for (int i = 0; i < record->value_count; i++) at = trace_read_value(at, &value);
    return at;
}

int trace_next(const trace *trace, size_t *offset, trace_record *record) {
    if (*offset >= trace->size) return 0;
    const char *at = trace->bytes + *offset;
    uint32_t bytes;
    record->kind = *at++;
    switch (record->kind) {
    case trace_run: at = read_run(at, record); break;
    case trace_checkpoint: break;
    case trace_mark:
        at = READ(record->operations, at);
        at = READ(bytes, at);
        record->phase = at;
        at += bytes;
        break;
    case trace_statement:
        at = READ(bytes, at);
        record->phase = at;
        at += bytes;
        break;
    default: bench_fail("the trace is damaged at %zu", *offset);
    }
    *offset = (size_t)(at - trace->bytes);
    return 1;
}

trace trace_open(const char *path) {
    trace trace = {0};
    struct stat status;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &status) != 0) bench_fail("can't read %s", path);
    trace.size = (size_t)status.st_size;
    trace.bytes = trace.size < 8 ? MAP_FAILED
                                 : mmap(NULL, trace.size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (trace.bytes == MAP_FAILED || memcmp(trace.bytes, TRACE_MAGIC, 8) != 0) {
        bench_fail("%s is no trace", path);
    }
    trace_record record;
    for (size_t offset = 8; trace_next(&trace, &offset, &record);) {
        if (record.kind != trace_statement) continue;
        trace.texts = realloc(trace.texts, (trace.text_count + 1) * sizeof *trace.texts);
        trace.texts[trace.text_count++] = record.phase;
    }
    return trace;
}
