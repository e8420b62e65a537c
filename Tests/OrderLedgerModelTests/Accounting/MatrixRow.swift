import OrderLedgerModel
import Testing

/// A row of the posting matrix (`ledgers.md`, section 5.3): what was before, what happens, and what
/// the books then have to say.
struct MatrixRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var policy = AccountingPolicy.standard
  let before: [Action]
  let event: Action
  let legs: String
  let units: String

  init(
    _ name: String, policy: AccountingPolicy = .standard, before: [Action], _ event: Action,
    legs: String = "", units: String = ""
  ) {
    testDescription = name
    self.policy = policy
    self.before = before
    self.event = event
    self.legs = legs
    self.units = units
  }

  /// Carries it out and compares. Every transaction on the way has to balance, too.
  func check() throws {
    var shop = ModelShop(policy: policy)
    for action in Sample.stock + before { try shop.perform(action) }
    let entries = try shop.perform(event)
    #expect(entries.legs == textLines(legs))
    #expect(entries.units == textLines(units))
    for (index, entries) in shop.journal.enumerated() {
      #expect(entries.imbalances == [:], "transaction \(index + 1)")
    }
  }
}

extension AccountingPolicy {
  static let taxWithGoods = AccountingPolicy(taxPoint: .fulfillment)
  static let accrueAtOrder = AccountingPolicy(accrual: .order)
}
