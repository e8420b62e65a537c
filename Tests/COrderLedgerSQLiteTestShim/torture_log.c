#include "torture.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// The record, and the fault that is armed. One lock for both: a ledger has several threads.

typedef struct {
    int32_t op;
    int32_t file;
    int64_t offset;
    int64_t length;
    size_t at;
} entry;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int recording;
static entry *entries;
static int entry_count;
static int entry_room;
static uint8_t *arena;
static size_t arena_count;
static size_t arena_room;

static int kind;
static int target;
static int sticky;
static int calls;
static int fired;

static void *grown(void *memory, size_t size) {
    void *bigger = realloc(memory, size);
    if (bigger == NULL) abort();
    return bigger;
}

void torture_log(int op, int file, int64_t offset, int64_t length, const void *bytes) {
    pthread_mutex_lock(&lock);
    if (recording) {
        if (entry_count == entry_room) {
            entry_room = entry_room ? entry_room * 2 : 1024;
            entries = grown(entries, (size_t)entry_room * sizeof *entries);
        }
        size_t size = bytes ? (size_t)length : 0;
        while (arena_count + size > arena_room) {
            arena_room = arena_room ? arena_room * 2 : 1 << 20;
            arena = grown(arena, arena_room);
        }
        if (size) memcpy(arena + arena_count, bytes, size);
        entries[entry_count++] = (entry){op, file, offset, length, arena_count};
        arena_count += size;
    }
    pthread_mutex_unlock(&lock);
}

int torture_is_recording(void) {
    pthread_mutex_lock(&lock);
    int is = recording;
    pthread_mutex_unlock(&lock);
    return is;
}

void order_ledger_torture_record(void) {
    pthread_mutex_lock(&lock);
    entry_count = 0;
    arena_count = 0;
    recording = 1;
    pthread_mutex_unlock(&lock);
}

void order_ledger_torture_stop(void) {
    pthread_mutex_lock(&lock);
    recording = 0;
    pthread_mutex_unlock(&lock);
}

void order_ledger_torture_mark(int64_t value) {
    torture_log(ORDER_LEDGER_OP_MARK, 0, value, 0, NULL);
}

int order_ledger_torture_count(void) { return entry_count; }

order_ledger_torture_op order_ledger_torture_get(int index) {
    entry found = entries[index];
    return (order_ledger_torture_op){
        found.op, found.file, found.offset, found.length, arena + found.at};
}

static int concerns(enum torture_point point) {
    switch (kind) {
    case ORDER_LEDGER_FAULT_IO: return point != POINT_MEMORY;
    case ORDER_LEDGER_FAULT_FULL:
    case ORDER_LEDGER_FAULT_SHORT: return point == POINT_WRITE;
    case ORDER_LEDGER_FAULT_SYNC: return point == POINT_SYNC;
    case ORDER_LEDGER_FAULT_MEMORY: return point == POINT_MEMORY;
    case ORDER_LEDGER_FAULT_KILL:
        return point == POINT_WRITE || point == POINT_SYNC || point == POINT_TRUNCATE ||
               point == POINT_DELETE || point == POINT_SHM;
    default: return 0;
    }
}

int torture_fault(enum torture_point point) {
    int found = ORDER_LEDGER_FAULT_NONE;
    pthread_mutex_lock(&lock);
    if (concerns(point)) {
        calls++;
        if (calls == target || (sticky && calls > target)) {
            fired++;
            found = kind;
        }
    }
    pthread_mutex_unlock(&lock);
    return found;
}

void order_ledger_torture_arm(int new_kind, int new_target, int is_sticky) {
    pthread_mutex_lock(&lock);
    kind = new_kind;
    target = new_target;
    sticky = is_sticky;
    calls = 0;
    fired = 0;
    pthread_mutex_unlock(&lock);
}

void order_ledger_torture_disarm(void) {
    pthread_mutex_lock(&lock);
    kind = ORDER_LEDGER_FAULT_NONE;
    pthread_mutex_unlock(&lock);
}

int order_ledger_torture_calls(void) { return calls; }
int order_ledger_torture_fired(void) { return fired; }
