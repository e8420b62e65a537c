// Loaded before libsqlite3 (LD_PRELOAD), takes the place of the functions that run statements, passes
// each call on, and writes down what the writing connection executed: the first that ran BEGIN
// IMMEDIATE. The trace goes to the file that BENCH_TRACE names; without it nothing is recorded.
//
// Only calls that go through the dynamic linker are seen. A program that holds SQLite's code itself
// (a static library) is not recorded.
#define _GNU_SOURCE
#include "recorder.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// MARK: The file, mapped larger than it will get and cut at the end

static const size_t room = (size_t)16 << 30;
static char *trace;
static size_t used;
static int file = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static _Noreturn void give_up(const char *what) {
    fprintf(stderr, "recorder: %s\n", what);
    _exit(1);
}

static void put(const void *bytes, size_t count) {
    if (used + count > room) give_up("the trace is full");
    memcpy(trace + used, bytes, count);
    used += count;
}

static void put_u8(uint8_t value) { put(&value, sizeof value); }
static void put_u32(uint32_t value) { put(&value, sizeof value); }
static void put_u64(uint64_t value) { put(&value, sizeof value); }

/// Makes the file with the first call and not at load: `timeout` and the like are loaded with the
/// recorder, too, before they start the program that is meant.
static void begin(void) {
    const char *path = getenv("BENCH_TRACE");
    if (path == NULL) return;
    file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0 || ftruncate(file, (off_t)room) != 0) give_up("the trace can't be made");
    trace = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0);
    if (trace == MAP_FAILED) give_up("the trace can't be mapped");
    put(TRACE_MAGIC, 8);
}

__attribute__((destructor)) static void end(void) {
    if (file < 0) return;
    pthread_mutex_lock(&lock);
    if (ftruncate(file, (off_t)used) != 0) fprintf(stderr, "recorder: the trace can't be cut\n");
    file = -1;
    pthread_mutex_unlock(&lock);
}

// MARK: Prepared statements, found by their handle

typedef struct {
    uint8_t type;
    int64_t integer;
    double real;
    // Text and blobs; the memory stays for the next ones.
    char *bytes;
    uint32_t count;
    uint32_t capacity;
} value;

typedef struct statement {
    struct statement *next;
    sqlite3_stmt *handle;
    sqlite3 *db;
    int64_t number;
    bool begins;
    // Where its run under way is in the trace; 0 when it is reset.
    size_t run;
    int value_count;
    value values[];
} statement;

enum { bucket_count = 4096 };
static statement *buckets[bucket_count];
static sqlite3 *writer;
// Texts by number.
static char **texts;
static uint32_t text_count;
// SQLite calls some of these functions itself; only the outermost call is the program's.
static _Thread_local int depth;

static statement **place(sqlite3_stmt *handle) {
    statement **found = &buckets[((uintptr_t)handle >> 4) % bucket_count];
    while (*found != NULL && (*found)->handle != handle) found = &(*found)->next;
    return found;
}

static bool is_recording(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, begin);
    return file >= 0 && depth == 0;
}

static uint32_t number_of(const char *text) {
    for (uint32_t i = 0; i < text_count; i++) {
        if (strcmp(texts[i], text) == 0) return i;
    }
    texts = realloc(texts, (text_count + 1) * sizeof *texts);
    if (texts == NULL) give_up("no memory");
    texts[text_count] = strdup(text);
    uint32_t bytes = (uint32_t)strlen(text) + 1;
    put_u8(trace_statement);
    put_u32(bytes);
    put(text, bytes);
    return text_count++;
}

static void remember(sqlite3 *db, sqlite3_stmt *handle) {
    int count = sqlite3_bind_parameter_count(handle);
    statement *made = calloc(1, sizeof *made + (size_t)count * sizeof *made->values);
    if (made == NULL) give_up("no memory");
    made->handle = handle;
    made->db = db;
    made->number = -1;
    made->begins = strncmp(sqlite3_sql(handle), "BEGIN IMMEDIATE", 15) == 0;
    made->value_count = count;
    for (int i = 0; i < count; i++) made->values[i].type = SQLITE_NULL;
    pthread_mutex_lock(&lock);
    statement **spot = place(handle);
    made->next = *spot;
    *spot = made;
    pthread_mutex_unlock(&lock);
}

static void forget(sqlite3_stmt *handle) {
    pthread_mutex_lock(&lock);
    statement **spot = place(handle), *found = *spot;
    if (found != NULL) {
        *spot = found->next;
        for (int i = 0; i < found->value_count; i++) {
            free(found->values[i].bytes);
        }
        free(found);
    }
    pthread_mutex_unlock(&lock);
}

/// The statement, for the one thread that uses it.
static statement *find(sqlite3_stmt *handle) {
    pthread_mutex_lock(&lock);
    statement *found = *place(handle);
    pthread_mutex_unlock(&lock);
    return found;
}

// MARK: Writing a run down

