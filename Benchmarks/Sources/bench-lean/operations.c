// The three operations. Each runs inside a transaction that its caller begins and commits.
#include "store.h"

#include "lean_schema.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct {
    int64_t id;
    int64_t state;
    int64_t total;
    int64_t captured;
    int64_t placed_at;
} order_row;

static void bind_text(sqlite3_stmt *statement, int index, const char *text) {
    sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC);
}

static order_row find_order(store *store, const char *name) {
    bind_text(store->statements[FIND_ORDER], 1, name);
    sqlite3_stmt *row = store_row(store, FIND_ORDER);
    order_row order = {
        sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), sqlite3_column_int64(row, 2),
        sqlite3_column_int64(row, 3), sqlite3_column_int64(row, 4)};
    store_reset(store, FIND_ORDER);
    return order;
}

static void add_entry(store *store, int64_t order, int64_t kind, int64_t at) {
    sqlite3_stmt *insert = store->statements[INSERT_ENTRY];
    sqlite3_bind_int64(insert, 1, ++store->entry_id);
    sqlite3_bind_int64(insert, 2, order);
    sqlite3_bind_int64(insert, 3, kind);
    sqlite3_bind_int64(insert, 4, at);
    store_run(store, INSERT_ENTRY);
}

/// Moves units of a line between available and reserved, and writes the movement with what is left.
static void move(store *store, int64_t order, int64_t line, const bench_line *units, bool reserves) {
    statement_name name = reserves ? RESERVE : RELEASE;
    int64_t sku = units->sku + 1, location = units->location + 1;
    sqlite3_stmt *update = store->statements[name];
    sqlite3_bind_int64(update, 1, sku);
    sqlite3_bind_int64(update, 2, location);
    sqlite3_bind_int64(update, 3, units->quantity);
    store_run(store, name);
    if (sqlite3_changes(store->db) != 1) bench_fail("not enough units of SKU %" PRId64, sku);

    sqlite3_stmt *stock = store->statements[STOCK];
    sqlite3_bind_int64(stock, 1, sku);
    sqlite3_bind_int64(stock, 2, location);
    store_row(store, STOCK);
    int64_t available = sqlite3_column_int64(stock, 0), reserved = sqlite3_column_int64(stock, 1);
    store_reset(store, STOCK);

    sqlite3_stmt *insert = store->statements[INSERT_MOVEMENT];
    sqlite3_bind_int64(insert, 1, store->entry_id);
    sqlite3_bind_int64(insert, 2, order);
    sqlite3_bind_int64(insert, 3, line);
    sqlite3_bind_int64(insert, 4, sku);
    sqlite3_bind_int64(insert, 5, location);
    sqlite3_bind_int64(insert, 6, reserves ? LEAN_AVAILABLE : LEAN_RESERVED);
    sqlite3_bind_int64(insert, 7, reserves ? LEAN_RESERVED : LEAN_AVAILABLE);
    sqlite3_bind_int64(insert, 8, units->quantity);
    sqlite3_bind_int64(insert, 9, available);
    sqlite3_bind_int64(insert, 10, reserved);
    store_run(store, INSERT_MOVEMENT);
}

/// Posts to an account (debits positive), with the balance that it leaves.
static void post(store *store, int64_t n, int64_t account, int64_t amount) {
    sqlite3_stmt *update = store->statements[POST];
    sqlite3_bind_int64(update, 1, account);
    sqlite3_bind_int64(update, 2, amount);
    store_run(store, POST);

    sqlite3_stmt *read = store->statements[BALANCE];
    sqlite3_bind_int64(read, 1, account);
    int64_t balance = sqlite3_column_int64(store_row(store, BALANCE), 0);
    store_reset(store, BALANCE);

    sqlite3_stmt *insert = store->statements[INSERT_POSTING];
    sqlite3_bind_int64(insert, 1, store->entry_id);
    sqlite3_bind_int64(insert, 2, n);
    sqlite3_bind_int64(insert, 3, account);
    sqlite3_bind_int64(insert, 4, amount);
    sqlite3_bind_int64(insert, 5, balance);
    store_run(store, INSERT_POSTING);
}

