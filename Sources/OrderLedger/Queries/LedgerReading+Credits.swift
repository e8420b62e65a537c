public import OrderLedgerModel
import OrderLedgerSQLite

/// Something that happened to a gift card or a store credit account.
public struct CreditEvent: Sendable, Hashable {
  /// What happened.
  public let change: CreditChange
  /// The journal transaction that did it.
  public let sequence: Int64
  /// When it happened in business.
  public let effectiveAt: Timestamp
  /// The command's name in the wire form.
  public let command: String
  /// The order concerned, if there is one.
  public let order: OrderID?
}

extension LedgerReading where Self: ~Copyable {
  /// A gift card or a store credit account.
  ///
  /// - Throws: `creditNotFound`.
  public func credit(_ name: CreditName) throws(LedgerError) -> CreditState {
    guard let credit = try _queries.loader.credit(name) else {
      throw LedgerError(.creditNotFound, .init("credit", name.text))
    }
    return credit
  }

  /// A page of gift cards and store credit accounts, in the order of their names' bytes.
  ///
  /// - Parameters:
  ///   - name: the last of the page before.
  ///   - limit: 1…``maxPage``.
  /// - Throws: `limitExceeded`.
  public func credits(
    after name: CreditName? = nil, limit: Int = 100
  ) throws(LedgerError) -> [CreditState] {
    guard (1...Self.maxPage).contains(limit) else {
      throw LedgerError(
        .limitExceeded, .init("field", "limit"), found: "\(limit)", allowed: "1 to \(Self.maxPage)")
    }
    return try _queries.connection.ledgerAll(Catalog.creditsAfter) { statement in
      statement.bind(1, name?.text ?? "")
      statement.bind(2, limit)
    } row: {
      try CreditState(row: $0)
    }
  }

  /// What happened to a gift card or a store credit account, the oldest first.
  ///
  /// - Throws: `creditNotFound`; `integrity` where an event does not lead back to the one before.
  public func history(ofCredit name: CreditName) throws(LedgerError) -> [CreditEvent] {
    var events: [CreditEvent] = []
    var next: Int64? = try credit(name).lastSequence
    while let sequence = next {
      let found = try _queries.creditEvents(name, sequence)
      guard let first = found.first else {
        throw LedgerError(
          .integrity, .init("credit", name.text),
          found: "nothing in journal transaction \(sequence)")
      }
      events += found.reversed()
      next = first.change.previous
      // In a damaged file the list could lead round in a circle.
      if let previous = next, previous >= sequence {
        throw LedgerError(
          .integrity, .init("credit", name.text), found: "\(previous) as the change before",
          sequence: sequence)
      }
    }
    return events.reversed()
  }
}

extension LedgerQueries {
  /// What a journal transaction did to a gift card or an account, in the order of its entries.
  fileprivate func creditEvents(
    _ name: CreditName, _ sequence: Int64
  ) throws(LedgerError) -> [CreditEvent] {
    let found = try connection.ledgerAll(Catalog.creditEvents) { statement in
      statement.bind(1, sequence)
      statement.bind(2, name)
    } row: { row in
      (
        entry: try Walk.creditChange(row), effectiveAt: try row.time(11),
        command: try row.string(12), order: try row.idOrNil(13, OrderID.self)
      )
    }
    return found.compactMap { row in
      guard case .credit(let change) = row.entry else { return nil }
      return CreditEvent(
        change: change, sequence: sequence, effectiveAt: row.effectiveAt, command: row.command,
        order: row.order)
    }
  }
}

extension Ledger {
  /// A gift card or a store credit account.
  ///
  /// - Throws: `creditNotFound`.
  public func credit(_ name: CreditName) async throws(LedgerError) -> CreditState {
    try await read(isBrief: true) { snapshot throws(LedgerError) in try snapshot.credit(name) }
  }

  /// A page of gift cards and store credit accounts, in the order of their names' bytes.
  ///
  /// - Throws: `limitExceeded`.
  public func credits(
    after name: CreditName? = nil, limit: Int = 100
  ) async throws(LedgerError) -> [CreditState] {
    try await read { snapshot throws(LedgerError) in
      try snapshot.credits(after: name, limit: limit)
    }
  }

  /// What happened to a gift card or a store credit account, the oldest first.
  ///
  /// - Throws: `creditNotFound`.
  public func history(ofCredit name: CreditName) async throws(LedgerError) -> [CreditEvent] {
    try await read { snapshot throws(LedgerError) in try snapshot.history(ofCredit: name) }
  }
}
