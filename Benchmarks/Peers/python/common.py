"""What both styles share: the names of the lean schema's numbers, its text, and its settings."""

import ast
import os
import re
import sqlite3
import sys
from datetime import datetime, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

from workload import LOCATIONS, OPENING_UNITS, SKUS  # noqa: E402

HEADER = os.path.join(HERE, "../../Sources/CBenchWorkload/include/lean_schema.h")

PLACE, CAPTURE, CANCEL = 0, 1, 2
AVAILABLE, RESERVED = 0, 1
OPEN, PAID, CANCELLED = 0, 1, 2
RECEIVABLE, UNEARNED, GATEWAY, DEPOSITS, REFUNDS_PAYABLE = 1, 2, 3, 4, 5


class Failure(Exception):
    """What the peer says before it exits with 1."""


def month(at: int) -> int:
    day = datetime.fromtimestamp(at / 1000, timezone.utc)
    return day.year * 100 + day.month


def settings(full: bool) -> list[str]:
    """Those of every peer that is on SQLite: of the cache and the checkpoints, the ledger's own."""
    return [
        "PRAGMA journal_mode = WAL",
        f"PRAGMA synchronous = {'FULL' if full else 'NORMAL'}",
        "PRAGMA cache_size = -16384",
        "PRAGMA wal_autocheckpoint = 4000",
    ]


def schema() -> str:
    """The lean schema, from the header of the C program: there is no second one to keep equal."""
    with open(HEADER, encoding="utf-8") as file:
        text = file.read()
    found = re.search(r'lean_schema\[\] =\s*((?:"(?:[^"\\]|\\.)*"\s*)+);', text)
    if found is None:
        raise Failure(f"{HEADER} has no lean_schema")
    # Adjacent string literals, which Python joins as C does.
    return ast.literal_eval(f"({found[1]})")


def make(path: str) -> None:
    """Tables and opening stock, if the file is new."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("PRAGMA journal_mode = WAL")
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0:
        connection.executescript(f"BEGIN IMMEDIATE; {schema()}")
        connection.executemany(
            "INSERT INTO sku VALUES (?, ?)", [(i + 1, f"sku-{i:04d}") for i in range(SKUS)]
        )
        connection.executemany(
            "INSERT INTO location VALUES (?, ?)", [(i + 1, f"loc-{i}") for i in range(LOCATIONS)]
        )
        connection.execute(
            "INSERT INTO stock_level SELECT s.id, l.id, ?, 0 FROM sku s, location l ORDER BY 1, 2",
            (OPENING_UNITS,),
        )
        connection.execute("COMMIT")
    connection.close()
