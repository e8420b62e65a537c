-- One function an operation: one statement and one round trip for its caller, one transaction.
--
-- Two operations at a time must not wait for each other in a ring. All of them lock in this order:
-- their order, stock levels by SKU and location, the statistics, accounts by number, and last the
-- head of the chain, which is held for the shortest time. A number past the end of the workload does
-- nothing: with several clients the last round may ask for one.

-- Appends to the chain: an event's hash is over the hash before it and its own payload.
CREATE FUNCTION append_event(order_id bigint, kind text, payload text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  head chain_head%ROWTYPE;
  new_hash bytea;
BEGIN
  SELECT * INTO head FROM chain_head FOR UPDATE;
  new_hash := sha256(head.hash || convert_to(payload, 'UTF8'));
  INSERT INTO events (id, order_id, kind, payload, previous_hash, hash)
  VALUES (head.event_id + 1, order_id, kind, payload::json, head.hash, new_hash);
  UPDATE chain_head SET event_id = head.event_id + 1, hash = new_hash;
END
$$;

CREATE FUNCTION place_order(asked bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wanted workload.orders%ROWTYPE;
  placed_at timestamptz;
  new_order bigint;
  new_entry bigint;
  total bigint;
  line record;
  level record;
  deposits bigint;
  receivable bigint;
BEGIN
  SELECT * INTO wanted FROM workload.orders WHERE number = asked;
  IF NOT FOUND THEN RETURN; END IF;
  placed_at := to_timestamp(wanted.at_milliseconds / 1000.0);

  SELECT sum(l.quantity * l.unit_price) INTO total
  FROM unnest(wanted.quantities, wanted.unit_prices) AS l (quantity, unit_price);
  INSERT INTO orders (name, customer, currency, state, total, placed_at)
  VALUES (wanted.name, wanted.customer, 'EUR', 0, total, placed_at)
  RETURNING id INTO new_order;
  INSERT INTO order_lines (order_id, line, sku_id, location_id, quantity, unit_price)
  SELECT new_order, l.line, l.sku, l.location, l.quantity, l.unit_price
  FROM unnest(wanted.skus, wanted.locations, wanted.quantities, wanted.unit_prices)
    WITH ORDINALITY AS l (sku, location, quantity, unit_price, line);
  INSERT INTO entries (order_id, kind, effective_at) VALUES (new_order, 0, placed_at)
  RETURNING id INTO new_entry;

  FOR line IN
    SELECT * FROM unnest(wanted.skus, wanted.locations, wanted.quantities)
      AS l (sku, location, quantity)
    ORDER BY l.sku, l.location
  LOOP
    UPDATE stock_levels
    SET available = available - line.quantity, reserved = reserved + line.quantity
    WHERE sku_id = line.sku AND location_id = line.location
    RETURNING available, reserved INTO STRICT level;
    INSERT INTO movements (
      entry_id, sku_id, location_id, available, reserved, available_after, reserved_after)
    VALUES (
      new_entry, line.sku, line.location, -line.quantity, line.quantity,
      level.available, level.reserved);
  END LOOP;

  UPDATE accounts SET balance = balance - total WHERE id = 1 RETURNING balance INTO deposits;
  UPDATE accounts SET balance = balance + total WHERE id = 2 RETURNING balance INTO receivable;
  INSERT INTO postings (entry_id, number, account_id, amount, balance_after)
  VALUES (new_entry, 1, 2, total, receivable), (new_entry, 2, 1, -total, deposits);

  PERFORM append_event(
    new_order, 'placed',
    json_build_object(
      'order', wanted.name, 'customer', wanted.customer, 'currency', 'EUR', 'total', total,
      'skus', wanted.skus, 'locations', wanted.locations, 'quantities', wanted.quantities,
      'prices', wanted.unit_prices)::text);
END
$$;

CREATE FUNCTION capture_order(asked bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wanted workload.orders%ROWTYPE;
  paid_at timestamptz;
  payment_name text;
  paid orders%ROWTYPE;
  new_entry bigint;
  cash bigint;
  receivable bigint;
BEGIN
  SELECT * INTO wanted FROM workload.orders WHERE number = asked;
  IF NOT FOUND THEN RETURN; END IF;
  paid_at := to_timestamp(wanted.at_milliseconds / 1000.0);
  payment_name := replace(wanted.name, 'o-', 'p-');

  UPDATE orders SET state = 1 WHERE name = wanted.name AND state = 0
  RETURNING * INTO STRICT paid;
  INSERT INTO payments (name, order_id, gateway, amount, captured_at)
  VALUES (payment_name, paid.id, 'stripe', paid.total, paid_at);
  INSERT INTO entries (order_id, kind, effective_at) VALUES (paid.id, 1, paid_at)
  RETURNING id INTO new_entry;

  UPDATE accounts SET balance = balance + paid.total WHERE id = 0 RETURNING balance INTO cash;
  UPDATE accounts SET balance = balance - paid.total WHERE id = 2
  RETURNING balance INTO receivable;
  INSERT INTO postings (entry_id, number, account_id, amount, balance_after)
  VALUES (new_entry, 1, 0, paid.total, cash), (new_entry, 2, 2, -paid.total, receivable);

  PERFORM append_event(
    paid.id, 'captured',
    json_build_object(
      'order', paid.name, 'payment', payment_name, 'gateway', 'stripe', 'amount', paid.total
    )::text);
END
$$;

CREATE FUNCTION cancel_order(asked bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wanted record;
  refunded_at timestamptz;
  refund_name text;
  cancelled orders%ROWTYPE;
  new_entry bigint;
  line record;
  level record;
  deposits bigint;
  payable bigint;
BEGIN
  SELECT c.reason, o.name, o.at_milliseconds INTO wanted
  FROM workload.cancellations c JOIN workload.orders o ON o.number = c.order_number
  WHERE c.number = asked;
  IF NOT FOUND THEN RETURN; END IF;
  refunded_at := to_timestamp(wanted.at_milliseconds / 1000.0);
  refund_name := replace(wanted.name, 'o-', 'c-');

  UPDATE orders SET state = 2 WHERE name = wanted.name AND state = 1
  RETURNING * INTO STRICT cancelled;
  INSERT INTO entries (order_id, kind, effective_at) VALUES (cancelled.id, 2, refunded_at)
  RETURNING id INTO new_entry;

  FOR line IN
    SELECT * FROM order_lines l WHERE l.order_id = cancelled.id ORDER BY l.sku_id, l.location_id
  LOOP
    UPDATE stock_levels
    SET available = available + line.quantity, reserved = reserved - line.quantity
    WHERE sku_id = line.sku_id AND location_id = line.location_id
    RETURNING available, reserved INTO STRICT level;
    INSERT INTO movements (
      entry_id, sku_id, location_id, available, reserved, available_after, reserved_after)
    VALUES (
      new_entry, line.sku_id, line.location_id, line.quantity, -line.quantity,
      level.available, level.reserved);
  END LOOP;

  INSERT INTO refunds (name, order_id, reason, amount, refunded_at)
  VALUES (refund_name, cancelled.id, wanted.reason, cancelled.total, refunded_at);
  INSERT INTO statistics (month, reason, cancellations, amount)
  VALUES (
    date_trunc('month', refunded_at AT TIME ZONE 'UTC'), wanted.reason, 1, cancelled.total)
  ON CONFLICT (month, reason) DO UPDATE
  SET cancellations = statistics.cancellations + 1,
    amount = statistics.amount + excluded.amount;

  -- An account's row is changed once; what its balance was after each posting follows from that.
  UPDATE accounts SET balance = balance + cancelled.total WHERE id = 1
  RETURNING balance INTO deposits;
  UPDATE accounts SET balance = balance - cancelled.total WHERE id = 3
  RETURNING balance INTO payable;
  INSERT INTO postings (entry_id, number, account_id, amount, balance_after)
  SELECT new_entry, 2 * l.line - 1 + side.number,
    side.account, side.sign * l.quantity * l.unit_price,
    side.balance - side.sign * (cancelled.total - sum(l.quantity * l.unit_price)
      OVER (PARTITION BY side.number ORDER BY l.line))
  FROM order_lines l
  CROSS JOIN (VALUES (0, 1, 1, deposits), (1, 3, -1, payable))
    AS side (number, account, sign, balance)
  WHERE l.order_id = cancelled.id;

  PERFORM append_event(
    cancelled.id, 'cancelled',
    json_build_object(
      'order', cancelled.name, 'refund', refund_name, 'reason', wanted.reason,
      'currency', cancelled.currency, 'amount', cancelled.total)::text);
END
$$;
