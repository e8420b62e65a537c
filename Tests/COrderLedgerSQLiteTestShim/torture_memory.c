#include "torture.h"

#include <sqlite3.h>

// SQLite's own allocator, which says no when it is told to.

static sqlite3_mem_methods real;

static void *failing_malloc(int size) {
    return torture_fault(POINT_MEMORY) ? 0 : real.xMalloc(size);
}

static void *failing_realloc(void *memory, int size) {
    return torture_fault(POINT_MEMORY) ? 0 : real.xRealloc(memory, size);
}

int torture_install_memory(void) {
    int code = sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
    if (code != SQLITE_OK) return code;
    sqlite3_mem_methods failing = real;
    failing.xMalloc = failing_malloc;
    failing.xRealloc = failing_realloc;
    code = sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
    if (code != SQLITE_OK) return code;
    // One lock for each allocation of every thread: a fifth of the time of small ledgers.
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
