-- What the functions read their work from: filled before the clock starts, no part of the ledger.

CREATE SCHEMA workload;

CREATE TABLE workload.orders (
  number bigint PRIMARY KEY,
  name text NOT NULL,
  customer text NOT NULL,
  at_milliseconds bigint NOT NULL,
  skus integer[] NOT NULL,
  locations smallint[] NOT NULL,
  quantities bigint[] NOT NULL,
  unit_prices bigint[] NOT NULL
);

CREATE TABLE workload.cancellations (
  number bigint PRIMARY KEY,
  order_number bigint NOT NULL,
  reason text NOT NULL
);

-- Each operation is done once, whichever client comes for it.
CREATE SEQUENCE next_place MINVALUE 0;
CREATE SEQUENCE next_capture MINVALUE 0;
CREATE SEQUENCE next_cancel MINVALUE 0;
