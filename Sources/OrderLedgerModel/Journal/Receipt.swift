/// What the caller of a command gets: the journal transaction that carried it out.
public struct Receipt: Sendable, Hashable {
  /// What was written.
  public let transaction: JournalTransaction
  /// Whether it had been written before, under the same idempotency key or gateway reference, and
  /// nothing was written now.
  public let replayed: Bool

  package init(transaction: JournalTransaction, replayed: Bool = false) {
    self.transaction = transaction
    self.replayed = replayed
  }
}

extension Receipt {
  /// The transaction's place in the journal.
  public var sequence: Int64 { transaction.header.sequence }

  /// The order's version after the transaction; `nil` for commands without an order.
  public var orderVersion: Int64? { transaction.header.transition?.version }

  /// What the command decided about the customer's money; a transaction has at most one decision.
  public var decision: RefundDecision? {
    for case .decision(let decision) in transaction.entries { return decision }
    return nil
  }

  /// The money that goes back to the customer by this transaction, in minor units of the order's
  /// currency.
  public var refundAmount: Int64 { decision?.amount ?? 0 }
}
