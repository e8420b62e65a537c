"""The job as an app's author writes it with SQLAlchemy's ORM: declarative models, a session an
operation, rows read as objects, changed as objects, and written by the flush."""

import hashlib
import json

from sqlalchemy import ForeignKey, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from common import (
    AVAILABLE, CANCEL, CANCELLED, CAPTURE, DEPOSITS, GATEWAY, OPEN, PAID, PLACE, RECEIVABLE,
    REFUNDS_PAYABLE, RESERVED, UNEARNED, Failure, month, settings,
)
from workload import Workload


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    customer: Mapped[str]
    currency: Mapped[str]
    state: Mapped[int]
    total: Mapped[int]
    captured: Mapped[int]
    refunded: Mapped[int]
    placed_at: Mapped[int]
    lines: Mapped[list["OrderLine"]] = relationship(order_by="OrderLine.line")


class OrderLine(Base):
    __tablename__ = "order_line"
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    sku_id: Mapped[int]
    location_id: Mapped[int]
    quantity: Mapped[int]
    unit_price: Mapped[int]


class StockLevel(Base):
    __tablename__ = "stock_level"
    sku_id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(primary_key=True)
    available: Mapped[int]
    reserved: Mapped[int]


class Entry(Base):
    __tablename__ = "entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[int]
    at: Mapped[int]
    order: Mapped[Order] = relationship()
    movements: Mapped[list["Movement"]] = relationship()
    postings: Mapped[list["Posting"]] = relationship()


class Movement(Base):
    __tablename__ = "movement"
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    line: Mapped[int]
    sku_id: Mapped[int]
    location_id: Mapped[int]
    from_bucket: Mapped[int]
    to_bucket: Mapped[int]
    quantity: Mapped[int]
    available_after: Mapped[int]
    reserved_after: Mapped[int]
    order: Mapped[Order] = relationship()


class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    balance: Mapped[int]


class Posting(Base):
    __tablename__ = "posting"
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    amount: Mapped[int]
    balance_after: Mapped[int]


class Payment(Base):
    __tablename__ = "payment"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    name: Mapped[str]
    gateway: Mapped[str]
    amount: Mapped[int]
    at: Mapped[int]


class Refund(Base):
    __tablename__ = "refund"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    name: Mapped[str]
    reason: Mapped[str]
    amount: Mapped[int]
    at: Mapped[int]


class CancellationMonth(Base):
    __tablename__ = "cancellation_month"
    month: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    cancellations: Mapped[int]
    units: Mapped[int]
    refunded: Mapped[int]


class Event(Base):
    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    kind: Mapped[int]
    payload: Mapped[str]
    previous: Mapped[bytes]
    hash: Mapped[bytes]
    order: Mapped[Order] = relationship()


