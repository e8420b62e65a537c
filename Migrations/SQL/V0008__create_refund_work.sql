-- What the refund worker is about to do. No business facts and no part of the chain: what was asked
-- of a payment service and what it answered are entries of the journal (ledger_attempt_change). These
-- rows say who works on what until when, so that two workers don't do the same at once and one that
-- was killed is followed by the next. They may be deleted: the worker finds its work again.

-- How far the journal was searched for refunds. One row.
CREATE TABLE ledger_refund_search (
  id  INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL CHECK (seq >= 0)
) STRICT;

-- A refund that is owed to a payment; payment_no -1 is what was left for later and is assigned to
-- none. The row goes when nothing of it is owed or under way any more.
-- state: 0 to be worked on from due_at on, 1 handed over and told by a notice, 2 given up to a person,
-- 3 until a dispute of the payment ends.
CREATE TABLE ledger_refund_work (
  order_id     INTEGER NOT NULL,
  refund_no    INTEGER NOT NULL CHECK (refund_no >= 0),
  payment_no   INTEGER NOT NULL CHECK (payment_no >= -1),
  state        INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
  attempt      TEXT,                                  -- under way, by its own name
  forgiven     INTEGER NOT NULL CHECK (forgiven >= 0), -- failures before a person said: again
  unanswered   INTEGER NOT NULL CHECK (unanswered >= 0), -- times in a row without an answer
  due_at       INTEGER NOT NULL,
  worker       TEXT,                                  -- who has it …
  leased_until INTEGER,                               -- … and until when
  problem      TEXT,                                  -- what went wrong last, as a code
  found_at     INTEGER NOT NULL,
  PRIMARY KEY (order_id, refund_no, payment_no),
  CHECK ((worker IS NULL) = (leased_until IS NULL))
) STRICT, WITHOUT ROWID;
