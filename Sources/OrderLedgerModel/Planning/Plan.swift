/// What a command would write: the same for the same state, and exactly what is written if nothing
/// moves in between.
public struct Plan: Sendable, Hashable {
  /// The command that was planned.
  public let command: Command
  /// The order's version that it was planned against; `nil` for an order that is new, or none.
  public let basis: Int64?
  /// What the order would become.
  public let transition: OrderTransition?
  /// What would be written, in this order.
  public private(set) var entries: [Entry]
  /// The order as it would be.
  public let order: OrderState?
  package let document: String?
  package let reason: ReasonCode?
  package let note: Note?
  /// A customer's contact data, kept beside the journal.
  package let contact: Contact?
  /// When it takes effect, where that is not what the command says.
  package private(set) var movedTo: Timestamp?

  /// When it takes effect; `nil` is when it is recorded.
  public var effectiveAt: Timestamp? { movedTo ?? command.at }

  /// Dates the plan at another time than the caller's, which an entry keeps.
  mutating func move(to time: Timestamp, statedAt: Timestamp) {
    movedTo = time
    entries.append(.period(PeriodEntry(.late, statedAt)))
  }
}

extension Plan {
  /// The money that would go back to the customer, in minor units of the order's currency.
  public var refundAmount: Int64 {
    var sum: Int64 = 0
    for case .decision(let decision) in entries { sum += decision.amount }
    return sum
  }
}
