-- The journal's money: payments, decisions to give money back, attempts to do so, postings, and
-- what customers are told.

-- kind: 0 authorize, 1 capture, 2 sale (both at once), 3 void, 4 expire.
-- tender_kind: 0 gateway, 1 manual, 2 gift card, 3 store credit.
CREATE TABLE ledger_payment_txn (
  seq         INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  payment_no  INTEGER NOT NULL CHECK (payment_no >= 0),
  payment     TEXT    NOT NULL,
  kind        INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4),
  tender_kind INTEGER NOT NULL CHECK (tender_kind BETWEEN 0 AND 3),
  tender_name TEXT    NOT NULL,
  amount      INTEGER NOT NULL CHECK (amount > 0),
  promised    INTEGER NOT NULL CHECK (promised BETWEEN 0 AND amount), -- of it, authorised before
  fee         INTEGER NOT NULL CHECK (fee >= 0),
  reference   TEXT,   -- the gateway's own name for the transaction
  expires_at  INTEGER,
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- What a cancellation (kind 0), a refund (1), a late capture (2) or the inspection of a return (3)
-- decided about the customer's money: due = amount + fee + retained + discrepancy. choice: 0 original
-- tenders, 1 later, 2 none, 3 an amount, 4 store credit.
CREATE TABLE ledger_decision (
  seq          INTEGER NOT NULL,
  n            INTEGER NOT NULL,
  kind         INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  refund_no    INTEGER CHECK (refund_no >= 0), -- NULL when no money goes back
  refund       TEXT    NOT NULL,
  reason       TEXT    NOT NULL,
  choice       INTEGER NOT NULL CHECK (choice BETWEEN 0 AND 4),
  due          INTEGER NOT NULL CHECK (due >= 0),
  amount       INTEGER NOT NULL CHECK (amount >= 0),
  fee          INTEGER NOT NULL CHECK (fee >= 0),
  fee_tax      INTEGER NOT NULL CHECK (fee_tax BETWEEN 0 AND fee),
  fee_tax_code TEXT,
  retained     INTEGER NOT NULL CHECK (retained >= 0),
  discrepancy  INTEGER NOT NULL,
  notify       INTEGER NOT NULL CHECK (notify IN (0, 1)),
  payment_no   INTEGER, -- the payment that all of the amount goes to …
  PRIMARY KEY (seq, n),
  CHECK (due = amount + fee + retained + discrepancy),
  CHECK ((amount > 0) = (refund_no IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- … or, where it goes to several or not all of it to one, how much goes to which.
CREATE TABLE ledger_decision_share (
  seq        INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  payment_no INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  amount     INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (seq, n, payment_no)
) STRICT, WITHOUT ROWID;

-- An attempt to carry out a refund took a status: 0 submitted, 1 succeeded, 2 failed, 3 cancelled.
CREATE TABLE ledger_attempt_change (
  seq        INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  attempt_no INTEGER NOT NULL CHECK (attempt_no >= 0),
  attempt    TEXT    NOT NULL,
  refund     TEXT    NOT NULL,
  refund_no  INTEGER NOT NULL,
  payment_no INTEGER NOT NULL,
  amount     INTEGER NOT NULL CHECK (amount > 0),
  previous   INTEGER CHECK (previous BETWEEN 0 AND 3),
  status     INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
  reference  TEXT,
  failure    TEXT,
  fee        INTEGER NOT NULL CHECK (fee >= 0),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- A leg of a balanced set: the amounts of a seq, a currency and a phase sum to zero. Accounts
-- that every order has of its own (2110, 2310 …) belong to the transaction's order.
-- phase: 0 posted, 1 pending, 2 released (what was pending is so no more).
CREATE TABLE ledger_posting (
  entry_id  INTEGER PRIMARY KEY,
  account   INTEGER NOT NULL,
  dimension TEXT    NOT NULL, -- which gateway, tax code, channel, SKU, reason; '' where there is one
  amount    INTEGER NOT NULL CHECK (amount <> 0), -- a debit is more than 0, a credit is less
  currency  TEXT    NOT NULL CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  phase     INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 2)
) STRICT;

-- Something the customer is to be told. kind: 0 order cancelled, 1 refund decided; of a
-- return: 2 announced, 3 received, 4 inspected, 5 cancelled.
CREATE TABLE ledger_message (
  seq      INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  kind     INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
  customer TEXT,
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- Notes are free text and may be personal. They are no part of the chain, which holds only the
-- digest of salt and text: a note can be erased, and the chain still verifies.
CREATE TABLE ledger_note (
  seq  INTEGER PRIMARY KEY,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  note TEXT NOT NULL
) STRICT;
