#!/usr/bin/env python3
"""What `run` measures of a phase, and its protocol lines.

cpu PID              microseconds of user and system time of a PostgreSQL cluster so far
phase …              the line of a phase, from pgbench's logs of single transactions
check …              the last line
"""

import argparse
import glob
import json
import os
import sys

PEER = "postgresql"


def cpu(postmaster: int) -> int | None:
    """The postmaster, its living children, and the children it has reaped: a client's process has
    usually ended by the time that its phase is over."""
    ticks = 0
    try:
        for name in os.listdir("/proc"):
            if not name.isdigit():
                continue
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    # The second field, the program's name, is the only one that can hold spaces.
                    fields = file.read().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended meanwhile: the postmaster's sum has it, or will
            parent, (user, system, reaped_user, reaped_system) = fields[1], map(int, fields[11:15])
            if int(name) == postmaster:
                ticks += user + system + reaped_user + reaped_system
            elif int(parent) == postmaster:
                ticks += user + system
    except OSError:
        return None  # no /proc: another system than Linux
    return ticks * 1_000_000 // os.sysconf("SC_CLK_TCK")


def phase(arguments: argparse.Namespace) -> dict:
    first, last, latencies = None, None, []
    for path in glob.glob(glob.escape(arguments.log) + ".*"):
        with open(path, encoding="ascii") as file:
            for line in file:
                # client, transaction, latency, script, seconds and microseconds of its end
                _, _, latency, _, seconds, fraction = line.split()[:6]
                if not latency.isdigit():
                    sys.exit(f"a transaction failed: {line.strip()}")
                end = int(seconds) * 1_000_000 + int(fraction)
                begin = end - int(latency)
                first = begin if first is None else min(first, begin)
                last = end if last is None else max(last, end)
                latencies.append(int(latency))
    if first is None or last is None:
        sys.exit("pgbench has logged no transaction")
    latencies.sort()

    def percentile(percent: int) -> int | None:
        if arguments.batch > 1:
            return None
        # By nearest rank, as the other peers do.
        return latencies[max(0, -(-len(latencies) * percent // 100) - 1)]

    known = "" not in (arguments.cpu_before, arguments.cpu_after)
    return {
        "peer": PEER,
        "phase": arguments.phase,
        "operations": arguments.operations,
        "wall_us": last - first,
        "cpu_us": int(arguments.cpu_after) - int(arguments.cpu_before) if known else None,
        "p50_us": percentile(50),
        "p99_us": percentile(99),
        "wal_pages": None,
        "file_bytes": arguments.file_bytes,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    mode = modes.add_parser("cpu")
    mode.add_argument("pid", type=int)
    mode = modes.add_parser("phase")
    mode.add_argument("phase")
    mode.add_argument("--log", required=True, help="what pgbench's log files begin with")
    mode.add_argument("--operations", type=int, required=True)
    mode.add_argument("--batch", type=int, required=True)
    mode.add_argument("--cpu-before", default="")
    mode.add_argument("--cpu-after", default="")
    mode.add_argument("--file-bytes", type=int, default=0)
    mode = modes.add_parser("check")
    for sum_name in ("orders", "cancelled", "refunded", "reserved", "available"):
        mode.add_argument(sum_name, type=int)
    arguments = parser.parse_args()
    if arguments.mode == "cpu":
        total = cpu(arguments.pid)
        print("" if total is None else total)
        return
    if arguments.mode == "phase":
        line = phase(arguments)
    else:
        line = {"peer": PEER, "phase": "check"} | {
            key: value for key, value in vars(arguments).items() if key != "mode"
        }
    print(json.dumps(line, separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
