-- Gift cards and store credit: balances of customers' that this ledger keeps. And disputes of
-- payments. Entries, state, what protects them, and views.

-- Something happened to a gift card or a store credit account. balance and held are changes, status
-- and expires_at are as they are from then on. kind: 2 gift card, 3 store credit. event: 0 announce,
-- 1 issue, 2 hold, 3 release, 4 spend, 5 restore, 6 expire, 7 revive, 8 disable, 9 withdraw.
CREATE TABLE ledger_credit_change (
  seq          INTEGER NOT NULL,
  n            INTEGER NOT NULL,
  credit       TEXT    NOT NULL CHECK (length(credit) > 0 AND instr(credit, char(0)) = 0),
  kind         INTEGER NOT NULL CHECK (kind IN (2, 3)),
  event        INTEGER NOT NULL CHECK (event BETWEEN 0 AND 9),
  currency     TEXT    NOT NULL CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  balance      INTEGER NOT NULL,
  held         INTEGER NOT NULL,
  status       INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
  expires_at   INTEGER,
  previous_seq INTEGER, -- the credit's change before this one
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- A dispute took a status: 0 open, 1 won, 2 lost. Of a lost one refunded is what refunds had promised
-- the customer anyway, and unfulfilled what was held for goods that had not left; the rest is a loss.
CREATE TABLE ledger_dispute_change (
  seq         INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  dispute_no  INTEGER NOT NULL CHECK (dispute_no >= 0),
  dispute     TEXT    NOT NULL,
  payment_no  INTEGER NOT NULL,
  amount      INTEGER NOT NULL CHECK (amount > 0),
  previous    INTEGER CHECK (previous = 0),
  status      INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
  fee         INTEGER NOT NULL, -- charged, or (< 0) given back
  refunded    INTEGER NOT NULL CHECK (refunded >= 0),
  unfulfilled INTEGER NOT NULL CHECK (unfulfilled >= 0),
  PRIMARY KEY (seq, n),
  CHECK ((previous IS NULL) = (status = 0)),
  CHECK (refunded + unfulfilled <= CASE status WHEN 2 THEN amount ELSE 0 END)
) STRICT, WITHOUT ROWID;

-- Gift cards and store credit accounts as they are now. What can be spent is balance - held, while
-- the status is 1. status: 0 announced, 1 active, 2 expired, 3 disabled.
CREATE TABLE ledger_credit (
  credit     TEXT    NOT NULL,
  kind       INTEGER NOT NULL CHECK (kind IN (2, 3)),
  currency   TEXT    NOT NULL CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  balance    INTEGER NOT NULL CHECK (balance >= 0),
  held       INTEGER NOT NULL CHECK (held BETWEEN 0 AND balance),
  breakage   INTEGER NOT NULL CHECK (breakage >= 0), -- taken as income
  status     INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
  expires_at INTEGER,
  last_seq   INTEGER NOT NULL, -- follow ledger_credit_change.previous_seq from here
  PRIMARY KEY (credit)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_dispute (
  order_id   INTEGER NOT NULL,
  dispute_no INTEGER NOT NULL,
  dispute    TEXT    NOT NULL,
  payment_no INTEGER NOT NULL,
  amount     INTEGER NOT NULL CHECK (amount > 0),
  fee        INTEGER NOT NULL CHECK (fee >= 0),
  status     INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
  refunded   INTEGER NOT NULL CHECK (refunded BETWEEN 0 AND amount),
  seq        INTEGER NOT NULL,
  closed_seq INTEGER CHECK ((closed_seq IS NULL) = (status = 0)),
  PRIMARY KEY (order_id, dispute_no)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_credit_change_no_update BEFORE UPDATE ON ledger_credit_change
BEGIN SELECT RAISE(ABORT, 'ledger_credit_change is append-only'); END;
CREATE TRIGGER ledger_credit_change_no_delete BEFORE DELETE ON ledger_credit_change
BEGIN SELECT RAISE(ABORT, 'ledger_credit_change is append-only'); END;
CREATE TRIGGER ledger_dispute_change_no_update BEFORE UPDATE ON ledger_dispute_change
BEGIN SELECT RAISE(ABORT, 'ledger_dispute_change is append-only'); END;
CREATE TRIGGER ledger_dispute_change_no_delete BEFORE DELETE ON ledger_dispute_change
BEGIN SELECT RAISE(ABORT, 'ledger_dispute_change is append-only'); END;

-- Gift cards and store credit, with what can be spent.
CREATE VIEW v_ledger_credits AS
SELECT credit, CASE kind WHEN 2 THEN 'giftCard' ELSE 'storeCredit' END AS kind, currency,
  CASE status WHEN 0 THEN 'announced' WHEN 1 THEN 'active' WHEN 2 THEN 'expired' ELSE 'disabled' END
    AS status,
  balance, held, CASE status WHEN 1 THEN balance - held ELSE 0 END AS available, breakage,
  strftime('%Y-%m-%dT%H:%M:%SZ', expires_at / 1000000, 'unixepoch') AS expires_at
FROM ledger_credit;

-- Disputes, with what they cost.
CREATE VIEW v_ledger_disputes AS
SELECT d.dispute, o."order", p.payment, p.tender_name AS gateway, o.currency, d.amount, d.fee,
  CASE d.status WHEN 0 THEN 'open' WHEN 1 THEN 'won' ELSE 'lost' END AS status, d.refunded,
  d.seq, d.closed_seq
FROM ledger_dispute d
JOIN ledger_order o USING (order_id)
JOIN ledger_payment p USING (order_id, payment_no);
