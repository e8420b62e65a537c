public import OrderLedgerModel
import OrderLedgerSQLite

/// A request for a cancellation that waits for its answer.
public struct OpenRequest: Sendable, Hashable {
  /// The order whose units it holds.
  public let order: OrderID
  /// The order's currency, which is that of the request's amounts.
  public let currency: Currency
  /// Who asked.
  public let actor: ActorID?
  /// What was asked for, of whom and until when.
  public let state: RequestState
}

extension LedgerReading where Self: ~Copyable {
  /// The requests that nobody has answered, those that lapse first first; those that have lapsed and
  /// were not recorded as such are among them.
  ///
  /// - Parameter limit: 1…``maxPage``.
  /// - Throws: `limitExceeded`.
  public func openRequests(limit: Int = 1_000) throws(LedgerError) -> [OpenRequest] {
    guard (1...Self.maxPage).contains(limit) else {
      throw LedgerError(
        .limitExceeded, .init("field", "limit"), found: "\(limit)", allowed: "1 to \(Self.maxPage)")
    }
    return try _queries.connection.ledgerAll(Catalog.openRequests) {
      $0.bind(1, limit)
    } row: { row in
      OpenRequest(
        order: try row.id(13), currency: try row.currency(15), actor: try row.idOrNil(14),
        state: try RequestState(row))
    }
  }
}

extension Ledger {
  /// The requests that nobody has answered, those that lapse first first.
  ///
  /// - Throws: `limitExceeded`.
  public func openRequests(limit: Int = 1_000) async throws(LedgerError) -> [OpenRequest] {
    try await read { snapshot throws(LedgerError) in try snapshot.openRequests(limit: limit) }
  }

  /// Records which requests were not answered in time.
  ///
  /// Their units are free without it; what it brings is that the order's page says so.
  ///
  /// - Parameters:
  ///   - time: requests whose time is not later lapse; `nil` is now.
  ///   - actor: who records it.
  /// - Returns: the receipts of what was recorded: one a request, or one of all that have lapsed of an
  ///   order.
  @discardableResult
  public func expireCancellationRequests(
    at time: Timestamp? = nil, actor: ActorID? = nil
  ) async throws(LedgerError) -> [Receipt] {
    try await expireCancellationRequests(at: time, actor: actor, pageLimit: LedgerSnapshot.maxPage)
  }

  func expireCancellationRequests(
    at time: Timestamp?, actor: ActorID?, pageLimit: Int
  ) async throws(LedgerError) -> [Receipt] {
    let end = time ?? configuration.clock()
    var receipts: [Receipt] = []
    while true {
      // Those that lapse first come first, and are no longer open then.
      let page = try await openRequests(limit: pageLimit)
      let lapsed = page.prefix { !$0.state.isHolding(at: end) }
      for item in lapsed {
        do throws(LedgerError) {
          let receipt = try await perform(
            ExpireCancellationRequest(cancellation: item.state.id), actor: actor, at: time)
          if !receipt.replayed { receipts.append(receipt) }
        } catch {
          // Somebody else ended it meanwhile.
          guard error.code == .requestClosed else { throw error }
        }
      }
      if lapsed.count < pageLimit { return receipts }
    }
  }
}