static void put_values(const statement *statement) {
    put_u8((uint8_t)statement->value_count);
    for (int i = 0; i < statement->value_count; i++) {
        const value *value = &statement->values[i];
        put_u8(value->type);
        switch (value->type) {
        case SQLITE_INTEGER: put(&value->integer, sizeof value->integer); break;
        case SQLITE_FLOAT: put(&value->real, sizeof value->real); break;
        case SQLITE_TEXT:
        case SQLITE_BLOB:
            put_u32(value->count);
            put(value->bytes, value->count);
            break;
        default: break;
        }
    }
}

/// Before the first step of a run: later steps only change its rows and its result.
static void begin_run(statement *statement) {
    pthread_mutex_lock(&lock);
    if (statement->number < 0) statement->number = number_of(sqlite3_sql(statement->handle));
    put_u8(trace_run);
    put_u32((uint32_t)statement->number);
    statement->run = used;
    put_u32(0);
    put_u8(SQLITE_ROW);
    put_values(statement);
    pthread_mutex_unlock(&lock);
}

static void note_step(statement *statement, int result) {
    char *run = trace + statement->run;
    if (result == SQLITE_ROW) {
        uint32_t rows;
        memcpy(&rows, run, sizeof rows);
        rows++;
        memcpy(run, &rows, sizeof rows);
    } else {
        run[sizeof(uint32_t)] = (char)(result & 0xff);
        statement->run = 0;
    }
}

static void set_bytes(
    sqlite3_stmt *handle, int index, uint8_t type, const void *bytes, uint64_t count) {
    statement *found = find(handle);
    if (found == NULL || index < 1 || index > found->value_count) return;
    value *value = &found->values[index - 1];
    if (value->capacity < count) {
        value->bytes = realloc(value->bytes, count);
        if (value->bytes == NULL) give_up("no memory");
        value->capacity = (uint32_t)count;
    }
    value->type = type;
    value->count = (uint32_t)count;
    if (count > 0 && bytes == NULL) memset(value->bytes, 0, count);
    else if (count > 0) memcpy(value->bytes, bytes, count);
}

static value *scalar(sqlite3_stmt *handle, int index, uint8_t type) {
    static _Thread_local value nowhere;
    statement *found = find(handle);
    if (found == NULL || index < 1 || index > found->value_count) return &nowhere;
    found->values[index - 1].type = type;
    return &found->values[index - 1];
}

// MARK: What is put in SQLite's place

void bench_recorder_mark(const char *phase, uint64_t operations) {
    if (!is_recording()) return;
    pthread_mutex_lock(&lock);
    uint32_t bytes = (uint32_t)strlen(phase) + 1;
    put_u8(trace_mark);
    put_u64(operations);
    put_u32(bytes);
    put(phase, bytes);
    pthread_mutex_unlock(&lock);
}

