// Tells the thread sanitizer of what happens inside of Swift's Mutex.
//
// A Mutex that nobody waits for is locked by instructions in the program itself, which the sanitizer
// sees. One that somebody waits for is handed on by libswiftSynchronization, which was compiled without
// it: then what the mutex protects looks like a race. Scripts/torture-sanitizers loads this in front.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

// Of the sanitizer's runtime; other programs that this is loaded into have none.
__attribute__((weak)) extern void __tsan_acquire(void *address);
__attribute__((weak)) extern void __tsan_release(void *address);

static void acquire(void *address) {
    if (__tsan_acquire) __tsan_acquire(address);
}

static void release(void *address) {
    if (__tsan_release) __tsan_release(address);
}

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t thread, SELF self) __asm__(LOCK_SLOW);
SWIFT bool try_lock_slow(SELF self) __asm__(TRY_LOCK_SLOW);
SWIFT void unlock_slow(SELF self) __asm__(UNLOCK_SLOW);

SWIFT void lock_slow(uint32_t thread, SELF self) {
    SWIFT void (*next)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK_SLOW);
    next(thread, self);
    acquire(self);
}

SWIFT bool try_lock_slow(SELF self) {
    SWIFT bool (*next)(SELF) = dlsym(RTLD_NEXT, TRY_LOCK_SLOW);
    bool locked = next(self);
    if (locked) acquire(self);
    return locked;
}

SWIFT void unlock_slow(SELF self) {
    SWIFT void (*next)(SELF) = dlsym(RTLD_NEXT, UNLOCK_SLOW);
    release(self);
    next(self);
}
