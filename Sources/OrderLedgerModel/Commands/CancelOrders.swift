/// Cancels several orders, or several parts of orders: all of them or none, or each for itself.
///
/// Not an ``Action``: each cancellation is a ``CancelOrder`` of its own with its own journal
/// transaction and its own receipt, and all of them share one database transaction. See the decision
/// record on bulk cancellations.
public struct CancelOrders: Sendable, Hashable {
  /// What a refusal of one cancellation means for the others.
  public enum Mode: String, Sendable, Hashable, CaseIterable, Codable {
    /// All are carried out, or none. The first refusal names its place.
    case atomic
    /// Each is carried out or refused alone.
    case each
  }

  /// The name that the request has in the wire form.
  public static let name = "cancelOrders"

  /// What to cancel, in this order; 1…`Limits.maxBatch`, each name once.
  public var cancellations: [CancelOrder]
  /// What a refusal of one means for the others.
  public var mode: Mode
  /// Makes a retry of the whole request safe; at most `Limits.maxBatchKeyBytes`.
  ///
  /// The first cancellation that is carried out takes the key itself; the n-th of the others takes
  /// the key followed by `/n`, counted from 1 over all. A retry replays what was carried out, and
  /// in the mode ``Mode/each`` judges the rest anew.
  public var key: IdempotencyKey?
  /// Who asks.
  public var actor: ActorID?
  /// When it happened in business; `nil` is when the ledger records it.
  public var at: Timestamp?

  /// Cancels all of `cancellations`, or each for itself.
  public init(
    _ cancellations: [CancelOrder], mode: Mode = .atomic, key: IdempotencyKey? = nil,
    actor: ActorID? = nil, at: Timestamp? = nil
  ) {
    self.cancellations = cancellations
    self.mode = mode
    self.key = key
    self.actor = actor
    self.at = at
  }

  /// The name of the n-th cancellation, from 0, of a document that covers several: `recall-7/1`.
  ///
  /// - Throws: ``IdentifierError`` when the document's name leaves no room for it.
  public static func name(
    _ index: Int, of document: RefundID
  ) throws(IdentifierError) -> RefundID {
    try RefundID("\(document.text)/\(index + 1)")
  }
}

extension CancelOrders {
  /// Refuses a request that is wrong in itself, before any of it is looked at.
  ///
  /// - Throws: `.emptySelection`, `.limitExceeded`, `.alreadyExists` for a name given twice.
  package func check() throws(LedgerError) {
    guard !cancellations.isEmpty else {
      throw LedgerError(.emptySelection, .field("cancellations"))
    }
    guard cancellations.count <= Limits.maxBatch else {
      throw LedgerError(
        .limitExceeded, .field("cancellations"), found: "\(cancellations.count)",
        allowed: "at most \(Limits.maxBatch)")
    }
    if let key, key.text.utf8.count > Limits.maxBatchKeyBytes {
      throw LedgerError(
        .limitExceeded, .field("key"), found: "\(key.text.utf8.count) bytes",
        allowed: "at most \(Limits.maxBatchKeyBytes) bytes")
    }
    var seen: Set<RefundID> = []
    for cancel in cancellations where !seen.insert(cancel.cancellation).inserted {
      throw LedgerError(.alreadyExists, .refund(cancel.cancellation), found: "twice in the request")
    }
  }

  /// The cancellation at a place as a command of its own.
  ///
  /// - Parameter isFirst: whether it is the first to be carried out, which takes the key as it is.
  package func command(_ index: Int, isFirst: Bool) -> Command {
    let own = key.map { key in
      isFirst ? key : IdempotencyKey(unchecked: "\(key.text)/\(index + 1)")
    }
    return Command(cancellations[index], key: own, actor: actor, at: at)
  }
}

/// What became of a ``CancelOrders``.
public struct CancelOrdersReceipt: Sendable, Hashable {
  /// One for each cancellation, in their order: its receipt, or why it was refused.
  public let results: [Result<Receipt, LedgerError>]

  package init(results: [Result<Receipt, LedgerError>]) {
    self.results = results
  }

  /// Whether every cancellation was carried out, now or before.
  public var isComplete: Bool { firstRefusal == nil }

  /// The receipts of those that were carried out.
  public var receipts: [Receipt] { results.compactMap { try? $0.get() } }

  /// The first refusal, with its place.
  public var firstRefusal: LedgerError? {
    for (index, result) in results.enumerated() {
      if case .failure(var error) = result {
        error.index = index
        return error
      }
    }
    return nil
  }
}
