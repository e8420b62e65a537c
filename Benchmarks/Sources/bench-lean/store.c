#include "store.h"

#include "lean_schema.h"

#include <stdio.h>
#include <string.h>

static const char *const texts[STATEMENT_COUNT] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [FIND_ORDER] = "SELECT id, state, total, captured, placed_at FROM orders WHERE name = ?1",
    [FIND_LINES] = "SELECT line, sku_id, location_id, quantity, unit_price FROM order_line"
                   " WHERE order_id = ?1 ORDER BY line",
    [INSERT_ORDER] = "INSERT INTO orders (id, name, customer, currency, state, total, captured,"
                     " refunded, placed_at) VALUES (?1, ?2, ?3, 'EUR', 0, ?4, 0, 0, ?5)",
    [INSERT_LINE] = "INSERT INTO order_line (order_id, line, sku_id, location_id, quantity,"
                    " unit_price) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [RESERVE] = "UPDATE stock_level SET available = available - ?3, reserved = reserved + ?3"
                " WHERE sku_id = ?1 AND location_id = ?2 AND available >= ?3",
    [RELEASE] = "UPDATE stock_level SET available = available + ?3, reserved = reserved - ?3"
                " WHERE sku_id = ?1 AND location_id = ?2 AND reserved >= ?3",
    [STOCK] = "SELECT available, reserved FROM stock_level WHERE sku_id = ?1 AND location_id = ?2",
    [INSERT_MOVEMENT] = "INSERT INTO movement (entry_id, order_id, line, sku_id, location_id,"
                        " from_bucket, to_bucket, quantity, available_after, reserved_after)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [INSERT_ENTRY] = "INSERT INTO entry (id, order_id, kind, at) VALUES (?1, ?2, ?3, ?4)",
    [POST] = "UPDATE account SET balance = balance + ?2 WHERE id = ?1",
    [BALANCE] = "SELECT balance FROM account WHERE id = ?1",
    [INSERT_POSTING] = "INSERT INTO posting (entry_id, n, account_id, amount, balance_after)"
                       " VALUES (?1, ?2, ?3, ?4, ?5)",
    [INSERT_PAYMENT] = "INSERT INTO payment (order_id, name, gateway, amount, at)"
                       " VALUES (?1, ?2, 'stripe', ?3, ?4)",
    [CAPTURE_ORDER] = "UPDATE orders SET state = 1, captured = captured + ?2 WHERE id = ?1",
    [INSERT_REFUND] = "INSERT INTO refund (order_id, name, reason, amount, at)"
                      " VALUES (?1, ?2, ?3, ?4, ?5)",
    [CANCEL_ORDER] = "UPDATE orders SET state = 2, refunded = refunded + ?2 WHERE id = ?1",
    [COUNT_CANCELLATION] = "INSERT INTO cancellation_month (month, reason, cancellations, units,"
                           " refunded) VALUES (?1, ?2, 1, ?3, ?4)"
                           " ON CONFLICT (month, reason) DO UPDATE SET"
                           " cancellations = cancellations + 1, units = units + excluded.units,"
                           " refunded = refunded + excluded.refunded",
    [INSERT_EVENT] = "INSERT INTO event (order_id, kind, payload, previous, hash)"
                     " VALUES (?1, ?2, ?3, ?4, ?5)",
};

_Noreturn void store_fail(const store *store, const char *what) {
    bench_fail("%s: %s", what, sqlite3_errmsg(store->db));
}

void store_run(store *store, statement_name name) {
    if (sqlite3_step(store->statements[name]) != SQLITE_DONE) store_fail(store, texts[name]);
    sqlite3_reset(store->statements[name]);
}

sqlite3_stmt *store_row(store *store, statement_name name) {
    if (sqlite3_step(store->statements[name]) != SQLITE_ROW) store_fail(store, texts[name]);
    return store->statements[name];
}

void store_reset(store *store, statement_name name) {
    sqlite3_reset(store->statements[name]);
}

static void execute(store *store, const char *sql) {
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK) store_fail(store, sql);
}

static sqlite3_stmt *prepare(store *store, const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
        != SQLITE_OK) {
        store_fail(store, sql);
    }
    return statement;
}

static int64_t integer(store *store, const char *sql) {
    sqlite3_stmt *statement = prepare(store, sql);
    if (sqlite3_step(statement) != SQLITE_ROW) store_fail(store, sql);
    int64_t found = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return found;
}

static void fill_names(store *store, const char *sql, const char *format, int count) {
    sqlite3_stmt *statement = prepare(store, sql);
    char name[16];
    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof name, format, i);
        sqlite3_bind_int64(statement, 1, i + 1);
        sqlite3_bind_text(statement, 2, name, -1, SQLITE_STATIC);
        if (sqlite3_step(statement) != SQLITE_DONE) store_fail(store, sql);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

static void make(store *store) {
    execute(store, "BEGIN IMMEDIATE");
    execute(store, lean_schema);
    fill_names(store, "INSERT INTO sku VALUES (?1, ?2)", "sku-%04d", BENCH_SKUS);
    fill_names(store, "INSERT INTO location VALUES (?1, ?2)", "loc-%d", BENCH_LOCATIONS);
    sqlite3_stmt *stock = prepare(store,
        "INSERT INTO stock_level SELECT s.id, l.id, ?1, 0 FROM sku s, location l ORDER BY 1, 2");
    sqlite3_bind_int64(stock, 1, BENCH_OPENING_UNITS);
    if (sqlite3_step(stock) != SQLITE_DONE) store_fail(store, "opening stock");
    sqlite3_finalize(stock);
    execute(store, "COMMIT");
}

static void find_head(store *store) {
    store->order_id = integer(store, "SELECT coalesce(max(id), 0) FROM orders");
    store->entry_id = integer(store, "SELECT coalesce(max(id), 0) FROM entry");
    sqlite3_stmt *last = prepare(store, "SELECT hash FROM event ORDER BY id DESC LIMIT 1");
    if (sqlite3_step(last) == SQLITE_ROW) {
        memcpy(store->head, sqlite3_column_blob(last, 0), sizeof store->head);
    }
    sqlite3_finalize(last);
}

void store_open(store *store, const bench_arguments *arguments, const bench_workload *workload) {
    memset(store, 0, sizeof *store);
    store->workload = workload;
    // One thread at a time uses the connection, so SQLite need not lock it.
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(arguments->db, &store->db, flags, NULL) != SQLITE_OK) {
        store_fail(store, arguments->db);
    }
    execute(store, "PRAGMA page_size = 4096");
    execute(store, "PRAGMA journal_mode = WAL");
    execute(store, arguments->full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    // The ledger's own: 16 MiB of pages, and a log of 4,000 pages before it is copied into the file.
    execute(store, "PRAGMA cache_size = -16384");
    execute(store, "PRAGMA wal_autocheckpoint = 4000");
    if (integer(store, "SELECT count(*) FROM sqlite_schema") == 0) make(store);
    for (int i = 0; i < STATEMENT_COUNT; i++) store->statements[i] = prepare(store, texts[i]);
    find_head(store);
}

void store_close(store *store) {
    for (int i = 0; i < STATEMENT_COUNT; i++) sqlite3_finalize(store->statements[i]);
    // The last close checkpoints.
    if (sqlite3_close(store->db) != SQLITE_OK) store_fail(store, "close");
}
