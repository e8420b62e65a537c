-- For people and their tools. The library itself reads none of these. Amounts are minor units;
-- times are UTC text.

-- Orders with their three statuses.
CREATE VIEW v_ledger_orders AS
SELECT o."order", o.customer, o.channel, o.currency, o.total, o.value, o.version,
  CASE o.status WHEN 0 THEN 'open' WHEN 1 THEN 'partiallyCancelled' ELSE 'cancelled' END AS status,
  CASE WHEN o.captured = 0 THEN
         CASE WHEN o.authorized > 0 THEN 'authorized' WHEN o.payments = 0 THEN 'unpaid' ELSE 'voided' END
       WHEN o.settled >= o.captured THEN 'refunded'
       WHEN o.settled > 0 THEN 'partiallyRefunded'
       WHEN o.value > o.received THEN 'partiallyPaid'
       ELSE 'paid' END AS payment_status,
  CASE WHEN o.fulfilled_units = 0 THEN
         CASE WHEN o.open_units = 0 THEN 'notNeeded' ELSE 'unfulfilled' END
       WHEN o.open_units = 0 THEN 'fulfilled' ELSE 'partiallyFulfilled' END AS fulfillment_status,
  o.open_units, o.fulfilled_units, o.cancelled_units, o.authorized, o.captured,
  o.decided - o.pending - o.settled AS refund_owed, o.pending AS refund_pending,
  o.settled AS refund_settled,
  strftime('%Y-%m-%dT%H:%M:%SZ', t.effective_at / 1000000, 'unixepoch') AS placed_at
FROM ledger_order o
JOIN ledger_txn t ON t.seq = o.seq;

-- The journal, a row a transaction.
CREATE VIEW v_ledger_journal AS
SELECT t.seq, strftime('%Y-%m-%dT%H:%M:%SZ', t.recorded_at / 1000000, 'unixepoch') AS recorded_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', t.effective_at / 1000000, 'unixepoch') AS effective_at,
  t.command, t.actor, t.document, t.reason, o."order", t.order_version, n.note,
  lower(hex(t.hash)) AS hash
FROM ledger_txn t
LEFT JOIN ledger_order o USING (order_id)
LEFT JOIN ledger_note n ON n.seq = t.seq;

-- Postings.
CREATE VIEW v_ledger_postings AS
SELECT t.seq, p.entry_id & 65535 AS n, t.command, o."order", p.account, p.dimension,
  CASE WHEN p.amount > 0 THEN p.amount END AS debit,
  CASE WHEN p.amount < 0 THEN -p.amount END AS credit,
  p.currency, CASE p.phase WHEN 0 THEN 'posted' WHEN 1 THEN 'pending' ELSE 'released' END AS phase
FROM ledger_txn t
JOIN ledger_posting p ON p.entry_id BETWEEN t.seq << 16 AND (t.seq << 16) + 65535
LEFT JOIN ledger_order o USING (order_id);

-- The trial balance: posted debits and credits by account. Their sums are equal in each currency.
CREATE VIEW v_ledger_trial_balance AS
SELECT account, dimension, currency, debit_posted AS debit, credit_posted AS credit,
  debit_posted - credit_posted AS balance
FROM ledger_account;

-- Stock by SKU and location.
CREATE VIEW v_ledger_stock AS
SELECT k.sku, l.location, s.available, s.reserved, s.inspection, s.damaged, s.safety,
  s.available + s.reserved + s.inspection + s.damaged + s.safety AS on_hand,
  s.shipped, s.scrapped, s.value, s.currency
FROM ledger_stock s
JOIN ledger_sku k USING (sku_id)
JOIN ledger_location l USING (location_id);

-- Stock movements with the documents that caused them.
CREATE VIEW v_ledger_movements AS
SELECT t.seq, t.command, t.document, o."order", k.sku, l.location,
  CASE m.from_bucket WHEN 0 THEN 'available' WHEN 1 THEN 'reserved' WHEN 2 THEN 'inspection'
    WHEN 3 THEN 'damaged' WHEN 4 THEN 'safety' WHEN 5 THEN 'supplier' WHEN 6 THEN 'shipped'
    WHEN 7 THEN 'scrapped' WHEN 8 THEN 'countAdjustment' ELSE 'transit' END AS from_bucket,
  CASE m.to_bucket WHEN 0 THEN 'available' WHEN 1 THEN 'reserved' WHEN 2 THEN 'inspection'
    WHEN 3 THEN 'damaged' WHEN 4 THEN 'safety' WHEN 5 THEN 'supplier' WHEN 6 THEN 'shipped'
    WHEN 7 THEN 'scrapped' WHEN 8 THEN 'countAdjustment' ELSE 'transit' END AS to_bucket,
  m.quantity, m.value, m.currency
FROM ledger_txn t
JOIN ledger_movement m ON m.entry_id BETWEEN t.seq << 16 AND (t.seq << 16) + 65535
JOIN ledger_sku k ON k.sku_id = m.stock_id >> 20
JOIN ledger_location l ON l.location_id = m.stock_id & 1048575
LEFT JOIN ledger_order o USING (order_id);

-- Cancellations, with what was decided about the money.
CREATE VIEW v_ledger_cancellations AS
SELECT d.seq, strftime('%Y-%m-%d', t.effective_at / 1000000, 'unixepoch') AS day, o."order",
  d.refund AS cancellation, d.reason, t.actor, o.currency, d.due, d.amount AS refund, d.fee,
  d.retained, d.discrepancy, n.note
FROM ledger_decision d
JOIN ledger_txn t USING (seq)
JOIN ledger_order o USING (order_id)
LEFT JOIN ledger_note n ON n.seq = t.seq
WHERE d.kind = 0;