/// Writes the event and hashes it onto the chain.
static void add_event(store *store, int64_t order, int64_t kind, const char *payload, int length) {
    uint8_t hash[BENCH_HASH_BYTES];
    bench_sha256(store->head, sizeof store->head, payload, (size_t)length, hash);
    sqlite3_stmt *insert = store->statements[INSERT_EVENT];
    sqlite3_bind_int64(insert, 1, order);
    sqlite3_bind_int64(insert, 2, kind);
    sqlite3_bind_text(insert, 3, payload, length, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 4, store->head, sizeof store->head, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 5, hash, sizeof hash, SQLITE_STATIC);
    store_run(store, INSERT_EVENT);
    memcpy(store->head, hash, sizeof hash);
}

void operation_place(store *store, uint64_t number) {
    bench_order order = bench_workload_order(store->workload, number);
    char name[16], customer[24], payload[512];
    snprintf(name, sizeof name, "o-%08" PRIu64, number);
    snprintf(customer, sizeof customer, "customer-%" PRId64, order.customer);
    int64_t id = ++store->order_id;

    sqlite3_stmt *insert = store->statements[INSERT_ORDER];
    sqlite3_bind_int64(insert, 1, id);
    bind_text(insert, 2, name);
    bind_text(insert, 3, customer);
    sqlite3_bind_int64(insert, 4, order.total);
    sqlite3_bind_int64(insert, 5, order.at);
    store_run(store, INSERT_ORDER);
    add_entry(store, id, LEAN_PLACE, order.at);

    int length = snprintf(payload, sizeof payload,
        "{\"type\":\"placed\",\"order\":\"%s\",\"customer\":\"%s\",\"total\":%" PRId64 ",\"lines\":[",
        name, customer, order.total);
    insert = store->statements[INSERT_LINE];
    for (int j = 0; j < BENCH_LINES; j++) {
        const bench_line *line = &order.lines[j];
        sqlite3_bind_int64(insert, 1, id);
        sqlite3_bind_int64(insert, 2, j);
        sqlite3_bind_int64(insert, 3, line->sku + 1);
        sqlite3_bind_int64(insert, 4, line->location + 1);
        sqlite3_bind_int64(insert, 5, line->quantity);
        sqlite3_bind_int64(insert, 6, line->unit_price);
        store_run(store, INSERT_LINE);
        move(store, id, j, line, true);
        length += snprintf(payload + length, sizeof payload - (size_t)length,
            "%s[\"sku-%04d\",\"loc-%d\",%" PRId64 ",%" PRId64 "]", j == 0 ? "" : ",", line->sku,
            line->location, line->quantity, line->unit_price);
    }
    length += snprintf(payload + length, sizeof payload - (size_t)length, "]}");

    post(store, 0, LEAN_RECEIVABLE, order.total);
    post(store, 1, LEAN_UNEARNED, -order.total);
    add_event(store, id, LEAN_PLACE, payload, length);
}

void operation_capture(store *store, uint64_t number) {
    char name[16], payment[16], payload[256];
    snprintf(name, sizeof name, "o-%08" PRIu64, number);
    snprintf(payment, sizeof payment, "p-%08" PRIu64, number);
    order_row order = find_order(store, name);
    if (order.state != LEAN_OPEN) bench_fail("%s is not open", name);
    add_entry(store, order.id, LEAN_CAPTURE, order.placed_at);

    sqlite3_stmt *insert = store->statements[INSERT_PAYMENT];
    sqlite3_bind_int64(insert, 1, order.id);
    bind_text(insert, 2, payment);
    sqlite3_bind_int64(insert, 3, order.total);
    sqlite3_bind_int64(insert, 4, order.placed_at);
    store_run(store, INSERT_PAYMENT);

    sqlite3_stmt *update = store->statements[CAPTURE_ORDER];
    sqlite3_bind_int64(update, 1, order.id);
    sqlite3_bind_int64(update, 2, order.total);
    store_run(store, CAPTURE_ORDER);

    post(store, 0, LEAN_GATEWAY, order.total);
    post(store, 1, LEAN_DEPOSITS, -order.total);
    int length = snprintf(payload, sizeof payload,
        "{\"type\":\"captured\",\"order\":\"%s\",\"payment\":\"%s\",\"gateway\":\"stripe\","
        "\"amount\":%" PRId64 "}", name, payment, order.total);
    add_event(store, order.id, LEAN_CAPTURE, payload, length);
}

