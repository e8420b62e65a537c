/// An entry: what a cancellation or a refund decided about the customer's money.
public struct RefundDecision: Sendable, Hashable {
  /// What made the decision.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// A cancellation.
    case cancellation = 0
    /// A refund of money only.
    case refund = 1
    /// A capture that arrived when nothing of the order was left to pay for.
    case lateCapture = 2
    /// The inspection of a return.
    case returned = 3

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .cancellation: "cancellation"
      case .refund: "refund"
      case .lateCapture: "lateCapture"
      case .returned: "returned"
      }
    }
  }

  /// The caller's name for the cancellation or refund, unique in the ledger.
  public let id: RefundID
  /// What made the decision.
  public let kind: Kind
  /// The refund's position in the order, from 0; `nil` when no money goes back.
  public let number: Int?
  /// Why.
  public let reason: ReasonCode
  /// How the money goes back.
  public let choice: RefundChoice.Kind
  /// Received money that the order's value no longer needs, in minor units:
  /// amount + fee + retained + discrepancy.
  public let due: Int64
  /// What goes back, in minor units.
  public let amount: Int64
  /// A cancellation fee that is kept, tax included, in minor units.
  public let fee: Int64
  /// The tax inside the fee, in minor units.
  public let feeTax: Int64
  /// The fee's tax code.
  public let feeTaxCode: TaxCode?
  /// Money kept because the caller chose no refund, in minor units.
  public let retained: Int64
  /// Less (> 0) or more (< 0) than was due, in minor units; account 5510.
  public let discrepancy: Int64
  /// To which payments the amount goes; empty when that is left for later.
  public let shares: [RefundShare]
  /// Whether the customer is told.
  public let notify: Bool

  package init(
    id: RefundID, kind: Kind, number: Int?, reason: ReasonCode, choice: RefundChoice.Kind,
    due: Int64, amount: Int64, fee: Int64 = 0, feeTax: Int64 = 0, feeTaxCode: TaxCode? = nil,
    retained: Int64 = 0, discrepancy: Int64 = 0, shares: [RefundShare], notify: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.number = number
    self.reason = reason
    self.choice = choice
    self.due = due
    self.amount = amount
    self.fee = fee
    self.feeTax = feeTax
    self.feeTaxCode = feeTaxCode
    self.retained = retained
    self.discrepancy = discrepancy
    self.shares = shares
    self.notify = notify
  }

  /// The one payment that all of the amount goes to; `nil` where it is otherwise.
  package var onlyPayment: Int? {
    guard shares.count == 1, shares[0].amount == amount else { return nil }
    return shares[0].payment
  }
}
