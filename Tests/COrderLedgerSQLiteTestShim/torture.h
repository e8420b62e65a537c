// What the recording VFS and the failing allocator share.
#ifndef ORDER_LEDGER_TORTURE_H
#define ORDER_LEDGER_TORTURE_H

#include "torture_shim.h"

// Calls of the VFS that can fail.
enum torture_point {
    POINT_READ,
    POINT_WRITE,
    POINT_SYNC,
    POINT_TRUNCATE,
    POINT_SIZE,
    POINT_OPEN,
    POINT_ACCESS,
    POINT_DELETE,
    POINT_LOCK,
    POINT_SHM,
    POINT_MEMORY,
};

/// The kind of fault to carry out now, or ORDER_LEDGER_FAULT_NONE.
int torture_fault(enum torture_point point);
void torture_log(int op, int file, int64_t offset, int64_t length, const void *bytes);
int torture_is_recording(void);
int torture_install_memory(void);

#endif