static int read_lines(store *store, int64_t order, bench_line lines[BENCH_LINES]) {
    int count = 0;
    sqlite3_stmt *read = store->statements[FIND_LINES];
    sqlite3_bind_int64(read, 1, order);
    while (sqlite3_step(read) == SQLITE_ROW && count < BENCH_LINES) {
        lines[count++] = (bench_line){
            .sku = sqlite3_column_int(read, 1) - 1, .location = sqlite3_column_int(read, 2) - 1,
            .quantity = sqlite3_column_int64(read, 3), .unit_price = sqlite3_column_int64(read, 4)};
    }
    store_reset(store, FIND_LINES);
    return count;
}

static int64_t month(int64_t at) {
    time_t seconds = (time_t)(at / 1000);
    struct tm date;
    gmtime_r(&seconds, &date);
    return (date.tm_year + 1900) * 100 + date.tm_mon + 1;
}

/// The document and its effect on the statistics.
static void write_refund(
    store *store, const order_row *order, const char *name, const char *reason, int64_t units) {
    sqlite3_stmt *insert = store->statements[INSERT_REFUND];
    sqlite3_bind_int64(insert, 1, order->id);
    bind_text(insert, 2, name);
    bind_text(insert, 3, reason);
    sqlite3_bind_int64(insert, 4, order->captured);
    sqlite3_bind_int64(insert, 5, order->placed_at);
    store_run(store, INSERT_REFUND);

    sqlite3_stmt *update = store->statements[CANCEL_ORDER];
    sqlite3_bind_int64(update, 1, order->id);
    sqlite3_bind_int64(update, 2, order->captured);
    store_run(store, CANCEL_ORDER);

    sqlite3_stmt *count = store->statements[COUNT_CANCELLATION];
    sqlite3_bind_int64(count, 1, month(order->placed_at));
    bind_text(count, 2, reason);
    sqlite3_bind_int64(count, 3, units);
    sqlite3_bind_int64(count, 4, order->captured);
    store_run(store, COUNT_CANCELLATION);
}

void operation_cancel(store *store, uint64_t number) {
    char name[16], cancellation[16], payload[512];
    const char *reason = bench_reason(number);
    snprintf(name, sizeof name, "o-%08" PRIu64, number);
    snprintf(cancellation, sizeof cancellation, "c-%08" PRIu64, number);
    order_row order = find_order(store, name);
    if (order.state != LEAN_PAID || order.captured != order.total) bench_fail("%s is not paid", name);
    bench_line lines[BENCH_LINES];
    int line_count = read_lines(store, order.id, lines);
    add_entry(store, order.id, LEAN_CANCEL, order.placed_at);

    int length = snprintf(payload, sizeof payload,
        "{\"type\":\"cancelled\",\"order\":\"%s\",\"cancellation\":\"%s\",\"reason\":\"%s\","
        "\"refund\":%" PRId64 ",\"lines\":[", name, cancellation, reason, order.captured);
    int64_t units = 0;
    for (int j = 0; j < line_count; j++) {
        int64_t amount = lines[j].quantity * lines[j].unit_price;
        move(store, order.id, j, &lines[j], false);
        post(store, 2 * j, LEAN_DEPOSITS, amount);
        post(store, 2 * j + 1, LEAN_REFUNDS_PAYABLE, -amount);
        units += lines[j].quantity;
        length += snprintf(payload + length, sizeof payload - (size_t)length,
            "%s[%d,%" PRId64 ",%" PRId64 "]", j == 0 ? "" : ",", j, lines[j].quantity, amount);
    }
    length += snprintf(payload + length, sizeof payload - (size_t)length, "]}");

    write_refund(store, &order, cancellation, reason, units);
    add_event(store, order.id, LEAN_CANCEL, payload, length);
}
