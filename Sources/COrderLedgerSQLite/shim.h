// What Swift cannot call itself: variadic functions and casts in macros. Nothing else belongs here.
#ifndef ORDER_LEDGER_SQLITE_SHIM_H
#define ORDER_LEDGER_SQLITE_SHIM_H

#include <sqlite3.h>
#if defined(__linux__)
#include <sys/vfs.h>
#endif

/// Sets an on/off option of a connection (value 0 or 1) or only reads it (value -1).
/// `found` receives the state afterwards. Variadic in C: https://www.sqlite.org/c3ref/db_config.html
static inline int order_ledger_db_config(sqlite3 *db, int option, int value, int *found) {
    return sqlite3_db_config(db, option, value, found);
}

/// Binds a copy of `length` bytes as UTF-8 text; SQLITE_TRANSIENT is a cast that Swift cannot import.
static inline int order_ledger_bind_text_copy(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
    return sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds `length` bytes of UTF-8 text that stay until the binding is cleared.
static inline int order_ledger_bind_text_static(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
    return sqlite3_bind_text64(statement, index, text, length, SQLITE_STATIC, SQLITE_UTF8);
}

/// Binds a copy of `length` bytes as a blob.
static inline int order_ledger_bind_blob_copy(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length) {
    return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

/// Binds `length` bytes as a blob, which stay until the binding is cleared.
static inline int order_ledger_bind_blob_static(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length) {
    return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_STATIC);
}

/// The byte offset of the token an error is about, or -1. SQLite has it since 3.38.0, we run on 3.37.
static inline int order_ledger_error_offset(sqlite3 *db) {
#if SQLITE_VERSION_NUMBER >= 3038000
    return sqlite3_error_offset(db);
#else
    (void)db;
    return -1;
#endif
}

/// The magic number of the file system that holds `path`; -1 with errno set on failure. Swift's
/// Glibc module leaves <sys/vfs.h> out; Apple's systems are asked from Swift.
static inline int order_ledger_file_system_magic(const char *path, unsigned int *magic) {
#if defined(__linux__)
    struct statfs status;
    if (statfs(path, &status) != 0) return -1;
    *magic = (unsigned int)status.f_type;
#else
    (void)path;
    *magic = 0;
#endif
    return 0;
}

/// What the file's header says of its journal: 1 is a rollback journal, 2 is a log; 0 when that can't
/// be told. Takes no lock and reads past SQLite's cache: https://www.sqlite.org/fileformat2.html
static inline int order_ledger_header_version(sqlite3 *db) {
    sqlite3_file *file = 0;
    if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return 0;
    if (file == 0 || file->pMethods == 0) return 0;
    unsigned char version[2] = {0, 0};
    if (file->pMethods->xRead(file, version, 2, 18) != SQLITE_OK) return 0;
    return version[0] == version[1] ? version[0] : 0;
}

/// How many bytes of the -wal file are committed: what stands after them is a transaction's that
/// failed or is being written. 0 when that can't be told. From the header of the shared memory:
/// https://www.sqlite.org/walformat.html#the_wal_index_header
static inline sqlite3_int64 order_ledger_committed_log(sqlite3 *db) {
    sqlite3_file *file = 0;
    if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return 0;
    if (file == 0 || file->pMethods == 0 || file->pMethods->iVersion < 2) return 0;
    volatile void *memory = 0;
    if (file->pMethods->xShmMap(file, 0, 32768, 0, &memory) != SQLITE_OK || memory == 0) return 0;
    const volatile unsigned int *words = (const volatile unsigned int *)memory;
    const volatile unsigned short *halves = (const volatile unsigned short *)memory;
    sqlite3_int64 page = halves[7] == 1 ? 65536 : halves[7];
    return words[4] == 0 ? 0 : 32 + (sqlite3_int64)words[4] * (24 + page);
}

/// Writes the -wal file's bytes from `from` on over themselves and flushes them, through SQLite's own
/// handle of it. SQLITE_OK also when there is no log. The methods of a file are behind pointers that
/// Swift would have to check one by one: https://www.sqlite.org/c3ref/io_methods.html
static inline int order_ledger_rewrite_log(sqlite3 *db, sqlite3_int64 from) {
    sqlite3_file *log = 0;
    int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (code != SQLITE_OK || log == 0 || log->pMethods == 0) return code;
    sqlite3_int64 size = 0;
    code = log->pMethods->xFileSize(log, &size);
    char bytes[32768];
    for (sqlite3_int64 at = from; code == SQLITE_OK && at < size; at += (int)sizeof bytes) {
        sqlite3_int64 left = size - at;
        int count = left < (sqlite3_int64)sizeof bytes ? (int)left : (int)sizeof bytes;
        code = log->pMethods->xRead(log, bytes, count, at);
        if (code == SQLITE_OK) code = log->pMethods->xWrite(log, bytes, count, at);
    }
    return code == SQLITE_OK ? log->pMethods->xSync(log, SQLITE_SYNC_FULL) : code;
}

#endif