class Store:
    def __init__(self, path: str, full: bool, workload: Workload):
        self.workload = workload
        self.engine = create_engine(f"sqlite:///{path}")

        # As SQLAlchemy's page on SQLite has it: the driver begins nothing, the engine does.
        @event.listens_for(self.engine, "connect")
        def set_up(connection, _):
            connection.isolation_level = None
            for pragma in settings(full):
                connection.execute(pragma)

        @event.listens_for(self.engine, "begin")
        def begin(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    def close(self) -> None:
        self.engine.dispose()

    def transaction(self, operation, numbers) -> None:
        with Session(self.engine) as session, session.begin():
            for number in numbers:
                operation(session, number)

    @staticmethod
    def _move(session: Session, entry: Entry, line: OrderLine, reserves: bool) -> None:
        level = session.get_one(StockLevel, (line.sku_id, line.location_id))
        moved = line.quantity if reserves else -line.quantity
        level.available -= moved
        level.reserved += moved
        if level.available < 0 or level.reserved < 0:
            raise Failure(f"not enough units of SKU {line.sku_id}")
        entry.movements.append(
            Movement(
                order=entry.order, line=line.line, sku_id=line.sku_id,
                location_id=line.location_id,
                from_bucket=AVAILABLE if reserves else RESERVED,
                to_bucket=RESERVED if reserves else AVAILABLE,
                quantity=line.quantity, available_after=level.available,
                reserved_after=level.reserved,
            )
        )

    @staticmethod
    def _post(session: Session, entry: Entry, account_id: int, amount: int) -> None:
        account = session.get_one(Account, account_id)
        account.balance += amount
        entry.postings.append(
            Posting(
                n=len(entry.postings), account_id=account_id, amount=amount,
                balance_after=account.balance,
            )
        )

    @staticmethod
    def _add_event(session: Session, order: Order, kind: int, content: dict) -> None:
        payload = json.dumps(content, separators=(",", ":"))
        previous = session.scalar(select(Event.hash).order_by(Event.id.desc()).limit(1))
        previous = previous or bytes(32)
        session.add(
            Event(
                order=order, kind=kind, payload=payload, previous=previous,
                hash=hashlib.sha256(previous + payload.encode()).digest(),
            )
        )

    @staticmethod
    def _find_order(session: Session, name: str) -> Order:
        return session.scalars(select(Order).where(Order.name == name)).one()

    def place(self, session: Session, number: int) -> None:
        wanted = self.workload.order(number)
        order = Order(
            name=wanted.name, customer=wanted.customer, currency="EUR", state=OPEN,
            total=wanted.total, captured=0, refunded=0, placed_at=wanted.at,
            lines=[
                OrderLine(
                    line=j, sku_id=line.sku + 1, location_id=line.location + 1,
                    quantity=line.quantity, unit_price=line.unit_price,
                )
                for j, line in enumerate(wanted.lines)
            ],
        )
        entry = Entry(order=order, kind=PLACE, at=wanted.at)
        session.add_all([order, entry])
        with session.no_autoflush:
            for line in order.lines:
                self._move(session, entry, line, reserves=True)
            self._post(session, entry, RECEIVABLE, order.total)
            self._post(session, entry, UNEARNED, -order.total)
        self._add_event(
            session, order, PLACE,
            {
                "type": "placed", "order": order.name, "customer": order.customer,
                "total": order.total,
                "lines": [
                    (f"sku-{line.sku:04d}", f"loc-{line.location}", line.quantity, line.unit_price)
                    for line in wanted.lines
                ],
            },
        )

    def capture(self, session: Session, number: int) -> None:
        order = self._find_order(session, f"o-{number:08d}")
        if order.state != OPEN:
            raise Failure(f"{order.name} is not open")
        entry = Entry(order=order, kind=CAPTURE, at=order.placed_at)
        payment = Payment(
            order_id=order.id, name=f"p-{number:08d}", gateway="stripe", amount=order.total,
            at=order.placed_at,
        )
        session.add_all([entry, payment])
        order.state = PAID
        order.captured += order.total
        with session.no_autoflush:
            self._post(session, entry, GATEWAY, order.total)
            self._post(session, entry, DEPOSITS, -order.total)
        self._add_event(
            session, order, CAPTURE,
            {
                "type": "captured", "order": order.name, "payment": payment.name,
                "gateway": payment.gateway, "amount": payment.amount,
            },
        )

    def cancel(self, session: Session, number: int) -> None:
        order = self._find_order(session, f"o-{number:08d}")
        if order.state != PAID or order.captured != order.total:
            raise Failure(f"{order.name} is not paid")
        entry = Entry(order=order, kind=CANCEL, at=order.placed_at)
        refund = Refund(
            order_id=order.id, name=f"c-{number:08d}", reason=self.workload.reason(number),
            amount=order.captured, at=order.placed_at,
        )
        session.add_all([entry, refund])
        order.state = CANCELLED
        order.refunded += order.captured
        units = sum(line.quantity for line in order.lines)
        with session.no_autoflush:
            for line in order.lines:
                amount = line.quantity * line.unit_price
                self._move(session, entry, line, reserves=False)
                self._post(session, entry, DEPOSITS, amount)
                self._post(session, entry, REFUNDS_PAYABLE, -amount)
            self._count(session, refund, units)
        self._add_event(
            session, order, CANCEL,
            {
                "type": "cancelled", "order": order.name, "cancellation": refund.name,
                "reason": refund.reason, "refund": refund.amount,
                "lines": [
                    (line.line, line.quantity, line.quantity * line.unit_price)
                    for line in order.lines
                ],
            },
        )

    @staticmethod
    def _count(session: Session, refund: Refund, units: int) -> None:
        key = {"month": month(refund.at), "reason": refund.reason}
        row = session.get(CancellationMonth, key)
        if row is None:
            row = CancellationMonth(**key, cancellations=0, units=0, refunded=0)
            session.add(row)
        row.cancellations += 1
        row.units += units
        row.refunded += refund.amount
