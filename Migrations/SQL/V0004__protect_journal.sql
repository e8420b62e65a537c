-- The journal only grows. The library has no statement that changes it, its authorizer refuses to
-- prepare one, and these triggers refuse it to every other program: a correction is a new entry.
-- (With recursive_triggers, which the library sets, INSERT OR REPLACE meets them too.)

CREATE TRIGGER ledger_store_no_update BEFORE UPDATE ON ledger_store
BEGIN SELECT RAISE(ABORT, 'ledger_store is append-only'); END;
CREATE TRIGGER ledger_store_no_delete BEFORE DELETE ON ledger_store
BEGIN SELECT RAISE(ABORT, 'ledger_store is append-only'); END;
CREATE TRIGGER ledger_sku_no_update BEFORE UPDATE ON ledger_sku
BEGIN SELECT RAISE(ABORT, 'ledger_sku is append-only'); END;
CREATE TRIGGER ledger_sku_no_delete BEFORE DELETE ON ledger_sku
BEGIN SELECT RAISE(ABORT, 'ledger_sku is append-only'); END;
CREATE TRIGGER ledger_location_no_update BEFORE UPDATE ON ledger_location
BEGIN SELECT RAISE(ABORT, 'ledger_location is append-only'); END;
CREATE TRIGGER ledger_location_no_delete BEFORE DELETE ON ledger_location
BEGIN SELECT RAISE(ABORT, 'ledger_location is append-only'); END;
CREATE TRIGGER ledger_txn_no_update BEFORE UPDATE ON ledger_txn
BEGIN SELECT RAISE(ABORT, 'ledger_txn is append-only'); END;
CREATE TRIGGER ledger_txn_no_delete BEFORE DELETE ON ledger_txn
BEGIN SELECT RAISE(ABORT, 'ledger_txn is append-only'); END;
CREATE TRIGGER ledger_order_no_update BEFORE UPDATE
  OF order_id, seq, "order", currency, customer, channel, replaces, total, components ON ledger_order
BEGIN SELECT RAISE(ABORT, 'ledger_order: what was placed stays'); END;
CREATE TRIGGER ledger_order_no_delete BEFORE DELETE ON ledger_order
BEGIN SELECT RAISE(ABORT, 'ledger_order is append-only'); END;
CREATE TRIGGER ledger_line_no_update BEFORE UPDATE
  OF line_id, line, kind, sku_id, location_id, quantity, parts, unit_price,
    tax_included, costed, backordered ON ledger_line
BEGIN SELECT RAISE(ABORT, 'ledger_line: what was placed stays'); END;
CREATE TRIGGER ledger_line_no_delete BEFORE DELETE ON ledger_line
BEGIN SELECT RAISE(ABORT, 'ledger_line is append-only'); END;
CREATE TRIGGER ledger_component_no_update BEFORE UPDATE ON ledger_component
BEGIN SELECT RAISE(ABORT, 'ledger_component is append-only'); END;
CREATE TRIGGER ledger_component_no_delete BEFORE DELETE ON ledger_component
BEGIN SELECT RAISE(ABORT, 'ledger_component is append-only'); END;
CREATE TRIGGER ledger_location_change_no_update BEFORE UPDATE ON ledger_location_change
BEGIN SELECT RAISE(ABORT, 'ledger_location_change is append-only'); END;
CREATE TRIGGER ledger_location_change_no_delete BEFORE DELETE ON ledger_location_change
BEGIN SELECT RAISE(ABORT, 'ledger_location_change is append-only'); END;
CREATE TRIGGER ledger_line_change_no_update BEFORE UPDATE ON ledger_line_change
BEGIN SELECT RAISE(ABORT, 'ledger_line_change is append-only'); END;
CREATE TRIGGER ledger_line_change_no_delete BEFORE DELETE ON ledger_line_change
BEGIN SELECT RAISE(ABORT, 'ledger_line_change is append-only'); END;
CREATE TRIGGER ledger_movement_no_update BEFORE UPDATE ON ledger_movement
BEGIN SELECT RAISE(ABORT, 'ledger_movement is append-only'); END;
CREATE TRIGGER ledger_movement_no_delete BEFORE DELETE ON ledger_movement
BEGIN SELECT RAISE(ABORT, 'ledger_movement is append-only'); END;
CREATE TRIGGER ledger_payment_txn_no_update BEFORE UPDATE ON ledger_payment_txn
BEGIN SELECT RAISE(ABORT, 'ledger_payment_txn is append-only'); END;
CREATE TRIGGER ledger_payment_txn_no_delete BEFORE DELETE ON ledger_payment_txn
BEGIN SELECT RAISE(ABORT, 'ledger_payment_txn is append-only'); END;
CREATE TRIGGER ledger_decision_no_update BEFORE UPDATE ON ledger_decision
BEGIN SELECT RAISE(ABORT, 'ledger_decision is append-only'); END;
CREATE TRIGGER ledger_decision_no_delete BEFORE DELETE ON ledger_decision
BEGIN SELECT RAISE(ABORT, 'ledger_decision is append-only'); END;
CREATE TRIGGER ledger_decision_share_no_update BEFORE UPDATE ON ledger_decision_share
BEGIN SELECT RAISE(ABORT, 'ledger_decision_share is append-only'); END;
CREATE TRIGGER ledger_decision_share_no_delete BEFORE DELETE ON ledger_decision_share
BEGIN SELECT RAISE(ABORT, 'ledger_decision_share is append-only'); END;
CREATE TRIGGER ledger_attempt_change_no_update BEFORE UPDATE ON ledger_attempt_change
BEGIN SELECT RAISE(ABORT, 'ledger_attempt_change is append-only'); END;
CREATE TRIGGER ledger_attempt_change_no_delete BEFORE DELETE ON ledger_attempt_change
BEGIN SELECT RAISE(ABORT, 'ledger_attempt_change is append-only'); END;
CREATE TRIGGER ledger_posting_no_update BEFORE UPDATE ON ledger_posting
BEGIN SELECT RAISE(ABORT, 'ledger_posting is append-only'); END;
CREATE TRIGGER ledger_posting_no_delete BEFORE DELETE ON ledger_posting
BEGIN SELECT RAISE(ABORT, 'ledger_posting is append-only'); END;
CREATE TRIGGER ledger_message_no_update BEFORE UPDATE ON ledger_message
BEGIN SELECT RAISE(ABORT, 'ledger_message is append-only'); END;
CREATE TRIGGER ledger_message_no_delete BEFORE DELETE ON ledger_message
BEGIN SELECT RAISE(ABORT, 'ledger_message is append-only'); END;
