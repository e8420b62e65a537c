#include "torture.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

// Passes everything on to the real VFS. The real file lies right behind this struct.
typedef struct {
    sqlite3_file base;
    sqlite3_file *real;
    int role;
    // The first flush of a new journal or log flushes its directory, too: os_unix.c, unixSync.
    int flushes_directory;
} torture_file;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;

#define FILE_OF(f) ((torture_file *)(f))
#define REAL(f) (FILE_OF(f)->real)
#define CALL(f, method, ...) REAL(f)->pMethods->method(REAL(f), ##__VA_ARGS__)
#define FAIL(point, code) \
    do { \
        if (torture_fault(point)) return code; \
    } while (0)

static int is_killed(int fault) {
    if (fault != ORDER_LEDGER_FAULT_KILL) return 0;
    kill(getpid(), SIGKILL);
    return 1;
}

static int file_close(sqlite3_file *f) { return CALL(f, xClose); }

static int file_read(sqlite3_file *f, void *p, int n, sqlite3_int64 o) {
    FAIL(POINT_READ, SQLITE_IOERR_READ);
    return CALL(f, xRead, p, n, o);
}

static int note_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 o) {
    int code = CALL(f, xWrite, p, n, o);
    if (code == SQLITE_OK && FILE_OF(f)->role) {
        torture_log(ORDER_LEDGER_OP_WRITE, FILE_OF(f)->role, o, n, p);
    }
    return code;
}

static int file_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 o) {
    switch (torture_fault(POINT_WRITE)) {
    case ORDER_LEDGER_FAULT_NONE: return note_write(f, p, n, o);
    case ORDER_LEDGER_FAULT_FULL: return SQLITE_FULL;
    case ORDER_LEDGER_FAULT_SHORT:
        if (n > 1) note_write(f, p, n / 2, o);
        return SQLITE_IOERR_WRITE;
    case ORDER_LEDGER_FAULT_KILL:
        if (n > 2) note_write(f, p, n / 3, o);
        is_killed(ORDER_LEDGER_FAULT_KILL);
        return SQLITE_IOERR_WRITE;
    default: return SQLITE_IOERR_WRITE;
    }
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 n) {
    int fault = torture_fault(POINT_TRUNCATE);
    if (is_killed(fault) || fault) return SQLITE_IOERR_TRUNCATE;
    int code = CALL(f, xTruncate, n);
    if (code == SQLITE_OK && FILE_OF(f)->role) {
        torture_log(ORDER_LEDGER_OP_TRUNCATE, FILE_OF(f)->role, n, 0, 0);
    }
    return code;
}

static int file_sync(sqlite3_file *f, int flags) {
    torture_file *file = FILE_OF(f);
    int fault = torture_fault(POINT_SYNC);
    if (is_killed(fault) || fault) {
        if (file->role) torture_log(ORDER_LEDGER_OP_FAILED_SYNC, file->role, 0, 0, 0);
        return SQLITE_IOERR_FSYNC;
    }
    if (file->role && torture_is_recording()) {
        torture_log(ORDER_LEDGER_OP_SYNC, file->role, file->flushes_directory, 0, 0);
        file->flushes_directory = 0;
        return SQLITE_OK;
    }
    return CALL(f, xSync, flags);
}

static int file_size(sqlite3_file *f, sqlite3_int64 *n) {
    FAIL(POINT_SIZE, SQLITE_IOERR_FSTAT);
    return CALL(f, xFileSize, n);
}

static int file_lock(sqlite3_file *f, int l) {
    FAIL(POINT_LOCK, SQLITE_IOERR_LOCK);
    return CALL(f, xLock, l);
}

static int file_unlock(sqlite3_file *f, int l) { return CALL(f, xUnlock, l); }
static int file_reserved(sqlite3_file *f, int *r) { return CALL(f, xCheckReservedLock, r); }
static int file_control(sqlite3_file *f, int op, void *p) { return CALL(f, xFileControl, op, p); }
static int file_sector(sqlite3_file *f) { return CALL(f, xSectorSize); }
static int file_traits(sqlite3_file *f) { return CALL(f, xDeviceCharacteristics); }

