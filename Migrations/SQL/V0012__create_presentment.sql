-- Amounts as the customer sees them: in a presentment currency beside the shop's, or in cash that is
-- rounded. Orders without either have no rows here.

-- A transaction's amount in both. kind: 0 the order was placed, 1 a payment came in, 2 an attempt to
-- refund was submitted, 3 it succeeded, 4 it did not, 5 it came back after it had succeeded, 6 a
-- dispute took money, 7 it came back, 8 a refund became store credit. amount is in the order's
-- currency: what is paid or owed, and of 3 and 5 to 7 what the money that left or came back was worth
-- as it had come in. presented is in `currency`; where that is the order's own, it is cash.
-- payment_no is that of a payment that has such amounts itself.
CREATE TABLE ledger_exchange (
  seq        INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 8),
  payment_no INTEGER CHECK (payment_no >= 0),
  attempt_no INTEGER CHECK (attempt_no >= 0),
  dispute_no INTEGER CHECK (dispute_no >= 0),
  amount     INTEGER NOT NULL CHECK (amount >= 0),
  presented  INTEGER NOT NULL CHECK (presented >= 0),
  currency   TEXT    NOT NULL CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  PRIMARY KEY (seq, n),
  CHECK ((kind IN (2, 3, 4, 5, 8)) = (attempt_no IS NOT NULL)),
  CHECK ((kind IN (6, 7)) = (dispute_no IS NOT NULL)),
  CHECK (kind <> 0 OR payment_no IS NULL),
  CHECK (kind NOT IN (1, 6, 7, 8) OR payment_no IS NOT NULL),
  CHECK (kind <> 1 OR amount > 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_exchange_no_update BEFORE UPDATE ON ledger_exchange
BEGIN SELECT RAISE(ABORT, 'ledger_exchange is append-only'); END;
CREATE TRIGGER ledger_exchange_no_delete BEFORE DELETE ON ledger_exchange
BEGIN SELECT RAISE(ABORT, 'ledger_exchange is append-only'); END;

-- State: an order's amounts as presented. kind: 0 the order, 1 a payment (number is the payment's),
-- 2 an attempt to refund (number is the attempt's), 3 a dispute (number is the dispute's). Of a
-- payment: what is on its way back; what is back or disputed, and what that was worth as it had come
-- in; and what stays because it was given back as store credit.
CREATE TABLE ledger_presented (
  order_id        INTEGER NOT NULL,
  kind            INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  number          INTEGER NOT NULL CHECK (number >= 0),
  payment_no      INTEGER CHECK (payment_no >= 0),
  currency        TEXT    NOT NULL CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  amount          INTEGER NOT NULL CHECK (amount >= 0),
  presented       INTEGER NOT NULL CHECK (presented >= 0),
  pending         INTEGER NOT NULL CHECK (pending >= 0),
  returned        INTEGER NOT NULL CHECK (returned >= 0),
  returned_amount INTEGER NOT NULL CHECK (returned_amount BETWEEN 0 AND amount),
  kept            INTEGER NOT NULL CHECK (kept >= 0),
  PRIMARY KEY (order_id, kind, number),
  CHECK (pending + returned + kept <= presented),
  CHECK (kind <> 1 OR amount > 0)
) STRICT, WITHOUT ROWID;

-- Every amount in both currencies, with the rate of its transaction (for people: a division).
CREATE VIEW v_ledger_exchange AS
SELECT e.seq, t.command, o."order",
  CASE e.kind WHEN 0 THEN 'placed' WHEN 1 THEN 'captured' WHEN 2 THEN 'submitted'
    WHEN 3 THEN 'succeeded' WHEN 4 THEN 'released' WHEN 5 THEN 'returned' WHEN 6 THEN 'disputed'
    WHEN 7 THEN 'recovered' ELSE 'credited' END AS kind,
  e.payment_no, e.attempt_no, e.dispute_no, e.amount, o.currency, e.presented, e.currency AS presented_currency
FROM ledger_exchange e
JOIN ledger_txn t USING (seq)
LEFT JOIN ledger_order o USING (order_id);
