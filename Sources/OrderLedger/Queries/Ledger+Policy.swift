public import OrderLedgerModel
import OrderLedgerSQLite

extension LedgerReading where Self: ~Copyable {
  /// The policy in force; `nil` where none was ever set.
  public func cancellationPolicy() throws(LedgerError) -> PolicyVersion? {
    let version = try _queries.connection.journalHead().policy
    guard version > 0 else { return nil }
    return try cancellationPolicy(version)
  }

  /// A policy that was in force, by its version.
  ///
  /// - Throws: `integrity` where there is no such version.
  public func cancellationPolicy(_ version: Int64) throws(LedgerError) -> PolicyVersion {
    PolicyVersion(version: version, policy: try _queries.connection.policy(version).policy)
  }
}

extension Ledger {
  /// The policy in force; `nil` where none was ever set.
  public func cancellationPolicy() async throws(LedgerError) -> PolicyVersion? {
    try await read { snapshot throws(LedgerError) in try snapshot.cancellationPolicy() }
  }
}
