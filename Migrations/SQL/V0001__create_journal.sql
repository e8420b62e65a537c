-- The journal: what happened, in the order it happened. Rows here are only ever added (V0004 sees
-- to it). Money is in minor units of its currency, times are microseconds since 1970 UTC, and no
-- column is a float.
--
-- There are no foreign keys: each would cost a look-up a row, and a row's parents are written with it
-- or were read before. `verify` looks for every one of them.

-- Who this ledger is, and how its books are kept. One row.
CREATE TABLE ledger_store (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  store       BLOB    NOT NULL CHECK (length(store) = 16),  -- part of every hash in the chain
  created_at  INTEGER NOT NULL,
  tax_point   INTEGER NOT NULL CHECK (tax_point IN (0, 1)), -- 0 with the money, 1 with the goods
  accrual     INTEGER NOT NULL CHECK (accrual IN (0, 1))    -- 0 with the goods, 1 with the order
) STRICT;

-- Names, and the small numbers that stand for them in the tables below.
CREATE TABLE ledger_sku (
  sku_id INTEGER PRIMARY KEY,
  sku    TEXT NOT NULL UNIQUE CHECK (length(sku) > 0 AND instr(sku, char(0)) = 0)
) STRICT;

CREATE TABLE ledger_location (
  location_id INTEGER PRIMARY KEY,
  location    TEXT NOT NULL UNIQUE CHECK (length(location) > 0 AND instr(location, char(0)) = 0)
) STRICT;

-- One row a journal transaction: a command that was carried out. Its entries are the rows with the
-- same seq in the tables below; n is an entry's place among them. Where a command writes many, both
-- are one number, entry_id = seq * 2^16 + n: a row costs two thirds of what it does with two.
CREATE TABLE ledger_txn (
  seq            INTEGER PRIMARY KEY CHECK (seq > 0),  -- 1, 2, 3 … without a gap
  recorded_at    INTEGER NOT NULL,                     -- by the ledger; strictly increasing
  effective_at   INTEGER NOT NULL,                     -- by the caller: when it was so in business
  command        TEXT    NOT NULL,
  actor          TEXT,
  key            TEXT,                                 -- idempotency key
  request_digest BLOB CHECK (length(request_digest) = 32),
  document       TEXT,                                 -- what the command makes or concerns
  reason         TEXT,
  order_id       INTEGER,                              -- the order transition: which order …
  order_version  INTEGER,                              -- … its version …
  order_status   INTEGER CHECK (order_status BETWEEN 0 AND 2), -- … open, partly cancelled, cancelled
  previous_seq   INTEGER,                              -- the order's transaction before this one
  note_digest    BLOB CHECK (length(note_digest) = 32), -- SHA-256 of salt and note
  entry_count    INTEGER NOT NULL CHECK (entry_count >= 0),
  hash           BLOB    NOT NULL CHECK (length(hash) = 32), -- SHA-256 over this and the one before
  policy_version INTEGER CHECK (policy_version > 0),   -- the policy in force; NULL before the first
  CHECK ((key IS NULL) = (request_digest IS NULL)),
  CHECK (order_id IS NOT NULL OR previous_seq IS NULL),
  CHECK ((order_id IS NULL) = (order_version IS NULL) AND (order_id IS NULL) = (order_status IS NULL))
) STRICT;

-- Idempotency keys. They never expire.
CREATE UNIQUE INDEX ledger_txn_key ON ledger_txn (key) WHERE key IS NOT NULL;

-- An order as it was placed and, from version on, as it is now. One row for both: whoever reads the
-- one needs the other, and a cancellation writes one page instead of two. V0004 lets the columns of
-- the first kind be written once; those of the second follow from the journal alone, and `rebuild`
-- sets them anew. open_units = ordered - cancelled - fulfilled.
CREATE TABLE ledger_order (
  order_id   INTEGER PRIMARY KEY,
  seq        INTEGER NOT NULL,
  "order"    TEXT    NOT NULL UNIQUE CHECK (length("order") > 0 AND instr("order", char(0)) = 0),
  currency   TEXT    NOT NULL CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  customer   TEXT,
  channel    TEXT,
  replaces   TEXT,             -- the cancelled order in whose place it was placed
  total      INTEGER NOT NULL CHECK (total >= 0),
  components INTEGER NOT NULL, -- rows of ledger_component, to skip looking for none
  version    INTEGER NOT NULL CHECK (version >= 0),
  last_seq   INTEGER NOT NULL, -- follow ledger_txn.previous_seq from here
  status     INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2), -- open, partly cancelled, cancelled
  open_units      INTEGER NOT NULL CHECK (open_units >= 0),
  fulfilled_units INTEGER NOT NULL CHECK (fulfilled_units >= 0),
  cancelled_units INTEGER NOT NULL CHECK (cancelled_units >= 0),
  value      INTEGER NOT NULL CHECK (value >= 0),      -- placed less reversed
  received   INTEGER NOT NULL CHECK (received >= 0),   -- for that value
  authorized INTEGER NOT NULL CHECK (authorized >= 0), -- promised and not captured
  captured   INTEGER NOT NULL CHECK (captured >= 0),
  decided    INTEGER NOT NULL CHECK (decided BETWEEN 0 AND captured), -- to be given back
  pending    INTEGER NOT NULL CHECK (pending >= 0),
  settled    INTEGER NOT NULL CHECK (settled >= 0 AND pending + settled <= decided),
  payments   INTEGER NOT NULL,
  refunds    INTEGER NOT NULL,
  attempts   INTEGER NOT NULL,
  cancelled_seq INTEGER, -- what cancelled the last of it
  requests   INTEGER NOT NULL DEFAULT 0, -- asked for cancellations, answered or not
  disputes   INTEGER NOT NULL DEFAULT 0,
  presented  INTEGER NOT NULL DEFAULT 0, -- entries in ledger_exchange, to skip looking for none
  returns    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Which orders were placed in the place of another. Costs nothing to the others.
