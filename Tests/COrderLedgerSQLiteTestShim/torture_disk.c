#define _GNU_SOURCE
#include "torture_shim.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#ifdef __linux__
#include <malloc.h>
#include <sys/ioctl.h>

// XFS_IOC_GOINGDOWN, which ext4 and others have too, under other names; no header that is always
// there has it. 2 is XFS_FSOP_GOING_FLAGS_NOLOGFLUSH: not even the file system's own log is flushed.
#define GOING_DOWN _IOR('X', 125, uint32_t)
enum { NO_LOG_FLUSH = 2 };
#endif

int order_ledger_torture_cut_power(const char *directory) {
#ifdef __linux__
    uint32_t flag = NO_LOG_FLUSH;
    int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return errno;
    int code = ioctl(file, GOING_DOWN, &flag) == 0 ? 0 : errno;
    close(file);
    return code;
#else
    (void)directory;
    return ENOTSUP;
#endif
}

int64_t order_ledger_torture_heap_bytes(void) {
#ifdef __GLIBC__
    malloc_trim(0);
    struct mallinfo2 info = mallinfo2();
    return (int64_t)(info.uordblks + info.hblkhd);
#else
    return -1;
#endif
}

void order_ledger_torture_keep_one_heap(void) {
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
#endif
}
