#include "test_shim.h"

#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/mount.h>
#endif

int order_ledger_test_fork(void) { return (int)fork(); }

int order_ledger_test_wait(int child) {
    int status = 0;
    if (waitpid((pid_t)child, &status, 0) < 0 || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

int order_ledger_test_mount(const char *directory, int kilobytes) {
#if defined(__linux__)
    char options[64];
    snprintf(options, sizeof options, "size=%dk", kilobytes);
    return mount("tmpfs", directory, "tmpfs", 0, options);
#else
    (void)directory;
    (void)kilobytes;
    return -1;
#endif
}

int order_ledger_test_unmount(const char *directory) {
#if defined(__linux__)
    return umount2(directory, MNT_DETACH);
#else
    (void)directory;
    return -1;
#endif
}
