-- Closed periods, and reversals of postings.

-- kind: 0 all up to `time` is closed, 1 it happened at `time`, in a period that was closed, and is
-- dated in the open one. The last row of kind 0 is the one that holds.
CREATE TABLE ledger_period (
  seq  INTEGER NOT NULL,
  n    INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
  time INTEGER NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- The transaction's postings are the opposite of another one's, at most once.
CREATE TABLE ledger_reversal (
  seq          INTEGER NOT NULL,
  n            INTEGER NOT NULL,
  reversed_seq INTEGER NOT NULL UNIQUE CHECK (reversed_seq < seq),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_period_no_update BEFORE UPDATE ON ledger_period
BEGIN SELECT RAISE(ABORT, 'ledger_period is append-only'); END;
CREATE TRIGGER ledger_period_no_delete BEFORE DELETE ON ledger_period
BEGIN SELECT RAISE(ABORT, 'ledger_period is append-only'); END;
CREATE TRIGGER ledger_reversal_no_update BEFORE UPDATE ON ledger_reversal
BEGIN SELECT RAISE(ABORT, 'ledger_reversal is append-only'); END;
CREATE TRIGGER ledger_reversal_no_delete BEFORE DELETE ON ledger_reversal
BEGIN SELECT RAISE(ABORT, 'ledger_reversal is append-only'); END;

-- Periods as they were closed, and what was told of them afterwards.
CREATE VIEW v_ledger_periods AS
SELECT p.seq, CASE p.kind WHEN 0 THEN 'closed' ELSE 'late' END AS kind,
  strftime('%Y-%m-%dT%H:%M:%SZ', p.time / 1000000, 'unixepoch') AS time,
  strftime('%Y-%m-%dT%H:%M:%SZ', t.effective_at / 1000000, 'unixepoch') AS effective_at,
  t.command, t.document, t.actor
FROM ledger_period p
JOIN ledger_txn t USING (seq);

-- Postings that were made by hand, and what became of them.
CREATE VIEW v_ledger_adjustments AS
SELECT t.seq, t.command, strftime('%Y-%m-%dT%H:%M:%SZ', t.effective_at / 1000000, 'unixepoch')
    AS effective_at, t.actor, t.reason, o."order", p.account, p.dimension,
  CASE WHEN p.amount > 0 THEN p.amount END AS debit,
  CASE WHEN p.amount < 0 THEN -p.amount END AS credit, p.currency,
  own.reversed_seq AS reverses_seq, other.seq AS reversed_by_seq
FROM ledger_txn t
JOIN ledger_posting p ON p.entry_id BETWEEN t.seq << 16 AND (t.seq << 16) + 65535
LEFT JOIN ledger_order o USING (order_id)
LEFT JOIN ledger_reversal own ON own.seq = t.seq
LEFT JOIN ledger_reversal other ON other.reversed_seq = t.seq
WHERE t.command IN ('adjust', 'reverse');
