// The lean database: its connection and its statements, all prepared once.
#ifndef LEAN_STORE_H
#define LEAN_STORE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "workload.h"

typedef enum {
    BEGIN, COMMIT,
    FIND_ORDER, FIND_LINES,
    INSERT_ORDER, INSERT_LINE, RESERVE, RELEASE, STOCK, INSERT_MOVEMENT, INSERT_ENTRY,
    POST, BALANCE, INSERT_POSTING, INSERT_PAYMENT, CAPTURE_ORDER, INSERT_REFUND, CANCEL_ORDER,
    COUNT_CANCELLATION, INSERT_EVENT,
    STATEMENT_COUNT
} statement_name;

typedef struct {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    const bench_workload *workload;
    // What the next rows continue: known from the start, because one connection writes.
    int64_t order_id;
    int64_t entry_id;
    uint8_t head[BENCH_HASH_BYTES];
} store;

/// Opens the file; makes tables and opening stock when it is new.
void store_open(store *store, const bench_arguments *arguments, const bench_workload *workload);
void store_close(store *store);
/// Runs a statement that returns no row and gives it back.
void store_run(store *store, statement_name name);
/// Runs a statement to its first row, which must be there. `store_reset` gives it back.
sqlite3_stmt *store_row(store *store, statement_name name);
void store_reset(store *store, statement_name name);
_Noreturn void store_fail(const store *store, const char *what);

void operation_place(store *store, uint64_t order);
void operation_capture(store *store, uint64_t order);
void operation_cancel(store *store, uint64_t order);

#endif
