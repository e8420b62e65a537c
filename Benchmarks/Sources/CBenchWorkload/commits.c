#include "workload.h"

#include <sqlite3.h>
#include <stdatomic.h>

static atomic_llong commits;
static bool counts = false;

static int count(void *context) {
    (void)context;
    atomic_fetch_add_explicit(&commits, 1, memory_order_relaxed);
    return 0;  // anything else would turn the commit into a rollback
}

/// An extension that SQLite calls with each connection that is opened.
static int watch(sqlite3 *db, char **message, const struct sqlite3_api_routines *api) {
    (void)message, (void)api;
    sqlite3_commit_hook(db, count, NULL);
    return SQLITE_OK;
}

void bench_count_commits(void) {
#if !defined(__APPLE__)  // Its SQLite takes no extension of a whole process.
    counts = sqlite3_auto_extension((void (*)(void))watch) == SQLITE_OK;
#endif
}

int64_t bench_commits(void) {
    return counts ? (int64_t)atomic_load_explicit(&commits, memory_order_relaxed) : -1;
}