CREATE INDEX ledger_order_replaces ON ledger_order (replaces) WHERE replaces IS NOT NULL;

-- Its lines: goods (kind 0) and services (1 shipping, 2 tip, 3 duty, 4 fee, 5 gift wrap), as they
-- were placed and, from cancelled on, as they are now.
CREATE TABLE ledger_line (
  line_id      INTEGER PRIMARY KEY, -- order_id * 2^13 + line_no: clustered by order
  order_id     INTEGER NOT NULL GENERATED ALWAYS AS (line_id >> 13) VIRTUAL,
  line_no      INTEGER NOT NULL GENERATED ALWAYS AS (line_id & 8191) VIRTUAL,
  line         TEXT    NOT NULL,
  kind         INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
  sku_id       INTEGER,
  location_id  INTEGER,
  quantity     INTEGER NOT NULL CHECK (quantity > 0),
  parts        INTEGER NOT NULL, -- in which its money can go back: units; a service's minor units
  unit_price   INTEGER NOT NULL CHECK (unit_price >= 0),
  tax_included INTEGER NOT NULL CHECK (tax_included IN (0, 1)),
  costed       INTEGER NOT NULL CHECK (costed IN (0, 1)),
  backordered  INTEGER NOT NULL CHECK (backordered BETWEEN 0 AND quantity),
  cancelled    INTEGER NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
  fulfilled    INTEGER NOT NULL DEFAULT 0 CHECK (fulfilled >= 0),
  returned     INTEGER NOT NULL DEFAULT 0 CHECK (returned BETWEEN 0 AND fulfilled),
  arrived      INTEGER NOT NULL DEFAULT 0 CHECK (arrived BETWEEN 0 AND backordered), -- no longer awaited
  reversed     INTEGER NOT NULL DEFAULT 0 CHECK (reversed >= 0),
  recognized   INTEGER NOT NULL DEFAULT 0 CHECK (recognized >= 0),
  CHECK ((kind = 0) = (sku_id IS NOT NULL) AND (kind = 0) = (location_id IS NOT NULL)),
  CHECK (cancelled + fulfilled <= quantity),
  CHECK (reversed + recognized <= parts)
) STRICT;

-- A line's discounts (kind 0; the order's are allocated here, once) and taxes (kind 1), and which
-- gift card it sells (kind 2, amount 0).
CREATE TABLE ledger_component (
  order_id INTEGER NOT NULL,
  line_no  INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  kind     INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
  code     TEXT,
  amount   INTEGER NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (order_id, line_no, n)
) STRICT, WITHOUT ROWID;

-- A location was opened or closed.
CREATE TABLE ledger_location_change (
  seq         INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  location_id INTEGER NOT NULL,
  name        TEXT,
  is_open     INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

-- Quantities of a line changed; all figures are changes. kind: 0 cancel, 1 fulfill, 2 unfulfill,
-- 3 refund without stock, 4 a service rendered, taken back or kept, 5 returned, 6 awaited stock came.
CREATE TABLE ledger_line_change (
  entry_id    INTEGER PRIMARY KEY,
  line_no     INTEGER NOT NULL,
  kind        INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 6),
  cancelled   INTEGER NOT NULL,
  fulfilled   INTEGER NOT NULL,
  returned    INTEGER NOT NULL,
  backordered INTEGER NOT NULL,
  reversed    INTEGER NOT NULL, -- parts whose money was given back or written off
  recognized  INTEGER NOT NULL, -- parts whose revenue was earned (or, < 0, was not)
  net         INTEGER NOT NULL, -- value of the reversed parts, net of discount and tax …
  discount    INTEGER NOT NULL, -- … the discount in it …
  tax         INTEGER NOT NULL, -- … and the tax on it
  reason      TEXT,             -- where it is not the document's
  disposition INTEGER CHECK (disposition BETWEEN 0 AND 3)  -- restock, damaged, scrapped, kept
) STRICT;

-- Units went from one bucket to another. 0 available, 1 reserved, 2 inspection, 3 damaged,
-- 4 safety; outside: 5 supplier, 6 shipped, 7 scrapped, 8 count adjustment, 9 transit.
CREATE TABLE ledger_movement (
  entry_id    INTEGER PRIMARY KEY,
  stock_id    INTEGER NOT NULL, -- which SKU where; see ledger_stock
  from_bucket INTEGER NOT NULL CHECK (from_bucket BETWEEN 0 AND 9),
  to_bucket   INTEGER NOT NULL CHECK (to_bucket BETWEEN 0 AND 9 AND to_bucket <> from_bucket),
  quantity    INTEGER NOT NULL CHECK (quantity > 0),
  value       INTEGER NOT NULL CHECK (value >= 0), -- cost that goes with them
  currency    TEXT CHECK (currency BETWEEN 'AAA' AND 'ZZZ'),
  line_no     INTEGER
) STRICT;