static int file_map(sqlite3_file *f, int r, int n, int x, void volatile **p) {
    int fault = torture_fault(POINT_SHM);
    if (is_killed(fault) || fault) return SQLITE_IOERR_SHMMAP;
    return CALL(f, xShmMap, r, n, x, p);
}

static int file_shm_lock(sqlite3_file *f, int o, int n, int flags) {
    // A lock that is given back can't fail, and SQLite doesn't look.
    if (flags & SQLITE_SHM_LOCK) {
        int fault = torture_fault(POINT_SHM);
        if (is_killed(fault) || fault) return SQLITE_IOERR_SHMLOCK;
    }
    return CALL(f, xShmLock, o, n, flags);
}

static void file_barrier(sqlite3_file *f) { CALL(f, xShmBarrier); }
static int file_unmap(sqlite3_file *f, int d) { return CALL(f, xShmUnmap, d); }

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_barrier,
    .xShmUnmap = file_unmap,
};

static int role_of(int flags) {
    if (flags & SQLITE_OPEN_MAIN_DB) return 1;
    if (flags & SQLITE_OPEN_WAL) return 2;
    if (flags & SQLITE_OPEN_MAIN_JOURNAL) return 3;
    return 0;
}

static int vfs_open(sqlite3_vfs *self, const char *name, sqlite3_file *f, int flags, int *out) {
    (void)self;
    torture_file *file = FILE_OF(f);
    file->base.pMethods = 0;
    file->real = (sqlite3_file *)&file[1];
    // In memory: ":memory:" and temporary databases come with no name.
    file->role = name ? role_of(flags) : 0;
    file->flushes_directory = file->role > 1 && (flags & SQLITE_OPEN_CREATE) != 0;
    FAIL(POINT_OPEN, SQLITE_CANTOPEN);
    int is_new = file->role && access(name, F_OK) != 0;
    int code = real_vfs->xOpen(real_vfs, name, file->real, flags, out);
    if (file->real->pMethods) file->base.pMethods = &methods;
    if (code == SQLITE_OK && is_new) torture_log(ORDER_LEDGER_OP_CREATE, file->role, 0, 0, 0);
    return code;
}

static int vfs_access(sqlite3_vfs *self, const char *name, int flags, int *out) {
    (void)self;
    FAIL(POINT_ACCESS, SQLITE_IOERR_ACCESS);
    return real_vfs->xAccess(real_vfs, name, flags, out);
}

static int vfs_full_path(sqlite3_vfs *self, const char *name, int n, char *out) {
    (void)self;
    FAIL(POINT_OPEN, SQLITE_CANTOPEN);
    return real_vfs->xFullPathname(real_vfs, name, n, out);
}

static int ends_with(const char *name, const char *end) {
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

static int vfs_delete(sqlite3_vfs *self, const char *name, int flushes_directory) {
    (void)self;
    int fault = torture_fault(POINT_DELETE);
    if (is_killed(fault) || fault) return SQLITE_IOERR_DELETE;
    int code = real_vfs->xDelete(real_vfs, name, flushes_directory);
    int role = ends_with(name, "-wal") ? 2 : ends_with(name, "-journal") ? 3 : 0;
    if (code == SQLITE_OK && role) {
        torture_log(ORDER_LEDGER_OP_DELETE, role, flushes_directory, 0, 0);
    }
    return code;
}

int order_ledger_torture_install(void) {
    int code = torture_install_memory();
    if (code != SQLITE_OK) return code;
    real_vfs = sqlite3_vfs_find(0);
    if (real_vfs == 0) return SQLITE_ERROR;
    vfs = *real_vfs;
    vfs.pNext = 0;
    vfs.zName = "order-ledger-torture";
    vfs.szOsFile = (int)sizeof(torture_file) + real_vfs->szOsFile;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    vfs.xAccess = vfs_access;
    vfs.xFullPathname = vfs_full_path;
    return sqlite3_vfs_register(&vfs, 1);
}
