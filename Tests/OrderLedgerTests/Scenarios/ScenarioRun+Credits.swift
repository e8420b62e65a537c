import OrderLedger
import OrderLedgerTesting

// Store credit and gift cards.

extension ScenarioRun {
  /// Issues what a payment of the case is paid with.
  func credit(_ node: Node, _ amount: Int64, _ kind: CreditKind) async throws -> Tender {
    let name = try CreditName(name("\(kind)"))
    let total = node["credit_total_minor"].int ?? node["balance_minor"].int ?? amount
    let key = try IdempotencyKey("issue-\(name.text)")
    switch kind {
    case .giftCard:
      try await shop.perform(
        IssueGiftCard(
          account: name, amount: total, currency: currency, tender: .manual(GatewayName("till"))),
        key: key)
    case .storeCredit:
      try await shop.perform(
        IssueStoreCredit(account: name, amount: total, currency: currency), key: key)
    }
    credits.append((name, total))
    return Tender(kind == .giftCard ? .giftCard : .storeCredit, name: try GatewayName(name.text))
  }

  /// Promises what is left of the card to the order, or as much of it as the order needs.
  func applyCard(_ action: Node) async throws -> Moment {
    let (order, payment, index) = try payment(action, "card")
    let name = try card(index)
    let tender = Tender(.giftCard, name: try GatewayName(name.text))
    let left = try await shop.ledger.credit(name).available
    let due = try await state(action).outstanding
    try await shop.perform(
      AuthorizePayment(
        order: order.id, payment: payment, tender: tender, amount: min(left, due)))
    return Moment()
  }

  /// Lets go what was promised.
  func removeCard(_ action: Node) async throws -> Moment {
    let (order, payment, _) = try payment(action, "card")
    try await void(payment, of: order.id)
    return Moment()
  }

  /// A payment with a card for an order of its own.
  func redeeming(_ amount: Int64, ofCard index: Int) async throws -> Command {
    let name = try card(index)
    let order = self.name("redeem")
    try await receive("ITEM", 1, at: "default")
    try await place(
      order, [Node(["sku": "ITEM", "qty": 1, "unit_price_minor": amount] as [String: Any])])
    return Command(
      RecordPayment(
        order: try OrderID(order), payment: try PaymentID("p-\(order)"),
        tender: Tender(.giftCard, name: try GatewayName(name.text)), amount: amount))
  }

  private func card(_ index: Int) throws -> CreditName {
    guard credits.indices.contains(index) else { throw Unsupported("a card that is not there") }
    return credits[index].name
  }

  func checkCredits(
    _ key: String, _ expected: Node, _ moment: Moment, _ ground: Ground
  ) -> Verdict? {
    guard let first = credits.first, let now = moment.credits[first.name] else { return nil }
    let before = ground.start.credits[first.name]
    switch key {
    case "store_credit_used_minor":
      return Verdict(first.total - now.balance == expected.int, key, now, expected)
    case "store_credit_remaining_minor":
      return Verdict(now.available == expected.int, key, now, expected)
    case "store_credit_authorized_delta_minor":
      return Verdict(now.held - (before?.held ?? 0) == expected.int, key, now, expected)
    case "new_store_credit_minor":
      let made = moment.credits.filter { $0.key.text.hasPrefix("new") }.map(\.value.balance)
      return Verdict(made == [expected.int], key, made, expected)
    case "gift_card_remaining_steps_minor":
      let found = ground.steps.map { $0.credits[first.name]?.available }
      return Verdict(found == expected.list.map(\.int), key, found, expected)
    case "redeemed_at_most_minor":
      let redeemed = first.total - now.balance
      // Somebody got it, or nothing was raced for.
      return Verdict(redeemed > 0 && redeemed <= expected.int ?? 0, key, redeemed, expected)
    default: return nil
    }
  }
}
