"""The job with the sqlite3 module alone, tuned: one connection, statements that its cache prepares
once, and what a single writer may know without asking."""

import hashlib
import json
import sqlite3

from common import (
    AVAILABLE, CANCEL, CANCELLED, CAPTURE, DEPOSITS, GATEWAY, OPEN, PAID, PLACE, RECEIVABLE,
    REFUNDS_PAYABLE, RESERVED, UNEARNED, Failure, month, settings,
)
from workload import Order, Workload

RESERVE = (
    "UPDATE stock_level SET available = available - ?1, reserved = reserved + ?1"
    " WHERE sku_id = ?2 AND location_id = ?3 AND available >= ?1"
)
RELEASE = (
    "UPDATE stock_level SET available = available + ?1, reserved = reserved - ?1"
    " WHERE sku_id = ?2 AND location_id = ?3 AND reserved >= ?1"
)


class Store:
    def __init__(self, path: str, full: bool, workload: Workload):
        self.workload = workload
        # Transactions begin where this program says so. Callers take turns, so that a connection may
        # go from one thread to the next.
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in settings(full):
            self.connection.execute(pragma)
        self.execute = self.connection.execute
        last = self.execute("SELECT hash FROM event ORDER BY id DESC LIMIT 1").fetchone()
        self.head = last[0] if last else bytes(32)

    def close(self) -> None:
        self.connection.close()

    def transaction(self, operation, numbers) -> None:
        self.execute("BEGIN IMMEDIATE")
        for number in numbers:
            operation(number)
        self.execute("COMMIT")

    def _add_entry(self, order_id: int, kind: int, at: int) -> int:
        return self.execute(
            "INSERT INTO entry (order_id, kind, at) VALUES (?, ?, ?)", (order_id, kind, at)
        ).lastrowid

    def _move(
        self, entry: int, order: int, line: int, sku: int, location: int, quantity: int,
        reserves: bool,
    ) -> None:
        moved = self.execute(RESERVE if reserves else RELEASE, (quantity, sku, location))
        if moved.rowcount != 1:
            raise Failure(f"not enough units of SKU {sku}")
        available, reserved = self.execute(
            "SELECT available, reserved FROM stock_level WHERE sku_id = ? AND location_id = ?",
            (sku, location),
        ).fetchone()
        source, target = (AVAILABLE, RESERVED) if reserves else (RESERVED, AVAILABLE)
        self.execute(
            "INSERT INTO movement (entry_id, order_id, line, sku_id, location_id, from_bucket,"
            " to_bucket, quantity, available_after, reserved_after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry, order, line, sku, location, source, target, quantity, available, reserved),
        )

    def _post(self, entry: int, n: int, account: int, amount: int) -> None:
        self.execute("UPDATE account SET balance = balance + ? WHERE id = ?", (amount, account))
        (balance,) = self.execute(
            "SELECT balance FROM account WHERE id = ?", (account,)
        ).fetchone()
        self.execute(
            "INSERT INTO posting (entry_id, n, account_id, amount, balance_after)"
            " VALUES (?, ?, ?, ?, ?)",
            (entry, n, account, amount, balance),
        )

    def _add_event(self, order: int, kind: int, content: dict) -> None:
        payload = json.dumps(content, separators=(",", ":"))
        new_hash = hashlib.sha256(self.head + payload.encode()).digest()
        self.execute(
            "INSERT INTO event (order_id, kind, payload, previous, hash) VALUES (?, ?, ?, ?, ?)",
            (order, kind, payload, self.head, new_hash),
        )
        self.head = new_hash

    def _find_order(self, name: str) -> tuple:
        found = self.execute(
            "SELECT id, state, total, captured, placed_at FROM orders WHERE name = ?", (name,)
        ).fetchone()
        if found is None:
            raise Failure(f"no order {name}")
        return found

    def place(self, number: int) -> None:
        order: Order = self.workload.order(number)
        total = order.total
        order_id = self.execute(
            "INSERT INTO orders (name, customer, currency, state, total, captured, refunded,"
            " placed_at) VALUES (?, ?, 'EUR', 0, ?, 0, 0, ?)",
            (order.name, order.customer, total, order.at),
        ).lastrowid
        entry = self._add_entry(order_id, PLACE, order.at)
        for j, line in enumerate(order.lines):
            self.execute(
                "INSERT INTO order_line (order_id, line, sku_id, location_id, quantity, unit_price)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (order_id, j, line.sku + 1, line.location + 1, line.quantity, line.unit_price),
            )
            self._move(entry, order_id, j, line.sku + 1, line.location + 1, line.quantity, True)
        self._post(entry, 0, RECEIVABLE, total)
        self._post(entry, 1, UNEARNED, -total)
        self._add_event(
            order_id, PLACE,
            {
                "type": "placed", "order": order.name, "customer": order.customer, "total": total,
                "lines": [
                    (f"sku-{line.sku:04d}", f"loc-{line.location}", line.quantity, line.unit_price)
                    for line in order.lines
                ],
            },
        )

    def capture(self, number: int) -> None:
        name, payment = f"o-{number:08d}", f"p-{number:08d}"
        order_id, state, total, _, at = self._find_order(name)
        if state != OPEN:
            raise Failure(f"{name} is not open")
        entry = self._add_entry(order_id, CAPTURE, at)
        self.execute(
            "INSERT INTO payment (order_id, name, gateway, amount, at)"
            " VALUES (?, ?, 'stripe', ?, ?)",
            (order_id, payment, total, at),
        )
        self.execute(
            "UPDATE orders SET state = ?, captured = captured + ? WHERE id = ?",
            (PAID, total, order_id),
        )
        self._post(entry, 0, GATEWAY, total)
        self._post(entry, 1, DEPOSITS, -total)
        self._add_event(
            order_id, CAPTURE,
            {
                "type": "captured", "order": name, "payment": payment, "gateway": "stripe",
                "amount": total,
            },
        )

    def cancel(self, number: int) -> None:
        name, cancellation = f"o-{number:08d}", f"c-{number:08d}"
        reason = self.workload.reason(number)
        order_id, state, total, captured, at = self._find_order(name)
        if state != PAID or captured != total:
            raise Failure(f"{name} is not paid")
        entry = self._add_entry(order_id, CANCEL, at)
        units, refunded = 0, []
        for line, sku, location, quantity, price in self.execute(
            "SELECT line, sku_id, location_id, quantity, unit_price FROM order_line"
            " WHERE order_id = ? ORDER BY line",
            (order_id,),
        ).fetchall():
            amount = quantity * price
            self._move(entry, order_id, line, sku, location, quantity, False)
            self._post(entry, 2 * line, DEPOSITS, amount)
            self._post(entry, 2 * line + 1, REFUNDS_PAYABLE, -amount)
            units += quantity
            refunded.append((line, quantity, amount))
        self.execute(
            "INSERT INTO refund (order_id, name, reason, amount, at) VALUES (?, ?, ?, ?, ?)",
            (order_id, cancellation, reason, captured, at),
        )
        self.execute(
            "UPDATE orders SET state = ?, refunded = refunded + ? WHERE id = ?",
            (CANCELLED, captured, order_id),
        )
        self.execute(
            "INSERT INTO cancellation_month (month, reason, cancellations, units, refunded)"
            " VALUES (?, ?, 1, ?, ?) ON CONFLICT (month, reason) DO UPDATE SET"
            " cancellations = cancellations + 1, units = units + excluded.units,"
            " refunded = refunded + excluded.refunded",
            (month(at), reason, units, captured),
        )
        self._add_event(
            order_id, CANCEL,
            {
                "type": "cancelled", "order": name, "cancellation": cancellation, "reason": reason,
                "refund": captured, "lines": refunded,
            },
        )
