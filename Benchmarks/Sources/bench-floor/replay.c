#include "floor.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "recorder.h"

typedef struct {
    sqlite3 *db;
    sqlite3_stmt **statements;
    bool *begins;
    bool *commits;
    const trace *trace;
    // Keeps the reads of columns from being optimized away.
    uint64_t sink;
    // Of the transactions of a phase.
    uint64_t *latencies;
    size_t latency_count;
    size_t latency_room;
    uint64_t begun;
} player;

static _Noreturn void fail(const player *player, const char *what) {
    bench_fail("%s: %s", what, sqlite3_errmsg(player->db));
}

static void execute(player *player, const char *sql) {
    if (sqlite3_exec(player->db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(player, sql);
}

/// The ledger's own settings, as far as they cost anything.
static void open_database(player *player, const bench_arguments *arguments) {
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (sqlite3_open_v2(arguments->db, &player->db, flags, NULL) != SQLITE_OK) {
        fail(player, arguments->db);
    }
    sqlite3_db_config(player->db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    sqlite3_db_config(player->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    sqlite3_db_config(player->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)NULL);
    execute(player, "PRAGMA cell_size_check = ON");
    execute(player, "PRAGMA mmap_size = 0");
    execute(player, "PRAGMA foreign_keys = ON");
    execute(player, "PRAGMA journal_mode = WAL");
    execute(player, arguments->full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    execute(player, "PRAGMA secure_delete = FAST");
    execute(player, "PRAGMA temp_store = MEMORY");
    // The recorded checkpoints are replayed where they were.
    execute(player, "PRAGMA wal_autocheckpoint = 0");
    execute(player, "PRAGMA journal_size_limit = 16777216");
    execute(player, "PRAGMA recursive_triggers = ON");
    execute(player, "PRAGMA cache_size = -16384");
}

static void prepare(player *player) {
    uint32_t count = player->trace->text_count;
    player->statements = calloc(count, sizeof *player->statements);
    player->begins = calloc(count, sizeof *player->begins);
    player->commits = calloc(count, sizeof *player->commits);
    for (uint32_t i = 0; i < count; i++) {
        const char *text = player->trace->texts[i];
        if (sqlite3_prepare_v3(player->db, text, -1, SQLITE_PREPARE_PERSISTENT,
                &player->statements[i], NULL) != SQLITE_OK) {
            fail(player, text);
        }
        player->begins[i] = strncmp(text, "BEGIN", 5) == 0;
        player->commits[i] = strcmp(text, "COMMIT") == 0;
    }
}

static void bind(player *player, sqlite3_stmt *statement, const trace_record *run) {
    const char *at = run->values;
    for (int i = 1; i <= run->value_count; i++) {
        trace_value value;
        int code = SQLITE_OK;
        at = trace_read_value(at, &value);
        switch (value.type) {
        case SQLITE_INTEGER: code = sqlite3_bind_int64(statement, i, value.integer); break;
        case SQLITE_FLOAT: code = sqlite3_bind_double(statement, i, value.real); break;
        case SQLITE_TEXT:
            code = sqlite3_bind_text64(
                statement, i, value.bytes, value.count, SQLITE_STATIC, SQLITE_UTF8);
            break;
        case SQLITE_BLOB:
            code = sqlite3_bind_blob64(statement, i, value.bytes, value.count, SQLITE_STATIC);
            break;
        default: code = sqlite3_bind_null(statement, i); break;
        }
        if (code != SQLITE_OK) fail(player, "bind");
    }
}

static void read_row(player *player, sqlite3_stmt *statement) {
    int count = sqlite3_column_count(statement);
    for (int i = 0; i < count; i++) {
        switch (sqlite3_column_type(statement, i)) {
        case SQLITE_INTEGER: player->sink += (uint64_t)sqlite3_column_int64(statement, i); break;
        case SQLITE_TEXT:
            player->sink += (uintptr_t)sqlite3_column_text(statement, i);
            player->sink += (uint64_t)sqlite3_column_bytes(statement, i);
            break;
        case SQLITE_BLOB:
            player->sink += (uintptr_t)sqlite3_column_blob(statement, i);
            player->sink += (uint64_t)sqlite3_column_bytes(statement, i);
            break;
        default: break;
        }
    }
}

static void play_run(player *player, const trace_record *run) {
    sqlite3_stmt *statement = player->statements[run->statement];
    if (player->begins[run->statement]) player->begun = bench_now_ns();
    bind(player, statement, run);
    for (uint32_t row = 0; row < run->rows; row++) {
        if (sqlite3_step(statement) != SQLITE_ROW) {
            fail(player, player->trace->texts[run->statement]);
        }
        read_row(player, statement);
    }
    if (run->result != SQLITE_ROW && (sqlite3_step(statement) & 0xff) != run->result) {
        fail(player, player->trace->texts[run->statement]);
    }
    sqlite3_reset(statement);
    if (player->commits[run->statement] && player->latency_count < player->latency_room) {
        player->latencies[player->latency_count++] = bench_now_ns() - player->begun;
    }
}

static int64_t written_pages(player *player) {
    int current = 0, highest = 0;
    sqlite3_db_status(player->db, SQLITE_DBSTATUS_CACHE_WRITE, &current, &highest, 1);
    return current;
}

static void begin_phase(player *player, uint64_t operations) {
    player->latency_count = 0;
    player->latency_room = operations;
    player->latencies = realloc(player->latencies, operations * sizeof *player->latencies);
    written_pages(player);
}

static bench_result end_phase(
    player *player, const char *phase, uint64_t operations, bench_clock start) {
    bench_result result = bench_result_since(FLOOR_PEER, phase, operations, start);
    result.wal_pages = written_pages(player);
    // Where each operation had its own transaction, its latency is that of the transaction.
    if (player->latency_count == operations) {
        result.p50_us = bench_percentile_us(player->latencies, operations, 0.50);
        result.p99_us = bench_percentile_us(player->latencies, operations, 0.99);
    }
    return result;
}

static void play(player *player, const bench_arguments *arguments) {
    enum { most_phases = 64 };
    bench_result results[most_phases];
    int done = 0;
    const char *phase = "";
    uint64_t operations = 0;
    bench_clock start = {0};
    trace_record record;
    for (size_t offset = 8; trace_next(player->trace, &offset, &record);) {
        switch (record.kind) {
        case trace_run: play_run(player, &record); break;
        case trace_checkpoint:
            sqlite3_wal_checkpoint_v2(player->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
            break;
        case trace_mark:
            if (*phase != '\0' && done < most_phases) {
                results[done++] = end_phase(player, phase, operations, start);
            }
            phase = record.phase;
            operations = record.operations;
            begin_phase(player, operations);
            start = bench_clock_start();
            break;
        default: break;
        }
    }
    sqlite3_wal_checkpoint_v2(player->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if (done > 0) results[done - 1].file_bytes = bench_file_bytes(arguments->db);
    for (int i = 0; i < done; i++) bench_print(&results[i]);
}

static void print_check(player *player) {
    sqlite3_stmt *sums = NULL;
    const char *sql =
        "SELECT count(*), sum(status = 2), sum(decided),"
        " (SELECT sum(reserved) FROM ledger_stock), (SELECT sum(available) FROM ledger_stock)"
        " FROM ledger_order";
    if (sqlite3_prepare_v2(player->db, sql, -1, &sums, NULL) != SQLITE_OK
        || sqlite3_step(sums) != SQLITE_ROW) {
        fail(player, sql);
    }
    bench_print_check(FLOOR_PEER, (uint64_t)sqlite3_column_int64(sums, 0),
        (uint64_t)sqlite3_column_int64(sums, 1), sqlite3_column_int64(sums, 2),
        sqlite3_column_int64(sums, 3), sqlite3_column_int64(sums, 4));
    sqlite3_finalize(sums);
}

void floor_replay(const trace *trace, const bench_arguments *arguments) {
    player player = {.trace = trace};
    // Reads the trace into memory before the clock starts.
    for (size_t i = 0; i < trace->size; i += 4096) player.sink += (uint8_t)trace->bytes[i];
    open_database(&player, arguments);
    prepare(&player);
    play(&player, arguments);
    print_check(&player);
    for (uint32_t i = 0; i < trace->text_count; i++) sqlite3_finalize(player.statements[i]);
    if (sqlite3_close(player.db) != SQLITE_OK) fail(&player, "close");
}
