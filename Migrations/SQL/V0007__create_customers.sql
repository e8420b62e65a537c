-- Personal data of customers, kept apart from the journal so that it can be erased.
--
-- The chain hashes salted digests alone: a note's, or the contact data's, is the note_digest of the
-- transaction that brought it. The salt stands beside the data and goes with it.

-- Contact data for messages; replaced and erased like notes, and no part of the chain.
CREATE TABLE ledger_contact (
  seq      INTEGER PRIMARY KEY, -- the transaction that set it
  salt     BLOB NOT NULL CHECK (length(salt) = 16),
  name     TEXT,
  email    TEXT,
  phone    TEXT,
  language TEXT
) STRICT;

-- What became of a customer's data. kind: 0 contact data was set, 1 the customer was erased; and with
-- that, 2 contact data, 3 a note. other_seq: the contact data replaced (0), the erasure before (1), the
-- transaction whose contact data (2) or note (3) is gone.
CREATE TABLE ledger_customer_change (
  seq       INTEGER NOT NULL,
  n         INTEGER NOT NULL,
  kind      INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
  customer  TEXT    NOT NULL,
  other_seq INTEGER CHECK (other_seq < seq),
  PRIMARY KEY (seq, n),
  CHECK (kind < 2 OR other_seq IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_customer_change_no_update BEFORE UPDATE ON ledger_customer_change
BEGIN SELECT RAISE(ABORT, 'ledger_customer_change is append-only'); END;
CREATE TRIGGER ledger_customer_change_no_delete BEFORE DELETE ON ledger_customer_change
BEGIN SELECT RAISE(ABORT, 'ledger_customer_change is append-only'); END;

-- State: customers of whom the ledger holds contact data, or was told to hold none.
CREATE TABLE ledger_customer (
  customer    TEXT PRIMARY KEY,
  contact_seq INTEGER, -- the row of ledger_contact
  erased_seq  INTEGER, -- the last erasure
  CHECK (contact_seq IS NOT NULL OR erased_seq IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- State: notes that were erased. What is missing and not here was taken by somebody else.
CREATE TABLE ledger_erased_note (
  seq        INTEGER PRIMARY KEY, -- the transaction that had the note
  erased_seq INTEGER NOT NULL CHECK (erased_seq > seq)
) STRICT;

-- Customers with their contact data, and when they were erased.
CREATE VIEW v_ledger_customers AS
SELECT c.customer, d.name, d.email, d.phone, d.language, c.erased_seq,
  strftime('%Y-%m-%dT%H:%M:%SZ', t.recorded_at / 1000000, 'unixepoch') AS erased_at
FROM ledger_customer c
LEFT JOIN ledger_contact d ON d.seq = c.contact_seq
LEFT JOIN ledger_txn t ON t.seq = c.erased_seq;
