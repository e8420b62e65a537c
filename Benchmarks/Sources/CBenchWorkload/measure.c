// dlsym's RTLD_DEFAULT is no part of POSIX.
#define _GNU_SOURCE
#include "workload.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

uint64_t bench_now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

uint64_t bench_cpu_us(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000
        + (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

int64_t bench_peak_kb(void) {
    // Linux's ru_maxrss begins with the memory of whoever forked, which may be more than all of ours.
    FILE *status = fopen("/proc/self/status", "r");
    if (status != NULL) {
        char line[128];
        long long peak = -1;
        while (peak < 0 && fgets(line, sizeof line, status) != NULL) {
            if (sscanf(line, "VmHWM: %lld kB", &peak) != 1) peak = -1;
        }
        fclose(status);
        if (peak >= 0) return peak;
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
#if defined(__APPLE__)
    return usage.ru_maxrss / 1024;
#else
    return usage.ru_maxrss;
#endif
}

int64_t bench_file_bytes(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? (int64_t)status.st_size : -1;
}

static int compare(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

double bench_percentile_us(uint64_t *nanoseconds, size_t count, double share) {
    if (count == 0) return -1;
    qsort(nanoseconds, count, sizeof *nanoseconds, compare);
    size_t rank = (size_t)(share * (double)count + 0.999999);
    if (rank < 1) rank = 1;
    if (rank > count) rank = count;
    return (double)nanoseconds[rank - 1] / 1000;
}

bench_clock bench_clock_start(void) {
    return (bench_clock){.wall_ns = bench_now_ns(), .cpu_us = bench_cpu_us()};
}

void bench_mark(const char *phase, uint64_t operations) {
    // Looked up at run time, so that the program runs the same code with and without the recorder.
    void (*mark)(const char *, uint64_t) = NULL;
    *(void **)&mark = dlsym(RTLD_DEFAULT, "bench_recorder_mark");
    if (mark != NULL) mark(phase, operations);
}
