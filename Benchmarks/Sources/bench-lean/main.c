// The lean peer: what a C programmer writes for this job alone, with nothing between it and SQLite.
#include "store.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PEER "lean-c"

typedef struct {
    store *store;
    const bench_arguments *arguments;
    void (*operation)(store *, uint64_t);
    bool permuted;
    uint64_t count;
    uint64_t next;
    uint64_t *latencies;
    pthread_mutex_t lock;
} work;

static void operate(work *work, uint64_t i) {
    work->operation(
        work->store, work->permuted ? bench_workload_cancelled(work->store->workload, i) : i);
}

/// One caller: an operation and its commit at a time. Callers share the connection, because a second
/// one could only wait for the same write lock.
static void *call(void *context) {
    work *work = context;
    for (;;) {
        uint64_t start = bench_now_ns();
        pthread_mutex_lock(&work->lock);
        uint64_t i = work->next++;
        if (i >= work->count) {
            pthread_mutex_unlock(&work->lock);
            return NULL;
        }
        store_run(work->store, BEGIN);
        operate(work, i);
        store_run(work->store, COMMIT);
        pthread_mutex_unlock(&work->lock);
        work->latencies[i] = bench_now_ns() - start;
    }
}

static void call_concurrently(work *work, uint64_t callers) {
    pthread_t *threads = calloc(callers, sizeof *threads);
    for (uint64_t i = 0; i < callers; i++) {
        if (pthread_create(&threads[i], NULL, call, work) != 0) bench_fail("no thread");
    }
    for (uint64_t i = 0; i < callers; i++) pthread_join(threads[i], NULL);
    free(threads);
}

static void run_batches(work *work, uint64_t batch) {
    for (uint64_t i = 0; i < work->count; i += batch) {
        store_run(work->store, BEGIN);
        for (uint64_t j = i; j < i + batch && j < work->count; j++) operate(work, j);
        store_run(work->store, COMMIT);
    }
}

/// Pages written to the write-ahead log so far; starts over.
static int64_t written_pages(store *store) {
    int current = 0, highest = 0;
    sqlite3_db_status(store->db, SQLITE_DBSTATUS_CACHE_WRITE, &current, &highest, 1);
    return current;
}

static bench_result run_phase(work *work, const char *phase) {
    work->latencies = calloc(work->count, sizeof *work->latencies);
    work->next = 0;
    written_pages(work->store);
    bench_clock start = bench_clock_start();
    uint64_t batch = work->arguments->batch, callers = work->arguments->callers;
    if (batch > 1) run_batches(work, batch);
    else if (callers > 1) call_concurrently(work, callers);
    else call(work);
    bench_result result = bench_result_since(PEER, phase, work->count, start);
    if (batch == 1) {
        result.p50_us = bench_percentile_us(work->latencies, work->count, 0.50);
        result.p99_us = bench_percentile_us(work->latencies, work->count, 0.99);
    }
    result.wal_pages = written_pages(work->store);
    free(work->latencies);
    return result;
}

static void row_of(store *store, const char *sql, int64_t *values, int count) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK
        || sqlite3_step(statement) != SQLITE_ROW) {
        store_fail(store, sql);
    }
    for (int i = 0; i < count; i++) values[i] = sqlite3_column_int64(statement, i);
    sqlite3_finalize(statement);
}

static void print_check(store *store) {
    int64_t orders[3], stock[2];
    row_of(store, "SELECT count(*), sum(state = 2), sum(refunded) FROM orders", orders, 3);
    row_of(store, "SELECT sum(reserved), sum(available) FROM stock_level", stock, 2);
    bench_print_check(
        PEER, (uint64_t)orders[0], (uint64_t)orders[1], orders[2], stock[0], stock[1]);
}

int main(int count, char **words) {
    bench_arguments arguments = bench_parse(count, words, "lean", NULL, 0);
    if (arguments.db == NULL || arguments.orders == 0) {
        bench_fail("--db and --orders are needed; see --help");
    }
    bench_require_phases(arguments.phases, "place,capture,cancel");
    bench_workload workload = bench_workload_make(arguments.orders, arguments.seed);
    const struct {
        const char *name;
        void (*operation)(store *, uint64_t);
        bool permuted;
        uint64_t count;
    } phases[] = {
        {"place", operation_place, false, workload.orders},
        {"capture", operation_capture, false, workload.orders},
        {"cancel", operation_cancel, true, workload.cancellations},
    };
    store store;
    store_open(&store, &arguments, &workload);
    bench_result results[3];
    int done = 0;
    for (int i = 0; i < 3; i++) {
        if (!bench_has_phase(arguments.phases, phases[i].name)) continue;
        work work = {
            .store = &store, .arguments = &arguments, .operation = phases[i].operation,
            .permuted = phases[i].permuted, .count = phases[i].count,
            .lock = PTHREAD_MUTEX_INITIALIZER};
        results[done++] = run_phase(&work, phases[i].name);
    }
    if (sqlite3_wal_checkpoint_v2(store.db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL)
        != SQLITE_OK) {
        store_fail(&store, "checkpoint");
    }
    if (done > 0) results[done - 1].file_bytes = bench_file_bytes(arguments.db);
    for (int i = 0; i < done; i++) bench_print(&results[i]);
    print_check(&store);
    store_close(&store);
    return 0;
}
