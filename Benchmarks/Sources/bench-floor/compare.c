#include "floor.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static sqlite3 *open_file(const char *path) {
    sqlite3 *db = NULL;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        bench_fail("%s: %s", path, sqlite3_errmsg(db));
    }
    return db;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        bench_fail("%s: %s", sql, sqlite3_errmsg(db));
    }
    return statement;
}

static bool is_same(sqlite3_stmt *left, sqlite3_stmt *right, int column) {
    int type = sqlite3_column_type(left, column);
    if (type != sqlite3_column_type(right, column)) return false;
    if (type == SQLITE_INTEGER) {
        return sqlite3_column_int64(left, column) == sqlite3_column_int64(right, column);
    }
    if (type == SQLITE_NULL) return true;
    const void *a = sqlite3_column_blob(left, column), *b = sqlite3_column_blob(right, column);
    int count = sqlite3_column_bytes(left, column);
    if (count != sqlite3_column_bytes(right, column)) return false;
    return count == 0 || memcmp(a, b, (size_t)count) == 0;
}

/// Walks a table in both files. Returns how many rows there are, or -1 at the first difference.
static int64_t compare_table(sqlite3 *db, sqlite3 *other, const char *table) {
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", table);
    sqlite3_stmt *left = prepare(db, sql), *right = prepare(other, sql);
    int columns = sqlite3_column_count(left);
    int64_t rows = columns == sqlite3_column_count(right) ? 0 : -1;
    while (rows >= 0) {
        int code = sqlite3_step(left);
        if (code != sqlite3_step(right)) rows = -1;
        if (rows < 0 || code != SQLITE_ROW) break;
        for (int i = 0; i < columns && rows >= 0; i++) {
            if (!is_same(left, right, i)) {
                printf("%s: row %" PRId64 " differs in %s\n", table, rows + 1,
                    sqlite3_column_name(left, i));
                rows = -1;
            }
        }
        if (rows >= 0) rows++;
    }
    sqlite3_finalize(left);
    sqlite3_finalize(right);
    return rows;
}

int floor_compare(const char *path, const char *other_path) {
    sqlite3 *db = open_file(path), *other = open_file(other_path);
    sqlite3_stmt *tables = prepare(db,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'ledger\\_%' ESCAPE '\\'"
        " ORDER BY name");
    int table_count = 0, different = 0;
    int64_t row_count = 0;
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(tables, 0);
        int64_t rows = compare_table(db, other, table);
        table_count++;
        if (rows < 0) {
            printf("%s: different\n", table);
            different++;
        } else row_count += rows;
    }
    sqlite3_finalize(tables);
    sqlite3_close(db);
    sqlite3_close(other);
    if (table_count == 0) bench_fail("%s holds no ledger", path);
    if (different == 0) printf("equal: %d tables, %" PRId64 " rows\n", table_count, row_count);
    return different == 0;
}
