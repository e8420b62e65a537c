/// How a ledger's books are kept. Chosen when the ledger is made, and fixed from then on.
public struct AccountingPolicy: Sendable, Hashable {
  /// When sales tax falls due.
  public enum TaxPoint: UInt8, Sendable, Hashable, CaseIterable {
    /// With the money (EU: Directive 2006/112, article 65). Deposits hold no tax.
    case capture = 0
    /// With the goods. Until then tax on deposits waits on account 2220.
    case fulfillment = 1
  }

  /// When a claim on the customer arises.
  public enum Accrual: UInt8, Sendable, Hashable, CaseIterable {
    /// With the goods (IFRS 15.108): before that, an unpaid order is no entry.
    case fulfillment = 0
    /// With the order, for orders that can't be cancelled without consequence.
    case order = 1
  }

  /// When sales tax falls due.
  public var taxPoint: TaxPoint
  /// When a claim on the customer arises.
  public var accrual: Accrual

  /// A policy.
  public init(taxPoint: TaxPoint = .capture, accrual: Accrual = .fulfillment) {
    self.taxPoint = taxPoint
    self.accrual = accrual
  }

  /// Tax with the money, claims with the goods.
  public static let standard = AccountingPolicy()
}
