public import OrderLedgerModel

/// What went wrong last with a refund that the worker could not finish.
public enum RefundProblem: Sendable, Hashable {
  /// The gateway said that no money moved.
  case failed
  /// The gateway said so, and that another attempt would not help.
  case failedForGood
  /// The attempt was called off.
  case cancelled
  /// The gateway did not say what became of the attempt, as often as was asked.
  case unanswered
  /// The gateway says one thing, and the ledger was told another before.
  case contradicted
  /// The ledger refused the attempt, with this code.
  case refused(LedgerError.Code)

  /// The word for it in the database and in JSON.
  public var name: String {
    switch self {
    case .failed: "failed"
    case .failedForGood: "failedForGood"
    case .cancelled: "cancelled"
    case .unanswered: "unanswered"
    case .contradicted: "contradicted"
    case .refused(let code): "refused:\(code.rawValue)"
    }
  }

  init?(name: String) {
    switch name {
    case "failed": self = .failed
    case "failedForGood": self = .failedForGood
    case "cancelled": self = .cancelled
    case "unanswered": self = .unanswered
    case "contradicted": self = .contradicted
    default:
      guard name.hasPrefix("refused:"),
        let code = LedgerError.Code(rawValue: String(name.dropFirst("refused:".count)))
      else { return nil }
      self = .refused(code)
    }
  }
}
