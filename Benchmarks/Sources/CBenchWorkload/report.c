#include "workload.h"

#include <inttypes.h>
#include <string.h>

bench_result bench_result_since(
    const char *peer, const char *phase, uint64_t operations, bench_clock start) {
    return (bench_result){
        .peer = peer, .phase = phase, .operations = operations,
        .wall_us = (bench_now_ns() - start.wall_ns) / 1000,
        .cpu_us = bench_cpu_us() - start.cpu_us,
        .p50_us = -1, .p99_us = -1, .wal_pages = -1, .peak_kb = -1, .commits = -1,
    };
}

static void print_decimal(const char *name, double number) {
    if (number < 0) printf(",\"%s\":null", name);
    else printf(",\"%s\":%.1f", name, number);
}

void bench_print(const bench_result *result) {
    printf(
        "{\"peer\":\"%s\",\"phase\":\"%s\",\"operations\":%" PRIu64 ",\"wall_us\":%" PRIu64
        ",\"cpu_us\":%" PRIu64,
        result->peer, result->phase, result->operations, result->wall_us, result->cpu_us);
    print_decimal("p50_us", result->p50_us);
    print_decimal("p99_us", result->p99_us);
    if (result->wal_pages < 0) printf(",\"wal_pages\":null");
    else printf(",\"wal_pages\":%" PRId64, result->wal_pages);
    printf(",\"file_bytes\":%" PRId64, result->file_bytes);
    if (result->peak_kb >= 0) printf(",\"peak_kb\":%" PRId64, result->peak_kb);
    if (result->commits >= 0) printf(",\"commits\":%" PRId64, result->commits);
    printf("}\n");
    fflush(stdout);
}

void bench_print_check(
    const char *peer, uint64_t orders, uint64_t cancelled, int64_t refunded, int64_t reserved,
    int64_t available) {
    printf(
        "{\"peer\":\"%s\",\"phase\":\"check\",\"orders\":%" PRIu64 ",\"cancelled\":%" PRIu64
        ",\"refunded\":%" PRId64 ",\"reserved\":%" PRId64 ",\"available\":%" PRId64 "}\n",
        peer, orders, cancelled, refunded, reserved, available);
    fflush(stdout);
}