/// Calls the real function with the outermost call counted; the result is in `result`.
#define PASS_ON(name, parameters, arguments) \
    static int(*real) parameters; \
    if (real == NULL) *(void **)&real = dlsym(RTLD_NEXT, #name); \
    depth++; \
    int result = real arguments; \
    depth--

int sqlite3_prepare_v2(
    sqlite3 *db, const char *sql, int bytes, sqlite3_stmt **made, const char **tail) {
    PASS_ON(sqlite3_prepare_v2,
        (sqlite3 *, const char *, int, sqlite3_stmt **, const char **),
        (db, sql, bytes, made, tail));
    if (is_recording() && result == SQLITE_OK && *made != NULL) remember(db, *made);
    return result;
}

int sqlite3_prepare_v3(
    sqlite3 *db, const char *sql, int bytes, unsigned flags, sqlite3_stmt **made,
    const char **tail) {
    PASS_ON(sqlite3_prepare_v3,
        (sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **),
        (db, sql, bytes, flags, made, tail));
    if (is_recording() && result == SQLITE_OK && *made != NULL) remember(db, *made);
    return result;
}

int sqlite3_finalize(sqlite3_stmt *handle) {
    if (is_recording() && handle != NULL) forget(handle);
    PASS_ON(sqlite3_finalize, (sqlite3_stmt *), (handle));
    return result;
}

int sqlite3_step(sqlite3_stmt *handle) {
    statement *found = is_recording() ? find(handle) : NULL;
    if (found != NULL && writer == NULL && found->begins) writer = found->db;
    bool records = found != NULL && found->db == writer;
    if (records && found->run == 0) begin_run(found);
    PASS_ON(sqlite3_step, (sqlite3_stmt *), (handle));
    if (records) note_step(found, result);
    return result;
}

int sqlite3_reset(sqlite3_stmt *handle) {
    PASS_ON(sqlite3_reset, (sqlite3_stmt *), (handle));
    statement *found = is_recording() ? find(handle) : NULL;
    if (found != NULL) found->run = 0;
    return result;
}

int sqlite3_clear_bindings(sqlite3_stmt *handle) {
    PASS_ON(sqlite3_clear_bindings, (sqlite3_stmt *), (handle));
    statement *found = is_recording() ? find(handle) : NULL;
    for (int i = 0; found != NULL && i < found->value_count; i++) {
        found->values[i].type = SQLITE_NULL;
    }
    return result;
}

int sqlite3_bind_int64(sqlite3_stmt *handle, int index, sqlite3_int64 number) {
    if (is_recording()) scalar(handle, index, SQLITE_INTEGER)->integer = number;
    PASS_ON(sqlite3_bind_int64, (sqlite3_stmt *, int, sqlite3_int64), (handle, index, number));
    return result;
}

int sqlite3_bind_int(sqlite3_stmt *handle, int index, int number) {
    if (is_recording()) scalar(handle, index, SQLITE_INTEGER)->integer = number;
    PASS_ON(sqlite3_bind_int, (sqlite3_stmt *, int, int), (handle, index, number));
    return result;
}

int sqlite3_bind_double(sqlite3_stmt *handle, int index, double number) {
    if (is_recording()) scalar(handle, index, SQLITE_FLOAT)->real = number;
    PASS_ON(sqlite3_bind_double, (sqlite3_stmt *, int, double), (handle, index, number));
    return result;
}

int sqlite3_bind_null(sqlite3_stmt *handle, int index) {
    if (is_recording()) scalar(handle, index, SQLITE_NULL);
    PASS_ON(sqlite3_bind_null, (sqlite3_stmt *, int), (handle, index));
    return result;
}

int sqlite3_bind_zeroblob(sqlite3_stmt *handle, int index, int count) {
    if (is_recording()) {
        set_bytes(handle, index, SQLITE_BLOB, NULL, count > 0 ? (uint64_t)count : 0);
    }
    PASS_ON(sqlite3_bind_zeroblob, (sqlite3_stmt *, int, int), (handle, index, count));
    return result;
}

typedef void (*destructor)(void *);

int sqlite3_bind_text(
    sqlite3_stmt *handle, int index, const char *text, int bytes, destructor destroy) {
    if (is_recording()) {
        if (text == NULL) scalar(handle, index, SQLITE_NULL);
        else set_bytes(handle, index, SQLITE_TEXT, text, bytes < 0 ? strlen(text) : (uint64_t)bytes);
    }
    PASS_ON(sqlite3_bind_text, (sqlite3_stmt *, int, const char *, int, destructor),
        (handle, index, text, bytes, destroy));
    return result;
}

int sqlite3_bind_text64(
    sqlite3_stmt *handle, int index, const char *text, sqlite3_uint64 bytes, destructor destroy,
    unsigned char encoding) {
    if (is_recording()) {
        if (text == NULL) scalar(handle, index, SQLITE_NULL);
        else set_bytes(handle, index, SQLITE_TEXT, text, bytes);
    }
    PASS_ON(sqlite3_bind_text64,
        (sqlite3_stmt *, int, const char *, sqlite3_uint64, destructor, unsigned char),
        (handle, index, text, bytes, destroy, encoding));
    return result;
}

int sqlite3_bind_blob(
    sqlite3_stmt *handle, int index, const void *bytes, int count, destructor destroy) {
    if (is_recording()) {
        if (bytes == NULL) scalar(handle, index, SQLITE_NULL);
        else set_bytes(handle, index, SQLITE_BLOB, bytes, (uint64_t)count);
    }
    PASS_ON(sqlite3_bind_blob, (sqlite3_stmt *, int, const void *, int, destructor),
        (handle, index, bytes, count, destroy));
    return result;
}

int sqlite3_bind_blob64(
    sqlite3_stmt *handle, int index, const void *bytes, sqlite3_uint64 count, destructor destroy) {
    if (is_recording()) {
        if (bytes == NULL) scalar(handle, index, SQLITE_NULL);
        else set_bytes(handle, index, SQLITE_BLOB, bytes, count);
    }
    PASS_ON(sqlite3_bind_blob64, (sqlite3_stmt *, int, const void *, sqlite3_uint64, destructor),
        (handle, index, bytes, count, destroy));
    return result;
}

int sqlite3_exec(
    sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **), void *context,
    char **message) {
    // A script may hold many statements. The ledger runs none while it works; if that changes, the
    // replay would silently lack it.
    if (is_recording() && writer != NULL && db == writer) give_up("the writer ran a script");
    PASS_ON(sqlite3_exec,
        (sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **),
        (db, sql, row, context, message));
    return result;
}

int sqlite3_wal_checkpoint_v2(
    sqlite3 *db, const char *name, int mode, int *frames, int *backfilled) {
    if (is_recording() && writer != NULL && db == writer) {
        pthread_mutex_lock(&lock);
        put_u8(trace_checkpoint);
        pthread_mutex_unlock(&lock);
    }
    PASS_ON(sqlite3_wal_checkpoint_v2, (sqlite3 *, const char *, int, int *, int *),
        (db, name, mode, frames, backfilled));
    return result;
}
