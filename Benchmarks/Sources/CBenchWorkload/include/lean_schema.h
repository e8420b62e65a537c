// The schema that the lean C program, GRDB and Python share: what the job needs, and nothing else.
// Integer keys; amounts in minor units, debits positive; times in milliseconds since 1970 UTC.
#ifndef BENCH_LEAN_SCHEMA_H
#define BENCH_LEAN_SCHEMA_H

/// Kinds of journal entry and event.
enum { LEAN_PLACE = 0, LEAN_CAPTURE = 1, LEAN_CANCEL = 2 };
/// Where units are.
enum { LEAN_AVAILABLE = 0, LEAN_RESERVED = 1 };
/// States of an order.
enum { LEAN_OPEN = 0, LEAN_PAID = 1, LEAN_CANCELLED = 2 };
/// Accounts: placing debits receivable and credits unearned, capturing debits the gateway and
/// credits deposits, cancelling debits deposits and credits refunds payable.
enum {
    LEAN_RECEIVABLE = 1, LEAN_UNEARNED = 2, LEAN_GATEWAY = 3, LEAN_DEPOSITS = 4,
    LEAN_REFUNDS_PAYABLE = 5
};

static const char lean_schema[] =
    "CREATE TABLE sku (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
    "CREATE TABLE location (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
    "CREATE TABLE orders ("
    "  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, customer TEXT NOT NULL,"
    "  currency TEXT NOT NULL, state INTEGER NOT NULL, total INTEGER NOT NULL,"
    "  captured INTEGER NOT NULL, refunded INTEGER NOT NULL, placed_at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE order_line ("
    "  order_id INTEGER NOT NULL, line INTEGER NOT NULL, sku_id INTEGER NOT NULL,"
    "  location_id INTEGER NOT NULL, quantity INTEGER NOT NULL, unit_price INTEGER NOT NULL,"
    "  PRIMARY KEY (order_id, line)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE stock_level ("
    "  sku_id INTEGER NOT NULL, location_id INTEGER NOT NULL, available INTEGER NOT NULL,"
    "  reserved INTEGER NOT NULL, PRIMARY KEY (sku_id, location_id)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE entry ("
    "  id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, kind INTEGER NOT NULL,"
    "  at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE movement ("
    "  id INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL, order_id INTEGER NOT NULL,"
    "  line INTEGER NOT NULL, sku_id INTEGER NOT NULL, location_id INTEGER NOT NULL,"
    "  from_bucket INTEGER NOT NULL, to_bucket INTEGER NOT NULL, quantity INTEGER NOT NULL,"
    "  available_after INTEGER NOT NULL, reserved_after INTEGER NOT NULL) STRICT;"
    "CREATE TABLE account ("
    "  id INTEGER PRIMARY KEY, name TEXT NOT NULL, balance INTEGER NOT NULL) STRICT;"
    "CREATE TABLE posting ("
    "  entry_id INTEGER NOT NULL, n INTEGER NOT NULL, account_id INTEGER NOT NULL,"
    "  amount INTEGER NOT NULL, balance_after INTEGER NOT NULL,"
    "  PRIMARY KEY (entry_id, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE payment ("
    "  id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, name TEXT NOT NULL,"
    "  gateway TEXT NOT NULL, amount INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE refund ("
    "  id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, name TEXT NOT NULL,"
    "  reason TEXT NOT NULL, amount INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE cancellation_month ("
    "  month INTEGER NOT NULL, reason TEXT NOT NULL, cancellations INTEGER NOT NULL,"
    "  units INTEGER NOT NULL, refunded INTEGER NOT NULL,"
    "  PRIMARY KEY (month, reason)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE event ("
    "  id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, kind INTEGER NOT NULL,"
    "  payload TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT;"
    "CREATE INDEX entry_by_order ON entry (order_id);"
    "CREATE INDEX event_by_order ON event (order_id);"
    "CREATE INDEX posting_by_account ON posting (account_id);"
    "CREATE INDEX movement_by_sku ON movement (sku_id, location_id);"
    "CREATE INDEX refund_by_order ON refund (order_id);"
    "CREATE INDEX payment_by_order ON payment (order_id);"
    "INSERT INTO account VALUES (1, 'receivable', 0), (2, 'unearned', 0), (3, 'gateway', 0),"
    "  (4, 'deposits', 0), (5, 'refunds payable', 0);";

#endif
