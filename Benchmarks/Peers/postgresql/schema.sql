-- The lean schema of the benchmarks as PostgreSQL would have it: the same rows, keys and six
-- secondary indexes. Rows that every operation changes live on pages with room for their next
-- versions, so that a change touches no index (heap-only tuples).

CREATE TABLE skus (
  id integer PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE locations (
  id smallint PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE accounts (
  id smallint PRIMARY KEY,
  name text NOT NULL UNIQUE,
  balance bigint NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE stock_levels (
  sku_id integer NOT NULL,
  location_id smallint NOT NULL,
  available bigint NOT NULL CHECK (available >= 0),
  reserved bigint NOT NULL CHECK (reserved >= 0),
  PRIMARY KEY (sku_id, location_id)
) WITH (fillfactor = 50);

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  customer text NOT NULL,
  currency text NOT NULL,
  state smallint NOT NULL, -- 0 placed, 1 paid, 2 cancelled
  total bigint NOT NULL,
  placed_at timestamptz NOT NULL
) WITH (fillfactor = 80);

CREATE TABLE order_lines (
  order_id bigint NOT NULL,
  line smallint NOT NULL,
  sku_id integer NOT NULL,
  location_id smallint NOT NULL,
  quantity bigint NOT NULL,
  unit_price bigint NOT NULL,
  PRIMARY KEY (order_id, line)
);

CREATE TABLE entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL,
  kind smallint NOT NULL, -- 0 placement, 1 payment, 2 cancellation
  effective_at timestamptz NOT NULL
);
CREATE INDEX entries_by_order ON entries (order_id);

CREATE TABLE movements (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry_id bigint NOT NULL,
  sku_id integer NOT NULL,
  location_id smallint NOT NULL,
  available bigint NOT NULL,
  reserved bigint NOT NULL,
  available_after bigint NOT NULL,
  reserved_after bigint NOT NULL
);
CREATE INDEX movements_by_sku ON movements (sku_id);

CREATE TABLE postings (
  entry_id bigint NOT NULL,
  number smallint NOT NULL,
  account_id smallint NOT NULL,
  amount bigint NOT NULL, -- a debit is positive
  balance_after bigint NOT NULL,
  PRIMARY KEY (entry_id, number)
);
CREATE INDEX postings_by_account ON postings (account_id);

CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  order_id bigint NOT NULL,
  gateway text NOT NULL,
  amount bigint NOT NULL,
  captured_at timestamptz NOT NULL
);
CREATE INDEX payments_by_order ON payments (order_id);

CREATE TABLE refunds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  order_id bigint NOT NULL,
  reason text NOT NULL,
  amount bigint NOT NULL,
  refunded_at timestamptz NOT NULL
);
CREATE INDEX refunds_by_order ON refunds (order_id);

CREATE TABLE statistics (
  month date NOT NULL,
  reason text NOT NULL,
  cancellations bigint NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (month, reason)
) WITH (fillfactor = 10);

CREATE TABLE events (
  id bigint PRIMARY KEY,
  order_id bigint NOT NULL,
  kind text NOT NULL,
  payload json NOT NULL, -- json, not jsonb: what was hashed must come back as it was
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX events_by_order ON events (order_id);

-- The last event of the chain. Whoever appends one holds this row until the commit.
CREATE TABLE chain_head (
  event_id bigint NOT NULL,
  hash bytea NOT NULL
) WITH (fillfactor = 10);

INSERT INTO skus SELECT id, 'sku-' || to_char(id, 'FM0000') FROM generate_series(0, 999) id;
INSERT INTO locations SELECT id, 'loc-' || id FROM generate_series(0, 3) id;
INSERT INTO accounts VALUES
  (0, 'cash', 0), (1, 'deposits', 0), (2, 'receivable', 0), (3, 'refunds-payable', 0);
INSERT INTO stock_levels SELECT skus.id, locations.id, 1000000, 0 FROM skus, locations;
INSERT INTO chain_head VALUES (0, decode(repeat('00', 32), 'hex'));
