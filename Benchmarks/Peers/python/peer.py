#!/usr/bin/env python3
"""The peers "python-sqlite3" and "python-sqlalchemy"."""

import argparse
import json
import os
import resource
import sqlite3
import sys
import threading
import time

from common import Failure, make
from workload import Workload

PHASES = ("place", "capture", "cancel")


def arguments() -> argparse.Namespace:
    def count(least: int):
        def parse(text: str) -> int:
            number = int(text)
            if number < least:
                raise ValueError
            return number

        parse.__name__ = f"whole number from {least}"
        return parse

    parser = argparse.ArgumentParser(prog="run", description=__doc__, allow_abbrev=False)
    parser.add_argument("--style", choices=("sqlite3", "sqlalchemy"), required=True)
    parser.add_argument("--db", required=True)
    parser.add_argument("--orders", type=count(4), required=True)
    parser.add_argument("--seed", type=count(0), default=1)
    parser.add_argument("--sync", choices=("full", "normal"), default="full")
    parser.add_argument("--callers", type=count(1), default=1)
    parser.add_argument("--batch", type=count(1), default=1)
    parser.add_argument("--phases", default=",".join(PHASES))
    parser.add_argument("--json", action="store_true", help="always so")
    given = parser.parse_args()
    given.phases = given.phases.split(",")
    if not set(given.phases) <= set(PHASES):
        parser.error("--phases takes " + ", ".join(PHASES))
    if given.callers > 1 and given.batch > 1:
        parser.error("--batch is for one caller")
    return given


def cpu_us() -> int:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return int((usage.ru_utime + usage.ru_stime) * 1_000_000)


def percentile(latencies: list[int], percent: int) -> float:
    """By nearest rank, of sorted nanoseconds."""
    return round(latencies[max(0, -(-len(latencies) * percent // 100) - 1)] / 1000, 1)


def call(store, operation, numbers: list[int], callers: int) -> list[int]:
    """One operation and its commit at a time for each caller. They take turns at the file, because
    whoever waits inside SQLite sleeps for a guessed time."""
    latencies: list[int] = []
    failures: list[BaseException] = []
    waiting = iter(numbers)
    turn = threading.Lock()

    def caller() -> None:
        try:
            while not failures:
                start = time.perf_counter_ns()
                with turn:
                    number = next(waiting, None)
                    if number is None:
                        return
                    store.transaction(operation, (number,))
                latencies.append(time.perf_counter_ns() - start)
        except BaseException as failure:  # a thread's failure is the program's
            failures.append(failure)

    if callers == 1:
        caller()
    else:
        threads = [threading.Thread(target=caller) for _ in range(callers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]
    return latencies


def run_phase(store, workload: Workload, phase: str, given: argparse.Namespace) -> dict:
    if phase == "cancel":
        numbers = [workload.cancelled(c) for c in range(workload.cancellations)]
    else:
        numbers = list(range(workload.orders))
    operation = getattr(store, phase)
    latencies: list[int] = []
    start, cpu = time.perf_counter_ns(), cpu_us()
    if given.batch > 1:
        for first in range(0, len(numbers), given.batch):
            store.transaction(operation, numbers[first : first + given.batch])
    else:
        latencies = call(store, operation, numbers, given.callers)
    wall, cpu = time.perf_counter_ns() - start, cpu_us() - cpu
    latencies.sort()
    return {
        "peer": f"python-{given.style}",
        "phase": phase,
        "operations": len(numbers),
        "wall_us": wall // 1000,
        "cpu_us": cpu,
        "p50_us": percentile(latencies, 50) if latencies else None,
        "p99_us": percentile(latencies, 99) if latencies else None,
        "wal_pages": None,
        "file_bytes": 0,
    }


def main() -> None:
    given = arguments()
    if given.style == "sqlite3":
        from lean_sqlite3 import Store
    else:
        from orm_sqlalchemy import Store
    workload = Workload(given.orders, given.seed)
    make(given.db)
    store = Store(given.db, given.sync == "full", workload)
    lines = [
        run_phase(store, workload, phase, given) for phase in PHASES if phase in given.phases
    ]
    store.close()
    connection = sqlite3.connect(given.db)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    orders = connection.execute("SELECT count(*), sum(state = 2), sum(refunded) FROM orders")
    stock = connection.execute("SELECT sum(reserved), sum(available) FROM stock_level")
    keys = ("orders", "cancelled", "refunded", "reserved", "available")
    sums = dict(zip(keys, orders.fetchone() + stock.fetchone()))
    connection.close()
    lines[-1]["file_bytes"] = os.path.getsize(given.db)
    lines.append({"peer": f"python-{given.style}", "phase": "check"} | sums)
    for line in lines:
        print(json.dumps(line, separators=(",", ":")), flush=True)


if __name__ == "__main__":
    try:
        main()
    except (Failure, sqlite3.Error, OSError) as failure:
        sys.exit(f"error: {failure}")
