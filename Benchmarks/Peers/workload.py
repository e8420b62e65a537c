#!/usr/bin/env python3
"""The workload of the benchmarks for the peers that are not compiled.

The numbers are those of CBenchWorkload: the check line of every peer shows that they are. As a
program: writes the workload as CSV, which PostgreSQL copies into a table before the clock starts.
"""

import argparse
import csv
import os
from math import gcd
from typing import NamedTuple

MASK = (1 << 64) - 1

SKUS = 1_000
LOCATIONS = 4
OPENING_UNITS = 1_000_000
LINES = 3
REASONS = ("customer", "inventory", "fraud", "other")
# Times are whole milliseconds, as in the lean schema.
START = 1_767_225_600_000  # 2026-01-01T00:00:00Z
SPAN = 90 * 86_400_000


def mix(x: int) -> int:
    z = (x + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class Line(NamedTuple):
    sku: int
    location: int
    quantity: int
    unit_price: int


class Order(NamedTuple):
    number: int
    name: str
    customer: str
    at: int
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        return sum(line.quantity * line.unit_price for line in self.lines)


class Workload:
    def __init__(self, orders: int, seed: int):
        self.orders = orders
        self.seed = seed
        self.cancellations = orders * 3 // 10
        # The smallest whole number that is at least 0.618 of the orders and shares no divisor with
        # their number: then the walk meets each order once.
        step = -(-orders * 618 // 1000)
        while gcd(step, orders) != 1:
            step += 1
        self._step = step
        self._first = self.value(orders, 15) % orders

    def value(self, i: int, k: int) -> int:
        return mix((self.seed * 1_000_003 + i * 16 + k) & MASK)

    def order(self, i: int) -> Order:
        value = self.value
        first = value(i, 0) % SKUS
        return Order(
            number=i,
            name=f"o-{i:08d}",
            customer=f"customer-{value(i, 14) % 100_000}",
            at=self.time(i),
            lines=tuple(
                Line(
                    sku=(first + 333 * j) % SKUS,
                    location=value(i, 4 + j) % LOCATIONS,
                    quantity=1 + value(i, 8 + j) % 3,
                    unit_price=500 + value(i, 11 + j) % 9_500,
                )
                for j in range(LINES)
            ),
        )

    def time(self, i: int) -> int:
        return START + i * SPAN // self.orders

    def cancelled(self, c: int) -> int:
        """The number of the order that cancellation c cancels."""
        return (self._first + c * self._step) % self.orders

    @staticmethod
    def reason(i: int) -> str:
        return REASONS[i % len(REASONS)]


def write_csv(workload: Workload, directory: str) -> None:
    with open(os.path.join(directory, "orders.csv"), "w", newline="") as file:
        rows = csv.writer(file)
        for i in range(workload.orders):
            order = workload.order(i)
            # An order's lines are one row's arrays.
            columns = ("{" + ",".join(map(str, column)) + "}" for column in zip(*order.lines))
            rows.writerow((i, order.name, order.customer, order.at, *columns))
    with open(os.path.join(directory, "cancellations.csv"), "w", newline="") as file:
        rows = csv.writer(file)
        for c in range(workload.cancellations):
            i = workload.cancelled(c)
            rows.writerow((c, i, workload.reason(i)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Writes the workload as CSV.")
    parser.add_argument("--orders", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--directory", required=True, help="gets orders.csv and cancellations.csv")
    arguments = parser.parse_args()
    write_csv(Workload(arguments.orders, arguments.seed), arguments.directory)
