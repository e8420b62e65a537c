// What tests need and Swift has not: fork, mount, and a look into SQLite's checkpoint.
#ifndef ORDER_LEDGER_SQLITE_TEST_SHIM_H
#define ORDER_LEDGER_SQLITE_TEST_SHIM_H

/// fork(2): 0 in the child.
int order_ledger_test_fork(void);

/// Waits for the child and returns its exit status, or -1.
int order_ledger_test_wait(int child);

/// Mounts a tmpfs of `kilobytes` on `directory` (Linux, root); -1 if that is not possible.
int order_ledger_test_mount(const char *directory, int kilobytes);
int order_ledger_test_unmount(const char *directory);

/// Makes a default VFS of ours, which passes everything on. Between a checkpoint's look at the WAL
/// header and its work SQLite calls xUnfetch(file, 0, 0); `in_window` is called from there, once
/// per call of order_ledger_test_arm_window.
int order_ledger_test_register_window(void (*in_window)(void));
void order_ledger_test_arm_window(void);
int order_ledger_test_window_count(void);

#endif
