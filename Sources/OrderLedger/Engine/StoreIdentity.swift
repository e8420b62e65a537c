import OrderLedgerModel
import OrderLedgerSQLite

/// Who a ledger is, and how its books are kept. Written once, when it is made.
struct StoreIdentity: Sendable, Hashable {
  /// 16 random bytes that are part of every hash, so that a journal can't pass for another's.
  let store: [UInt8]
  let createdAt: Timestamp
  let policy: AccountingPolicy
}

extension StoreIdentity {
  /// The identity in the file, if it has one.
  static func read(_ connection: Connection) throws(LedgerError) -> StoreIdentity? {
    try connection.ledgerFirst(Catalog.store) { _ in
    } row: { row in
      let store = try row.blob(0)
      guard store.count == 16 else { throw row.invalid(0, "not 16 bytes") }
      return StoreIdentity(
        store: store, createdAt: try row.time(1),
        policy: AccountingPolicy(taxPoint: try row.code(2), accrual: try row.code(3)))
    }
  }

  /// The identity in the file, which gets one now if it has none. In a write transaction.
  ///
  /// - Throws: `.schemaMismatch` if the file's books are kept by another policy than `policy`.
  static func readOrMake(
    _ connection: Connection, policy: AccountingPolicy?, at now: Timestamp,
    randomness: inout some RandomNumberGenerator
  ) throws(LedgerError) -> StoreIdentity {
    if let identity = try read(connection) {
      try identity.check(policy)
      return identity
    }
    var store: [UInt8] = []
    for _ in 0..<16 { store.append(UInt8.random(in: 0...255, using: &randomness)) }
    let identity = StoreIdentity(store: store, createdAt: now, policy: policy ?? .standard)
    try connection.ledgerChangeOne(Catalog.insertStore) { statement in
      statement.bind(1, identity.store)
      statement.bind(2, identity.createdAt.microseconds)
      statement.bind(3, code: identity.policy.taxPoint)
      statement.bind(4, code: identity.policy.accrual)
    }
    return identity
  }

  func check(_ wanted: AccountingPolicy?) throws(LedgerError) {
    guard let wanted, wanted != policy else { return }
    throw LedgerError(
      .schemaMismatch, .init("setting", "accounting policy"), found: "\(policy)",
      allowed: "\(wanted)")
  }
}
