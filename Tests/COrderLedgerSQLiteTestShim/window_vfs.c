#include "test_shim.h"

#include <sqlite3.h>
#include <string.h>

typedef struct {
    sqlite3_file base;
    sqlite3_file *real; // lies right behind this struct
} shim_file;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs shim_vfs;
static void (*window)(void);
static int armed;
static int count;

#define REAL(f) (((shim_file *)(f))->real)
#define CALL(f, method, ...) REAL(f)->pMethods->method(REAL(f), ##__VA_ARGS__)

static int shim_close(sqlite3_file *f) { return CALL(f, xClose); }
static int shim_read(sqlite3_file *f, void *p, int n, sqlite3_int64 o) { return CALL(f, xRead, p, n, o); }
static int shim_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 o) { return CALL(f, xWrite, p, n, o); }
static int shim_truncate(sqlite3_file *f, sqlite3_int64 n) { return CALL(f, xTruncate, n); }
static int shim_sync(sqlite3_file *f, int flags) { return CALL(f, xSync, flags); }
static int shim_size(sqlite3_file *f, sqlite3_int64 *n) { return CALL(f, xFileSize, n); }
static int shim_lock(sqlite3_file *f, int l) { return CALL(f, xLock, l); }
static int shim_unlock(sqlite3_file *f, int l) { return CALL(f, xUnlock, l); }
static int shim_reserved(sqlite3_file *f, int *r) { return CALL(f, xCheckReservedLock, r); }
static int shim_control(sqlite3_file *f, int op, void *p) { return CALL(f, xFileControl, op, p); }
static int shim_sector(sqlite3_file *f) { return CALL(f, xSectorSize); }
static int shim_traits(sqlite3_file *f) { return CALL(f, xDeviceCharacteristics); }
static int shim_map(sqlite3_file *f, int r, int n, int x, void volatile **p) { return CALL(f, xShmMap, r, n, x, p); }
static int shim_shm_lock(sqlite3_file *f, int o, int n, int flags) { return CALL(f, xShmLock, o, n, flags); }
static void shim_barrier(sqlite3_file *f) { CALL(f, xShmBarrier); }
static int shim_unmap(sqlite3_file *f, int d) { return CALL(f, xShmUnmap, d); }

static int shim_fetch(sqlite3_file *f, sqlite3_int64 o, int n, void **p) {
    (void)f, (void)o, (void)n;
    *p = 0;
    return SQLITE_OK;
}

static int shim_unfetch(sqlite3_file *f, sqlite3_int64 o, void *p) {
    (void)f, (void)o;
    if (p == 0 && armed) {
        armed = 0;
        count++;
        window();
    }
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    3,           shim_close,   shim_read,     shim_write,  shim_truncate, shim_sync,   shim_size,
    shim_lock,   shim_unlock,  shim_reserved, shim_control, shim_sector,  shim_traits, shim_map,
    shim_shm_lock, shim_barrier, shim_unmap,  shim_fetch,  shim_unfetch,
};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out) {
    (void)vfs;
    shim_file *file = (shim_file *)f;
    file->real = (sqlite3_file *)&file[1];
    file->base.pMethods = 0;
    int code = real_vfs->xOpen(real_vfs, name, file->real, flags, out);
    if (file->real->pMethods) file->base.pMethods = &methods;
    return code;
}

int order_ledger_test_register_window(void (*in_window)(void)) {
    window = in_window;
    real_vfs = sqlite3_vfs_find(0);
    shim_vfs = *real_vfs;
    shim_vfs.pNext = 0;
    shim_vfs.zName = "order-ledger-window";
    shim_vfs.szOsFile = (int)sizeof(shim_file) + real_vfs->szOsFile;
    shim_vfs.xOpen = shim_open;
    return sqlite3_vfs_register(&shim_vfs, 1);
}

void order_ledger_test_arm_window(void) { armed = 1; }
int order_ledger_test_window_count(void) { return count; }
