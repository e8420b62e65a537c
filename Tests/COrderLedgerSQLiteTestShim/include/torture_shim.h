// A VFS that records what reaches the disk, fails a chosen call, or kills the process at one; and an
// allocator that fails. For the torture runs, in a process of their own.
#ifndef ORDER_LEDGER_TORTURE_SHIM_H
#define ORDER_LEDGER_TORTURE_SHIM_H

#include <stddef.h>
#include <stdint.h>

/// Makes the VFS the default one and wraps SQLite's allocator. Before any other call of SQLite.
int order_ledger_torture_install(void);

// What is recorded. The files of one ledger: 1 the database, 2 its -wal, 3 its -journal.
enum {
    ORDER_LEDGER_OP_WRITE = 1,
    ORDER_LEDGER_OP_TRUNCATE = 2,    // to `offset` bytes
    ORDER_LEDGER_OP_SYNC = 3,        // `offset` 1: the directory was flushed with it
    ORDER_LEDGER_OP_CREATE = 4,
    ORDER_LEDGER_OP_DELETE = 5,      // `offset` 1: the directory was flushed
    ORDER_LEDGER_OP_MARK = 6,        // the test's own: `offset` is what it said
    ORDER_LEDGER_OP_FAILED_SYNC = 7, // a flush that was made to fail
};

typedef struct {
    int32_t op;
    int32_t file;
    int64_t offset;
    int64_t length;
    const uint8_t *bytes;
} order_ledger_torture_op;

/// Forgets what was recorded and records from here on. Flushes are only noted, not carried out.
void order_ledger_torture_record(void);
void order_ledger_torture_stop(void);
void order_ledger_torture_mark(int64_t value);
int order_ledger_torture_count(void);
/// The bytes stay until the next `record`.
order_ledger_torture_op order_ledger_torture_get(int index);

// What can be made to fail.
enum {
    ORDER_LEDGER_FAULT_NONE = 0,
    ORDER_LEDGER_FAULT_IO = 1,     // any call of the VFS that can fail, with its own code
    ORDER_LEDGER_FAULT_FULL = 2,   // a write, with SQLITE_FULL
    ORDER_LEDGER_FAULT_SHORT = 3,  // a write, after half of its bytes
    ORDER_LEDGER_FAULT_SYNC = 4,   // a flush
    ORDER_LEDGER_FAULT_MEMORY = 5, // an allocation
    ORDER_LEDGER_FAULT_KILL = 6,   // SIGKILL at a call that changes a file; a write is torn by it
};

/// Fails the `target`-th call (from 1) of the kind, and all after it if `sticky`. Counts from 0.
void order_ledger_torture_arm(int kind, int target, int sticky);
/// Ends the faults.
void order_ledger_torture_disarm(void);
/// Calls of the kind since it was armed, and how many of them failed.
int order_ledger_torture_calls(void);
int order_ledger_torture_fired(void);

/// Starts a program with the streams `input` and `output` (-1: /dev/null) and no other open file.
/// `arguments` are separated by line feeds, the first is the program's name. Its id, or -1.
int order_ledger_torture_spawn(
    const char *program, const char *arguments, int input, int output);
/// Waits for its end: the exit code, or minus the signal that killed it.
int order_ledger_torture_wait(int child);
/// A pipe whose ends no started program inherits; 0 if it was made.
int order_ledger_torture_pipe(int ends[2]);

/// Takes the file system of `directory` away as a power cut does: what it has not written is lost
/// (Linux, root). 0, or an errno.
int order_ledger_torture_cut_power(const char *directory);
/// What the process has allocated and not freed, in bytes; -1 where nobody knows. Gives back to the
/// system what the allocator keeps for later, so that the process's memory is what it uses.
int64_t order_ledger_torture_heap_bytes(void);
/// Has the allocator keep one heap for all threads, before anything else is called: with one a thread,
/// what is in use is scattered over all of them, and memory grows for an hour although nothing does.
void order_ledger_torture_keep_one_heap(void);

#endif
