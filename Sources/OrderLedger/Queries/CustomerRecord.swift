public import OrderLedgerModel
import OrderLedgerSQLite

/// What the ledger holds of a customer besides orders.
public struct CustomerRecord: Sendable, Hashable {
  /// The opaque id that orders carry.
  public let id: CustomerID
  /// Where messages go; `nil` when it was never set, or erased.
  public let contact: Contact?
  /// The journal transaction that last erased the customer's personal data.
  public let erasedBy: Int64?
}

extension LedgerReading where Self: ~Copyable {
  /// A customer's contact data and erasure; `nil` if there was neither.
  public func customer(_ id: CustomerID) throws(LedgerError) -> CustomerRecord? {
    guard let state = try _queries.loader.customer(id, notes: false) else { return nil }
    var contact: Contact?
    if let sequence = state.contact {
      contact = try _queries.connection.ledgerFirst(Catalog.contact) {
        $0.bind(1, sequence)
      } row: { row in
        Contact(
          name: try row.stringOrNil(0), email: try row.stringOrNil(1),
          phone: try row.stringOrNil(2), language: try row.stringOrNil(3))
      }
    }
    return CustomerRecord(id: id, contact: contact, erasedBy: state.erasedBy)
  }
}

extension LedgerQueries {
  /// The transaction that erased another one's note.
  func noteErased(_ sequence: Int64) throws(LedgerError) -> Int64? {
    try connection.ledgerFirst(Catalog.noteErasedBy) {
      $0.bind(1, sequence)
    } row: {
      try $0.int64(0)
    }
  }
}

extension Ledger {
  /// A customer's contact data and erasure; `nil` if there was neither.
  public func customer(_ id: CustomerID) async throws(LedgerError) -> CustomerRecord? {
    try await read { snapshot throws(LedgerError) in try snapshot.customer(id) }
  }

  /// Erases a customer's personal data, and what is left of it in the file and its log.
  ///
  /// `perform(EraseCustomer(…))` does the first part, and lets the second follow as soon as nobody
  /// reads an older state.
  ///
  /// - Returns: the receipt, and whether nothing is left: `false` while a reader still sees an older
  ///   state, or another process writes; ``eraseRemnants()`` tries again.
  /// - Throws: `customerNotFound`; whatever `perform(_:)` throws.
  @discardableResult
  public func erase(
    _ customer: CustomerID, key: IdempotencyKey? = nil, actor: ActorID? = nil
  ) async throws(LedgerError) -> (receipt: Receipt, isComplete: Bool) {
    let receipt = try await perform(EraseCustomer(customer: customer), key: key, actor: actor)
    return (receipt, try await eraseRemnants())
  }

  /// Overwrites what is left of erased rows: copies the write-ahead log into the file, where they
  /// are zeros, and makes the log start anew.
  ///
  /// A file system or a disk may keep older copies of blocks; no program can see to those.
  ///
  /// - Returns: whether nothing is left.
  @discardableResult
  public func eraseRemnants() async throws(LedgerError) -> Bool {
    try await maintain { writer throws(LedgerError) in try writer.eraseRemnants() }
  }
}
