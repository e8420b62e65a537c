-- The rest of the state as it is now. Every row here follows from the journal alone: `rebuild`
-- empties these tables and fills them again, byte for byte. CHECKs hold even if the library errs.

CREATE TABLE ledger_payment (
  order_id    INTEGER NOT NULL,
  payment_no  INTEGER NOT NULL,
  payment     TEXT    NOT NULL,
  tender_kind INTEGER NOT NULL,
  tender_name TEXT    NOT NULL,
  authorized  INTEGER NOT NULL CHECK (authorized > 0),
  captured    INTEGER NOT NULL CHECK (captured BETWEEN 0 AND authorized),
  open        INTEGER NOT NULL CHECK (open BETWEEN 0 AND authorized),
  PRIMARY KEY (order_id, payment_no)
) STRICT, WITHOUT ROWID;

-- A refund, a row for each payment that gets some of it. A row with the payment -1 and the amount 0
-- stands for a refund that was given to no payment when it was decided.
CREATE TABLE ledger_refund (
  order_id   INTEGER NOT NULL,
  refund_no  INTEGER NOT NULL,
  payment_no INTEGER NOT NULL CHECK (payment_no >= -1),
  position   INTEGER NOT NULL,
  refund     TEXT    NOT NULL,
  total      INTEGER NOT NULL CHECK (total > 0), -- of all its rows
  amount     INTEGER NOT NULL CHECK (amount BETWEEN 0 AND total AND (amount = 0) = (payment_no = -1)),
  pending    INTEGER NOT NULL CHECK (pending >= 0),
  settled    INTEGER NOT NULL CHECK (settled >= 0 AND pending + settled <= amount),
  PRIMARY KEY (order_id, refund_no, payment_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_attempt (
  order_id   INTEGER NOT NULL,
  attempt_no INTEGER NOT NULL,
  attempt    TEXT    NOT NULL,
  refund_no  INTEGER NOT NULL,
  payment_no INTEGER NOT NULL,
  amount     INTEGER NOT NULL CHECK (amount > 0),
  status     INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
  seq        INTEGER NOT NULL,
  PRIMARY KEY (order_id, attempt_no)
) STRICT, WITHOUT ROWID;

-- Names that were taken: 0 payments, 1 fulfillments, 2 cancellations, requests for
-- them, and refunds, 3 attempts, 4 returns, 14 disputes.
CREATE TABLE ledger_document (
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 22),
  name       TEXT    NOT NULL,
  order_id   INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  closed_seq INTEGER, -- a fulfillment was cancelled, a request for a cancellation was answered
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

-- Gateways' own names for what they did: a webhook told twice is known. kind: 0 authorization,
-- 1 capture, 2 refund.
CREATE TABLE ledger_gateway_reference (
  gateway   TEXT    NOT NULL,
  kind      INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
  reference TEXT    NOT NULL,
  seq       INTEGER NOT NULL,
  PRIMARY KEY (gateway, kind, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_location_state (
  location_id INTEGER PRIMARY KEY,
  name        TEXT,
  is_open     INTEGER NOT NULL CHECK (is_open IN (0, 1))
) STRICT;

-- Stock by SKU and location. What came from outside is negative there, so each row sums to zero.
CREATE TABLE ledger_stock (
  stock_id         INTEGER PRIMARY KEY, -- sku_id * 2^20 + location_id
  sku_id           INTEGER NOT NULL GENERATED ALWAYS AS (stock_id >> 20) VIRTUAL,
  location_id      INTEGER NOT NULL GENERATED ALWAYS AS (stock_id & 1048575) VIRTUAL,
  available        INTEGER NOT NULL CHECK (available >= 0),
  reserved         INTEGER NOT NULL CHECK (reserved >= 0),
  inspection       INTEGER NOT NULL CHECK (inspection >= 0),
  damaged          INTEGER NOT NULL CHECK (damaged >= 0),
  safety           INTEGER NOT NULL CHECK (safety >= 0),
  supplier         INTEGER NOT NULL,
  shipped          INTEGER NOT NULL,
  scrapped         INTEGER NOT NULL,
  count_adjustment INTEGER NOT NULL,
  transit          INTEGER NOT NULL,
  value            INTEGER NOT NULL CHECK (value >= 0), -- cost of all but the damaged
  currency         TEXT CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  CHECK (available + reserved + inspection + damaged + safety + supplier + shipped + scrapped
         + count_adjustment + transit = 0)
) STRICT;

-- Accounts: four counters each, over all orders. What of them is an order's is a function of its
-- row above and of its own postings; `verify` compares the two. guard: 1 debits, pending included,
-- never exceed credits; 2 the other way round.
CREATE TABLE ledger_account (
  account        INTEGER NOT NULL,
  dimension      TEXT    NOT NULL,
  currency       TEXT    NOT NULL CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  guard          INTEGER NOT NULL CHECK (guard BETWEEN 0 AND 2),
  debit_posted   INTEGER NOT NULL CHECK (debit_posted >= 0),
  credit_posted  INTEGER NOT NULL CHECK (credit_posted >= 0),
  debit_pending  INTEGER NOT NULL CHECK (debit_pending >= 0),
  credit_pending INTEGER NOT NULL CHECK (credit_pending >= 0),
  PRIMARY KEY (account, dimension, currency),
  CHECK (guard <> 1 OR debit_posted + debit_pending <= credit_posted),
  CHECK (guard <> 2 OR credit_posted + credit_pending <= debit_posted)
) STRICT, WITHOUT ROWID;

-- Cancellations by UTC day (since 1970, effective time), reason and currency.
CREATE TABLE ledger_cancellation_day (
  day           INTEGER NOT NULL,
  reason        TEXT    NOT NULL,
  currency      TEXT    NOT NULL,
  cancellations INTEGER NOT NULL,
  whole_orders  INTEGER NOT NULL, -- of them, those that left nothing of their order
  units         INTEGER NOT NULL,
  value         INTEGER NOT NULL, -- reversed, tax included
  refunded      INTEGER NOT NULL, -- decided to be given back
  PRIMARY KEY (day, reason, currency)
) STRICT, WITHOUT ROWID;
