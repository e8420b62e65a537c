import OrderLedgerModel
import OrderLedgerSQLite

extension EngineMemory {
  /// The policy in force. Which one it is stands in the journal's last row, which is read anyway; what
  /// it says never changes, so that it is read once.
  func policy(_ connection: Connection) throws(LedgerError) -> PolicyInForce? {
    let version = try head(connection).policy
    guard version > 0 else { return nil }
    if let known = policy, known.version == version { return known }
    let found = try connection.policy(version)
    policy = found
    return found
  }
}

extension Connection {
  /// A policy by its version.
  ///
  /// - Throws: `integrity` where the journal names one that is not there.
  func policy(_ version: Int64) throws(LedgerError) -> PolicyInForce {
    let text = try ledgerFirst(Catalog.policy) {
      $0.bind(1, version)
    } row: {
      try $0.string(0)
    }
    guard let text else {
      throw LedgerError(.integrity, .init("policy", "\(version)"), found: "not in the journal")
    }
    return PolicyInForce(version: version, policy: try CancellationPolicy(json: text.utf8))
  }
}

extension JournalWriter {
  func write(_ policy: PolicyVersion, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertPolicy) { statement in
      statement.bind(1, policy.version)
      statement.bind(2, sequence)
      statement.bind(3, n)
      statement.bind(4, String(decoding: policy.policy.json(), as: UTF8.self))
    }
  }
}

extension JournalReader {
  /// The policy that a transaction set; `nil` if none stands there.
  func policy(setBy sequence: Int64, _ version: Int64) throws(LedgerError) -> PolicyVersion? {
    let text = try connection.ledgerFirst(Catalog.policySetBy) { statement in
      statement.bind(1, version)
      statement.bind(2, sequence)
    } row: {
      try $0.string(0)
    }
    guard let text else { return nil }
    do throws(LedgerError) {
      return PolicyVersion(version: version, policy: try CancellationPolicy(json: text.utf8))
    } catch {
      throw LedgerError(
        .corrupt, .init("policy", "\(version)"), found: error.detailedDescription,
        sequence: sequence)
    }
  }
}

extension Loader {
  /// When an order was placed, in business.
  func placedAt(_ order: Int64) throws(LedgerError) -> Timestamp? {
    try connection.ledgerFirst(Catalog.placedAt) {
      $0.bind(1, order)
    } row: {
      try $0.time(0)
    }
  }
}

extension Catalog {
  static let policy = SQL("SELECT policy FROM ledger_policy WHERE version = ?")
  static let policySetBy = SQL(
    "SELECT policy FROM ledger_policy WHERE version = ? AND seq = ? AND n = 0")
  static let insertPolicy = SQL(
    "INSERT INTO ledger_policy (version, seq, n, policy) VALUES (?, ?, ?, ?)")
  static let countOfPolicies = SQL("SELECT count(*) FROM ledger_policy")
  static let placedAt = SQL(
    """
    SELECT t.effective_at FROM ledger_order o JOIN ledger_txn t USING (seq) WHERE o.order_id = ?
    """)
  static let insertTxnUnderPolicy = SQL(
    """
    INSERT INTO ledger_txn (seq, recorded_at, effective_at, command, actor, key, request_digest,
      document, reason, order_id, order_version, order_status, previous_seq, note_digest,
      entry_count, hash, policy_version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
}
