-- Units that come back, and units that are reserved without an order.

-- Units of a return took a step. kind: 0 announced, 1 came in, 2 inspected, 3 not going to come.
-- disposition: 0 restocked, 1 damaged, 2 scrapped, 3 kept by the customer.
CREATE TABLE ledger_return_change (
  seq         INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  return_no   INTEGER NOT NULL CHECK (return_no >= 0),
  "return"    TEXT    NOT NULL,
  kind        INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  line_no     INTEGER NOT NULL,
  shipment    INTEGER NOT NULL, -- the seq in which the units left
  quantity    INTEGER NOT NULL CHECK (quantity > 0),
  disposition INTEGER CHECK (disposition BETWEEN 0 AND 3),
  location_id INTEGER, -- where they are to come in
  PRIMARY KEY (seq, n),
  CHECK ((kind = 2) = (disposition IS NOT NULL) AND (kind = 0) = (location_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A hold took a step. kind: 0 reserved, 1 let go, 2 expired, 3 taken over by an order.
CREATE TABLE ledger_hold_change (
  seq        INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  hold       TEXT    NOT NULL,
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  stock_id   INTEGER NOT NULL, -- which SKU where; see ledger_stock
  quantity   INTEGER NOT NULL CHECK (quantity > 0),
  expires_at INTEGER,
  PRIMARY KEY (seq, n),
  CHECK (kind = 0 OR expires_at IS NULL)
) STRICT, WITHOUT ROWID;

-- State: the units of an order's returns, by line and by the shipment they left in.
CREATE TABLE ledger_return (
  order_id    INTEGER NOT NULL,
  return_no   INTEGER NOT NULL,
  line_no     INTEGER NOT NULL,
  shipment    INTEGER NOT NULL,
  "return"    TEXT    NOT NULL,
  location_id INTEGER NOT NULL,
  announced   INTEGER NOT NULL CHECK (announced > 0),
  received    INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
  restocked   INTEGER NOT NULL DEFAULT 0 CHECK (restocked >= 0),
  damaged     INTEGER NOT NULL DEFAULT 0 CHECK (damaged >= 0),
  scrapped    INTEGER NOT NULL DEFAULT 0 CHECK (scrapped >= 0),
  kept        INTEGER NOT NULL DEFAULT 0 CHECK (kept >= 0),
  cancelled   INTEGER NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
  PRIMARY KEY (order_id, return_no, line_no, shipment),
  CHECK (received + kept + cancelled <= announced),
  CHECK (restocked + damaged + scrapped <= received)
) STRICT, WITHOUT ROWID;

-- State: holds, a row a SKU at a location.
CREATE TABLE ledger_hold (
  hold       TEXT    NOT NULL CHECK (length(hold) > 0 AND instr(hold, char(0)) = 0),
  stock_id   INTEGER NOT NULL,
  held       INTEGER NOT NULL CHECK (held > 0),
  released   INTEGER NOT NULL DEFAULT 0 CHECK (released >= 0),
  expired    INTEGER NOT NULL DEFAULT 0 CHECK (expired >= 0),
  ordered    INTEGER NOT NULL DEFAULT 0 CHECK (ordered >= 0),
  expires_at INTEGER,
  PRIMARY KEY (hold, stock_id),
  CHECK (released + expired + ordered <= held)
) STRICT, WITHOUT ROWID;

-- For the sweep that ends them; without it, it reads every hold there ever was.
CREATE INDEX ledger_hold_due ON ledger_hold (expires_at)
WHERE expires_at IS NOT NULL AND released + expired + ordered < held;

CREATE TRIGGER ledger_return_change_no_update BEFORE UPDATE ON ledger_return_change
BEGIN SELECT RAISE(ABORT, 'ledger_return_change is append-only'); END;
CREATE TRIGGER ledger_return_change_no_delete BEFORE DELETE ON ledger_return_change
BEGIN SELECT RAISE(ABORT, 'ledger_return_change is append-only'); END;
CREATE TRIGGER ledger_hold_change_no_update BEFORE UPDATE ON ledger_hold_change
BEGIN SELECT RAISE(ABORT, 'ledger_hold_change is append-only'); END;
CREATE TRIGGER ledger_hold_change_no_delete BEFORE DELETE ON ledger_hold_change
BEGIN SELECT RAISE(ABORT, 'ledger_hold_change is append-only'); END;

-- Returns, a row a return, a line and the shipment its units left in.
CREATE VIEW v_ledger_returns AS
SELECT o."order", r."return", l.line, k.sku, p.location, t.document AS fulfillment, r.announced,
  r.announced - r.received - r.kept - r.cancelled AS awaited, r.received,
  r.received - r.restocked - r.damaged - r.scrapped AS to_inspect, r.restocked, r.damaged,
  r.scrapped, r.kept, r.cancelled
FROM ledger_return r
JOIN ledger_order o USING (order_id)
JOIN ledger_line l ON l.line_id = r.order_id * 8192 + r.line_no
JOIN ledger_sku k USING (sku_id)
JOIN ledger_location p ON p.location_id = r.location_id
JOIN ledger_txn t ON t.seq = r.shipment;

-- Holds, and what is left of them.
CREATE VIEW v_ledger_holds AS
SELECT h.hold, k.sku, l.location, h.held, h.released, h.expired, h.ordered,
  h.held - h.released - h.expired - h.ordered AS open,
  strftime('%Y-%m-%dT%H:%M:%SZ', h.expires_at / 1000000, 'unixepoch') AS expires_at
FROM ledger_hold h
JOIN ledger_sku k ON k.sku_id = h.stock_id >> 20
JOIN ledger_location l ON l.location_id = h.stock_id & 1048575;
