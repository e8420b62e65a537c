// The business job that all peers do, from one generator; how they measure it and how they say it.
#ifndef BENCH_WORKLOAD_H
#define BENCH_WORKLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define BENCH_SKUS 1000
#define BENCH_LOCATIONS 4
#define BENCH_OPENING_UNITS 1000000
#define BENCH_LINES 3
#define BENCH_REASONS 4
// Times are whole milliseconds since 1970 UTC. The first order is of 2026-01-01T00:00:00Z.
#define BENCH_FIRST_TIME INT64_C(1767225600000)
#define BENCH_TIME_SPAN (INT64_C(90) * 86400000)

// MARK: The job

typedef struct {
    uint64_t seed;
    uint64_t orders;
    uint64_t cancellations;
    // perm(c) = (first + c * step) % orders meets every order once: step is coprime to orders.
    uint64_t first;
    uint64_t step;
} bench_workload;

typedef struct {
    int32_t sku;
    int32_t location;
    int64_t quantity;
    int64_t unit_price;
} bench_line;

typedef struct {
    uint64_t number;
    int64_t customer;
    int64_t at;
    int64_t total;
    bench_line lines[BENCH_LINES];
} bench_order;

bench_workload bench_workload_make(uint64_t orders, uint64_t seed);
/// Order `number`; numbers beyond the workload's orders go on in the same way.
bench_order bench_workload_order(const bench_workload *workload, uint64_t number);
/// The line `index` of an order, for Swift, which has no subscript for C arrays.
bench_line bench_order_line(const bench_order *order, int index);
/// Which order cancellation `c` cancels.
uint64_t bench_workload_cancelled(const bench_workload *workload, uint64_t c);
/// Why an order is cancelled.
const char *bench_reason(uint64_t order);

// MARK: Measuring

uint64_t bench_now_ns(void);
/// User and system time of the process so far.
uint64_t bench_cpu_us(void);
/// The most memory that this program ever had resident, in KiB.
int64_t bench_peak_kb(void);
/// From now on counts the commits that wrote, of all connections that are opened after this.
void bench_count_commits(void);
/// The commits since then, or -1 where they are not counted.
int64_t bench_commits(void);
/// Bytes of a file, or -1.
int64_t bench_file_bytes(const char *path);
/// The value below which `share` of the latencies lie, by nearest rank. Sorts them.
double bench_percentile_us(uint64_t *nanoseconds, size_t count, double share);

typedef struct {
    uint64_t wall_ns;
    uint64_t cpu_us;
} bench_clock;

bench_clock bench_clock_start(void);

/// Tells the recorder, if it is loaded, that a phase of `operations` begins; a name of no phase ends
/// the one before.
void bench_mark(const char *phase, uint64_t operations);

// MARK: Saying it

/// A line of the protocol. What is negative is null, except peak_kb and commits, which are then left
/// out.
typedef struct {
    const char *peer;
    const char *phase;
    uint64_t operations;
    uint64_t wall_us;
    uint64_t cpu_us;
    double p50_us;
    double p99_us;
    int64_t wal_pages;
    int64_t file_bytes;
    int64_t peak_kb;
    int64_t commits;
} bench_result;

/// A result of what happened since `start`, with nothing else known of it.
bench_result bench_result_since(
    const char *peer, const char *phase, uint64_t operations, bench_clock start);
void bench_print(const bench_result *result);
void bench_print_check(
    const char *peer, uint64_t orders, uint64_t cancelled, int64_t refunded, int64_t reserved,
    int64_t available);

// MARK: Being told what to do

typedef struct {
    const char *db;
    uint64_t orders;
    uint64_t seed;
    bool full;
    uint64_t callers;
    uint64_t batch;
    const char *phases;
} bench_arguments;

/// What one peer takes besides: `text` receives the value, `flag` that the name was there.
typedef struct {
    const char *name;
    const char *help;
    const char **text;
    bool *flag;
} bench_option;

/// Reads the command line; says what is wrong with it, or the help, and exits.
bench_arguments bench_parse(
    int count, char *const *words, const char *peer, const bench_option *options,
    size_t option_count);
/// Whether `phase` is in a list like "place,capture".
bool bench_has_phase(const char *phases, const char *phase);
/// Ends the program with an error if `phases` lists one that is not in `known`.
void bench_require_phases(const char *phases, const char *known);
/// Prints a line to stderr.
void bench_say(const char *message);
/// Prints to stderr and exits with 1.
_Noreturn void bench_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

// MARK: The chain

#define BENCH_HASH_BYTES 32

/// SHA-256 (FIPS 180-4) of two pieces, one after the other.
void bench_sha256(
    const void *first, size_t first_length, const void *second, size_t second_length,
    uint8_t hash[BENCH_HASH_BYTES]);

#endif
