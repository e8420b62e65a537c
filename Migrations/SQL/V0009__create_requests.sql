-- Requests for cancellations that somebody else has to answer.

-- kind 0: a cancellation was asked for; its units are held until there is an answer. cancel is the
-- cancellation as a JSON object, as in the wire form: the command that an acceptance carries out.
-- kind 1: the request came to its end: status 1 accepted, 2 rejected, 3 not answered in time.
CREATE TABLE ledger_request (
  seq            INTEGER NOT NULL,
  n              INTEGER NOT NULL,
  kind           INTEGER NOT NULL CHECK (kind IN (0, 1)),
  request_no     INTEGER NOT NULL CHECK (request_no >= 0), -- among those of its order
  cancellation   TEXT    NOT NULL,
  status         INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3 AND (kind = 0) = (status = 0)),
  party          TEXT,             -- who was asked
  expires_at     INTEGER,
  needs_approval INTEGER CHECK (needs_approval IN (0, 1)),
  amount         INTEGER CHECK (amount >= 0), -- what would have gone back
  cancel         TEXT CHECK (substr(cancel, 1, 1) = '{'),
  PRIMARY KEY (seq, n),
  CHECK ((kind = 0) = (cancel IS NOT NULL) AND (kind = 0) = (amount IS NOT NULL)
         AND (kind = 0) = (needs_approval IS NOT NULL)),
  CHECK (kind = 0 OR (party IS NULL AND expires_at IS NULL)) -- nobody reads them there
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_request_no_update BEFORE UPDATE ON ledger_request
BEGIN SELECT RAISE(ABORT, 'ledger_request is append-only'); END;
CREATE TRIGGER ledger_request_no_delete BEFORE DELETE ON ledger_request
BEGIN SELECT RAISE(ABORT, 'ledger_request is append-only'); END;

-- Where each request stands: state, which follows from the entries above.
CREATE TABLE ledger_request_state (
  order_id   INTEGER NOT NULL,
  request_no INTEGER NOT NULL,
  seq        INTEGER NOT NULL, -- the entry that asked
  n          INTEGER NOT NULL,
  expires_at INTEGER,
  status     INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
  closed_seq INTEGER,
  PRIMARY KEY (order_id, request_no),
  CHECK ((status = 0) = (closed_seq IS NULL))
) STRICT, WITHOUT ROWID;

-- The open ones, for whoever answers them or lets them lapse. Holds no other.
CREATE INDEX ledger_request_state_open ON ledger_request_state (expires_at) WHERE status = 0;

-- Requests, and where they stand.
CREATE VIEW v_ledger_requests AS
SELECT s.seq, o."order", r.cancellation, r.party,
  strftime('%Y-%m-%dT%H:%M:%SZ', r.expires_at / 1000000, 'unixepoch') AS expires_at,
  CASE s.status WHEN 0 THEN 'open' WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' ELSE 'expired' END
    AS status,
  r.needs_approval, r.amount, o.currency, s.closed_seq, t.actor AS asked_by, r.cancel
FROM ledger_request_state s
JOIN ledger_request r ON r.seq = s.seq AND r.n = s.n
JOIN ledger_order o USING (order_id)
JOIN ledger_txn t ON t.seq = s.seq;
