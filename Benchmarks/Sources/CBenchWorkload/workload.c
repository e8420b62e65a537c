#include "workload.h"

static uint64_t mix(uint64_t x) {
    uint64_t z = x + UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static uint64_t value(const bench_workload *workload, uint64_t i, uint64_t k) {
    return mix(workload->seed * 1000003 + i * 16 + k);
}

static uint64_t greatest_common_divisor(uint64_t a, uint64_t b) {
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

bench_workload bench_workload_make(uint64_t orders, uint64_t seed) {
    bench_workload workload = {.seed = seed, .orders = orders, .cancellations = orders * 3 / 10};
    // The golden section spreads neighbours in time over all pages.
    workload.step = (orders * 618 + 999) / 1000;
    while (greatest_common_divisor(workload.step, orders) != 1) workload.step++;
    workload.first = value(&workload, orders, 15) % orders;
    return workload;
}

bench_order bench_workload_order(const bench_workload *workload, uint64_t number) {
    bench_order order = {
        .number = number,
        .customer = (int64_t)(value(workload, number, 14) % 100000),
        .at = BENCH_FIRST_TIME
            + (int64_t)(number * (uint64_t)BENCH_TIME_SPAN / workload->orders),
    };
    uint64_t first = value(workload, number, 0) % BENCH_SKUS;
    for (uint64_t j = 0; j < BENCH_LINES; j++) {
        bench_line *line = &order.lines[j];
        line->sku = (int32_t)((first + 333 * j) % BENCH_SKUS);
        line->location = (int32_t)(value(workload, number, 4 + j) % BENCH_LOCATIONS);
        line->quantity = (int64_t)(1 + value(workload, number, 8 + j) % 3);
        line->unit_price = (int64_t)(500 + value(workload, number, 11 + j) % 9500);
        order.total += line->quantity * line->unit_price;
    }
    return order;
}

bench_line bench_order_line(const bench_order *order, int index) {
    return order->lines[index];
}

uint64_t bench_workload_cancelled(const bench_workload *workload, uint64_t c) {
    return (workload->first + c * workload->step) % workload->orders;
}

const char *bench_reason(uint64_t order) {
    static const char *const reasons[BENCH_REASONS] = {"customer", "inventory", "fraud", "other"};
    return reasons[order % BENCH_REASONS];
}
