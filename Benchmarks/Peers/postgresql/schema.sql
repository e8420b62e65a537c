-- The lean schema of the benchmarks (lean_schema.h) as PostgreSQL would have it: the same rows, keys
-- and secondary indexes. Rows that many operations change live on pages with room for their next
-- versions, so that a change touches no index (heap-only tuples).

CREATE TABLE sku (id integer PRIMARY KEY, name text NOT NULL);

CREATE TABLE location (id smallint PRIMARY KEY, name text NOT NULL);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  customer text NOT NULL,
  currency text NOT NULL,
  state smallint NOT NULL, -- 0 open, 1 paid, 2 cancelled
  total bigint NOT NULL,
  captured bigint NOT NULL,
  refunded bigint NOT NULL,
  placed_at timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE order_line (
  order_id bigint NOT NULL,
  line smallint NOT NULL,
  sku_id integer NOT NULL,
  location_id smallint NOT NULL,
  quantity bigint NOT NULL,
  unit_price bigint NOT NULL,
  PRIMARY KEY (order_id, line)
);

CREATE TABLE stock_level (
  sku_id integer NOT NULL,
  location_id smallint NOT NULL,
  available bigint NOT NULL,
  reserved bigint NOT NULL,
  PRIMARY KEY (sku_id, location_id)
) WITH (fillfactor = 50);

CREATE TABLE entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL,
  kind smallint NOT NULL, -- 0 place, 1 capture, 2 cancel
  at timestamptz NOT NULL
);

CREATE TABLE movement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_id bigint NOT NULL,
  order_id bigint NOT NULL,
  line smallint NOT NULL,
  sku_id integer NOT NULL,
  location_id smallint NOT NULL,
  from_bucket smallint NOT NULL, -- 0 available, 1 reserved
  to_bucket smallint NOT NULL,
  quantity bigint NOT NULL,
  available_after bigint NOT NULL,
  reserved_after bigint NOT NULL
);

CREATE TABLE account (
  id smallint PRIMARY KEY,
  name text NOT NULL,
  balance bigint NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE posting (
  entry_id bigint NOT NULL,
  n smallint NOT NULL,
  account_id smallint NOT NULL,
  amount bigint NOT NULL, -- a debit is positive
  balance_after bigint NOT NULL,
  PRIMARY KEY (entry_id, n)
);

CREATE TABLE payment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL,
  name text NOT NULL,
  gateway text NOT NULL,
  amount bigint NOT NULL,
  at timestamptz NOT NULL
);

CREATE TABLE refund (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL,
  name text NOT NULL,
  reason text NOT NULL,
  amount bigint NOT NULL,
  at timestamptz NOT NULL
);

CREATE TABLE cancellation_month (
  month date NOT NULL,
  reason text NOT NULL,
  cancellations bigint NOT NULL,
  units bigint NOT NULL,
  refunded bigint NOT NULL,
  PRIMARY KEY (month, reason)
) WITH (fillfactor = 10);

CREATE TABLE event (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL,
  kind smallint NOT NULL,
  payload json NOT NULL, -- json, not jsonb: what was hashed must come back as it was
  previous bytea NOT NULL,
  hash bytea NOT NULL
);

-- The last event of the chain. Whoever appends one holds this row until the commit.
CREATE TABLE chain_head (event_id bigint NOT NULL, hash bytea NOT NULL) WITH (fillfactor = 10);

CREATE INDEX entry_by_order ON entry (order_id);
CREATE INDEX event_by_order ON event (order_id);
CREATE INDEX posting_by_account ON posting (account_id);
CREATE INDEX movement_by_sku ON movement (sku_id, location_id);
CREATE INDEX refund_by_order ON refund (order_id);
CREATE INDEX payment_by_order ON payment (order_id);

INSERT INTO account VALUES
  (1, 'receivable', 0), (2, 'unearned', 0), (3, 'gateway', 0), (4, 'deposits', 0),
  (5, 'refunds payable', 0);
INSERT INTO sku SELECT id, 'sku-' || to_char(id - 1, 'FM0000') FROM generate_series(1, 1000) id;
INSERT INTO location SELECT id, 'loc-' || id - 1 FROM generate_series(1, 4) id;
INSERT INTO stock_level SELECT sku.id, location.id, 1000000, 0 FROM sku, location ORDER BY 1, 2;
INSERT INTO chain_head VALUES (0, decode(repeat('00', 32), 'hex'));
