-- One function an operation: one statement and one round trip for its caller, one transaction.
--
-- Two operations at a time must not wait for each other in a ring. All of them lock in this order:
-- their order, stock levels by SKU and location, the statistics, accounts by number, and last the
-- head of the chain, which is held for the shortest time. A number past the end of the workload does
-- nothing: with several clients the last round may ask for one.

-- Appends to the chain: an event's hash is over the hash before it and its own payload.
CREATE FUNCTION append_event(order_id bigint, kind integer, payload text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  head chain_head%ROWTYPE;
  new_hash bytea;
BEGIN
  SELECT * INTO head FROM chain_head FOR UPDATE;
  new_hash := sha256(head.hash || convert_to(payload, 'UTF8'));
  INSERT INTO event (id, order_id, kind, payload, previous, hash)
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
  order_total bigint;
  lines_text text;
  wish record;
  level record;
  receivable bigint;
  unearned bigint;
BEGIN
  SELECT * INTO wanted FROM workload.orders WHERE number = asked;
  IF NOT FOUND THEN RETURN; END IF;
  placed_at := to_timestamp(wanted.at_milliseconds / 1000.0);

  SELECT sum(w.quantity * w.unit_price),
    string_agg(
      format(
        '["sku-%s","loc-%s",%s,%s]', to_char(w.sku, 'FM0000'), w.location, w.quantity,
        w.unit_price),
      ',' ORDER BY w.place)
  INTO order_total, lines_text
  FROM unnest(wanted.skus, wanted.locations, wanted.quantities, wanted.unit_prices)
    WITH ORDINALITY AS w (sku, location, quantity, unit_price, place);
  INSERT INTO orders (name, customer, currency, state, total, captured, refunded, placed_at)
  VALUES (wanted.name, wanted.customer, 'EUR', 0, order_total, 0, 0, placed_at)
  RETURNING id INTO new_order;
  INSERT INTO order_line (order_id, line, sku_id, location_id, quantity, unit_price)
  SELECT new_order, w.place - 1, w.sku + 1, w.location + 1, w.quantity, w.unit_price
  FROM unnest(wanted.skus, wanted.locations, wanted.quantities, wanted.unit_prices)
    WITH ORDINALITY AS w (sku, location, quantity, unit_price, place);
  INSERT INTO entry (order_id, kind, at) VALUES (new_order, 0, placed_at)
  RETURNING id INTO new_entry;

  FOR wish IN
    SELECT w.sku + 1 AS sku, w.location + 1 AS location, w.quantity, w.place - 1 AS line
    FROM unnest(wanted.skus, wanted.locations, wanted.quantities)
      WITH ORDINALITY AS w (sku, location, quantity, place)
    ORDER BY w.sku, w.location
  LOOP
    UPDATE stock_level
    SET available = available - wish.quantity, reserved = reserved + wish.quantity
    WHERE sku_id = wish.sku AND location_id = wish.location AND available >= wish.quantity
    RETURNING available, reserved INTO STRICT level;
    INSERT INTO movement (
      entry_id, order_id, line, sku_id, location_id, from_bucket, to_bucket, quantity,
      available_after, reserved_after)
    VALUES (
      new_entry, new_order, wish.line, wish.sku, wish.location, 0, 1, wish.quantity,
      level.available, level.reserved);
  END LOOP;

  UPDATE account SET balance = balance + order_total WHERE id = 1
  RETURNING balance INTO STRICT receivable;
  UPDATE account SET balance = balance - order_total WHERE id = 2
  RETURNING balance INTO STRICT unearned;
  INSERT INTO posting (entry_id, n, account_id, amount, balance_after)
  VALUES (new_entry, 0, 1, order_total, receivable), (new_entry, 1, 2, -order_total, unearned);

  PERFORM append_event(
    new_order, 0,
    format(
      '{"type":"placed","order":"%s","customer":"%s","total":%s,"lines":[%s]}', wanted.name,
      wanted.customer, order_total, lines_text));
END
$$;

CREATE FUNCTION capture_order(asked bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  order_name text;
  payment_name text;
  paid orders%ROWTYPE;
  new_entry bigint;
  gateway bigint;
  deposits bigint;
BEGIN
  SELECT name INTO order_name FROM workload.orders WHERE number = asked;
  IF NOT FOUND THEN RETURN; END IF;
  payment_name := replace(order_name, 'o-', 'p-');

  UPDATE orders SET state = 1, captured = captured + total WHERE name = order_name AND state = 0
  RETURNING * INTO STRICT paid;
  INSERT INTO entry (order_id, kind, at) VALUES (paid.id, 1, paid.placed_at)
  RETURNING id INTO new_entry;
  INSERT INTO payment (order_id, name, gateway, amount, at)
  VALUES (paid.id, payment_name, 'stripe', paid.total, paid.placed_at);

  UPDATE account SET balance = balance + paid.total WHERE id = 3
  RETURNING balance INTO STRICT gateway;
  UPDATE account SET balance = balance - paid.total WHERE id = 4
  RETURNING balance INTO STRICT deposits;
  INSERT INTO posting (entry_id, n, account_id, amount, balance_after)
  VALUES (new_entry, 0, 3, paid.total, gateway), (new_entry, 1, 4, -paid.total, deposits);

  PERFORM append_event(
    paid.id, 1,
    format(
      '{"type":"captured","order":"%s","payment":"%s","gateway":"stripe","amount":%s}',
      order_name, payment_name, paid.total));
END
$$;

CREATE FUNCTION cancel_order(asked bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wanted record;
  cancellation_name text;
  cancelled orders%ROWTYPE;
  new_entry bigint;
  held record;
  level record;
  units bigint := 0;
  deposits bigint;
  payable bigint;
  lines_text text;
BEGIN
  SELECT c.reason, o.name INTO wanted
  FROM workload.cancellations c JOIN workload.orders o ON o.number = c.order_number
  WHERE c.number = asked;
  IF NOT FOUND THEN RETURN; END IF;
  cancellation_name := replace(wanted.name, 'o-', 'c-');

  UPDATE orders SET state = 2, refunded = refunded + captured
  WHERE name = wanted.name AND state = 1 AND captured = total
  RETURNING * INTO STRICT cancelled;
  INSERT INTO entry (order_id, kind, at) VALUES (cancelled.id, 2, cancelled.placed_at)
  RETURNING id INTO new_entry;

  FOR held IN
    SELECT * FROM order_line l WHERE l.order_id = cancelled.id ORDER BY l.sku_id, l.location_id
  LOOP
    UPDATE stock_level
    SET available = available + held.quantity, reserved = reserved - held.quantity
    WHERE sku_id = held.sku_id AND location_id = held.location_id AND reserved >= held.quantity
    RETURNING available, reserved INTO STRICT level;
    INSERT INTO movement (
      entry_id, order_id, line, sku_id, location_id, from_bucket, to_bucket, quantity,
      available_after, reserved_after)
    VALUES (
      new_entry, cancelled.id, held.line, held.sku_id, held.location_id, 1, 0, held.quantity,
      level.available, level.reserved);
    units := units + held.quantity;
  END LOOP;

  INSERT INTO refund (order_id, name, reason, amount, at)
  VALUES (
    cancelled.id, cancellation_name, wanted.reason, cancelled.captured, cancelled.placed_at);
  INSERT INTO cancellation_month AS m (month, reason, cancellations, units, refunded)
  VALUES (
    date_trunc('month', cancelled.placed_at AT TIME ZONE 'UTC'), wanted.reason, 1, units,
    cancelled.captured)
  ON CONFLICT (month, reason) DO UPDATE
  SET cancellations = m.cancellations + 1, units = m.units + excluded.units,
    refunded = m.refunded + excluded.refunded;

  -- An account's row is changed once; what its balance was after each posting follows from that.
  UPDATE account SET balance = balance + cancelled.captured WHERE id = 4
  RETURNING balance INTO STRICT deposits;
  UPDATE account SET balance = balance - cancelled.captured WHERE id = 5
  RETURNING balance INTO STRICT payable;
  INSERT INTO posting (entry_id, n, account_id, amount, balance_after)
  SELECT new_entry, 2 * l.line + side.n, side.account, side.sign * l.amount,
    side.balance - side.sign * (cancelled.captured - l.so_far)
  FROM (
    SELECT line, quantity * unit_price AS amount,
      sum(quantity * unit_price) OVER (ORDER BY line) AS so_far
    FROM order_line WHERE order_id = cancelled.id
  ) AS l
  CROSS JOIN (VALUES (0, 4, 1, deposits), (1, 5, -1, payable)) AS side (n, account, sign, balance);

  SELECT string_agg(
    format('[%s,%s,%s]', l.line, l.quantity, l.quantity * l.unit_price), ',' ORDER BY l.line)
  INTO lines_text FROM order_line l WHERE l.order_id = cancelled.id;
  PERFORM append_event(
    cancelled.id, 2,
    format(
      '{"type":"cancelled","order":"%s","cancellation":"%s","reason":"%s","refund":%s,'
      '"lines":[%s]}',
      wanted.name, cancellation_name, wanted.reason, cancelled.captured, lines_text));
END
$$;
