import OrderLedgerSQLite

// Customers' personal data.

extension Catalog {
  static let insertCustomerChange = SQL(
    """
    INSERT INTO ledger_customer_change (seq, n, kind, customer, other_seq) VALUES (?, ?, ?, ?, ?)
    """)
  static let customerChanges = SQL(
    """
    SELECT seq, n, kind, customer, other_seq FROM ledger_customer_change
    WHERE seq BETWEEN ? AND ? ORDER BY seq, n
    """)
  static let insertContact = SQL(
    """
    INSERT INTO ledger_contact (seq, salt, name, email, phone, language) VALUES (?, ?, ?, ?, ?, ?)
    """)
  static let deleteContact = SQL("DELETE FROM ledger_contact WHERE seq = ?")
  static let deleteNote = SQL("DELETE FROM ledger_note WHERE seq = ?")
  static let contact = SQL("SELECT name, email, phone, language FROM ledger_contact WHERE seq = ?")

  static let customer = SQL(
    "SELECT contact_seq, erased_seq FROM ledger_customer WHERE customer = ?")
  static let isCustomer = SQL("SELECT 1 FROM ledger_order WHERE customer = ? LIMIT 1")
  /// Notes are fewer than orders, and there is no index on customers: see decision 0003.
  static let notesOfCustomer = SQL(
    """
    SELECT n.seq FROM ledger_note n JOIN ledger_txn t USING (seq) JOIN ledger_order o USING (order_id)
    WHERE o.customer = ? ORDER BY n.seq
    """)
  static let updateCustomer = SQL(
    """
    INSERT INTO ledger_customer (customer, contact_seq, erased_seq) VALUES (?1, ?2, ?3)
    ON CONFLICT (customer) DO UPDATE SET contact_seq = excluded.contact_seq,
      erased_seq = coalesce(excluded.erased_seq, erased_seq)
    """)
  static let insertErasedNote = SQL(
    "INSERT INTO ledger_erased_note (seq, erased_seq) VALUES (?, ?)")
  static let noteErasedBy = SQL("SELECT erased_seq FROM ledger_erased_note WHERE seq = ?")

  /// The salts beside the personal data of a transaction, and the digest that the chain holds.
  static let personalDigest = SQL(
    """
    SELECT t.note_digest, coalesce(n.salt, c.salt)
    FROM ledger_txn t LEFT JOIN ledger_note n USING (seq) LEFT JOIN ledger_contact c USING (seq)
    WHERE t.seq = ?
    """)

  // MARK: Verifying

  static let everyCustomer = SQL("SELECT customer, contact_seq, erased_seq FROM ledger_customer")
  static let everyErasedNote = SQL("SELECT seq, erased_seq FROM ledger_erased_note")
  static let everyContact = SQL(
    """
    SELECT d.seq, d.salt, d.name, d.email, d.phone, d.language, t.note_digest, c.customer
    FROM ledger_contact d LEFT JOIN ledger_txn t USING (seq)
    LEFT JOIN ledger_customer_change h ON h.seq = d.seq AND h.kind = 0
    LEFT JOIN ledger_customer c ON c.customer = h.customer AND c.contact_seq = d.seq
    ORDER BY d.seq
    """)
  static let countOfNotes = SQL(
    """
    SELECT (SELECT count(*) FROM ledger_note), (SELECT count(*) FROM ledger_contact),
      (SELECT count(*) FROM ledger_customer WHERE contact_seq IS NOT NULL)
    """)
}
