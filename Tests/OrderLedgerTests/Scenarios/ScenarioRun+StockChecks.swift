import OrderLedger
import OrderLedgerTesting

extension ScenarioRun {
  func checkStock(
    _ key: String, _ expected: Node, _ moment: Moment, _ ground: Ground
  ) -> Verdict? {
    switch key {
    case "stock":
      return first(expected.list) { self.row($0, moment, since: nil) }
    case "on_hand":
      return row(Node(["on_hand": expected.int ?? 0] as [String: Any]), moment, since: nil)
    case "stock_delta":
      return first(expected.list) { self.row($0, moment, since: ground.start) }
    case "stock_steps":
      guard expected.list.count <= ground.steps.count else { return nil }
      return first(Array(zip(expected.list, ground.steps))) { node, moment in
        self.row(node, moment, since: nil)
      }
    case "stock_delta_steps":
      let before = [ground.start] + ground.steps
      return first(Array(zip(expected.list, zip(ground.steps, before)))) { node, moments in
        if node.isList {
          return self.first(node.list) { self.row($0, moments.0, since: moments.1) }
        }
        let one = Node(["on_hand": node.int ?? 0] as [String: Any])
        return self.row(one, moments.0, since: moments.1)
      }
    case "movements": return checkMovements(expected, ground)
    default: return nil
    }
  }

  /// The first of the verdicts that is none, or a problem.
  private func first<Item>(_ items: [Item], _ check: (Item) -> Verdict?) -> Verdict? {
    for item in items {
      guard let verdict = check(item) else { return nil }
      if verdict.text != nil { return verdict }
    }
    return .holds
  }

  /// One row of stock, at one place or at all of them.
  private func row(_ node: Node, _ moment: Moment, since start: Moment?) -> Verdict? {
    for key in node.keys where key != "sku" && key != "location" {
      guard let found = count(key, node, moment) else { return nil }
      let before = start.map { count(key, node, $0) ?? 0 } ?? 0
      if found - before != node[key].int {
        return Verdict(false, "stock.\(key)", found - before, node)
      }
    }
    return .holds
  }

  private func count(_ figure: String, _ node: Node, _ moment: Moment) -> Int64? {
    var sum: Int64 = 0
    for (key, level) in moment.stock {
      if let sku = node["sku"].text, key.sku.text != sku { continue }
      if let location = node["location"].text, key.location.text != location { continue }
      switch figure {
      case "on_hand":
        sum += countsReserved ? level[.available] + level[.reserved] : level[.available]
      case "reserved": sum += level[.reserved] + (moment.awaited[key] ?? 0)
      case "salable", "available": sum += level[.available]
      default: return nil
      }
    }
    return sum
  }

  /// Movements that let go of what was reserved.
  private func checkMovements(_ expected: Node, _ ground: Ground) -> Verdict? {
    guard expected.list.allSatisfy({ $0["type"].text == "RELEASE" }) else { return nil }
    var found: Int64 = 0
    for case .stock(let movement) in ground.steps.flatMap(\.entries)
    where movement.from == .reserved && movement.to == .available {
      found += movement.quantity
    }
    let wanted = expected.list.compactMap { $0["qty"].int }.reduce(0, +)
    return Verdict(found == wanted, "movements", found, expected)
  }

  // MARK: Computed without a ledger

  func checkComputed(_ key: String, _ expected: Node) throws -> Verdict? {
    let cases = scenario.when.first?["cases"].list ?? []
    switch key {
    case "shares_minor":
      for (node, shares) in zip(cases, expected.list) {
        let found = try Allocation.allocate(
          node["amount_minor"].int ?? 0, weights: node["weights"].list.compactMap(\.int))
        guard found == shares.list.compactMap(\.int) else {
          return Verdict(false, key, "\(node.json): \(found)", shares)
        }
      }
      return .holds
    case "minor":
      for (node, minor) in zip(cases, expected.list) {
        let found = try Money(
          parsing: node["amount"].written, currency: try Currency(node["currency"].text ?? ""),
          rounding: .halfUp)
        guard found.minorUnits == minor.int else { return Verdict(false, key, found, minor) }
      }
      return .holds
    default: return nil
    }
  }

  // MARK: Books and history

  func checkBooks(_ key: String, _ expected: Node, _ ground: Ground) async throws -> Verdict? {
    switch key {
    case "balanced":
      let balance = try await shop.ledger.trialBalance()
      return Verdict(balance.isBalanced == expected.bool, key, balance, expected)
    case "reconciled_lines":
      return Verdict(Int64(reversed) == expected.int, key, reversed, expected)
    case "same_as":
      return Verdict(ground.steps.contains(where: \.replayed), key, "another one", expected)
    case "gl", "accounts":
      let accounts = try await shop.ledger.trialBalance().accounts
      return first(expected.list) { self.account($0, accounts) }
    case "forbidden_accounts":
      let used = try await shop.ledger.trialBalance().accounts
        .filter { $0.debitPosted + $0.creditPosted > 0 }
      for name in expected.list {
        guard let code = Self.codes[name.text ?? ""] else { return nil }
        if used.contains(where: { $0.account.code == code }) {
          return Verdict(false, key, code.title, expected)
        }
      }
      return .holds
    case "transactions", "history_cancellation_entries":
      return try await checkHistory(key, expected)
    default: return nil
    }
  }

  private static let codes: [String: AccountCode] = [
    "receivable": .receivable, "inventory": .inventory, "cogs": .costOfGoodsSold,
    "sales": .productRevenue, "revenue": .productRevenue, "cash": .processorClearing,
  ]

  private func account(_ node: Node, _ accounts: [AccountBalance]) -> Verdict? {
    guard let code = Self.codes[node["account"].text ?? ""] else { return nil }
    let found = accounts.filter { $0.account.code == code }
    for (key, sum) in [
      ("debit_minor", found.reduce(0) { $0 + $1.debitPosted }),
      ("credit_minor", found.reduce(0) { $0 + $1.creditPosted }),
    ] where node[key].exists && node[key].int != sum {
      return Verdict(false, "gl.\(key)", sum, node)
    }
    return .holds
  }

  private func checkHistory(_ key: String, _ expected: Node) async throws -> Verdict? {
    guard let current, let order = orders[current] else { return nil }
    let timeline = try await shop.ledger.timeline(of: order.id)
    if key == "history_cancellation_entries" {
      let found = timeline.count { $0.transaction.header.command == "cancelOrder" }
      return Verdict(Int64(found) == expected.int, key, found, expected)
    }
    var rows: [String] = []
    for item in timeline {
      for case .payment(let payment) in item.transaction.entries {
        let isSale = payment.kind == .sale
        rows.append(isSale ? "capture true" : "\(payment.kind.name) true")
      }
    }
    for attempt in try await shop.ledger.order(order.id).attempts where attempt.status != .submitted
    {
      rows.append("refund \(attempt.status == .succeeded)")
    }
    if !expected.isList { return Verdict(Int64(rows.count) == expected.int, key, rows, expected) }
    let wanted = expected.list.map { "\($0["kind"].text ?? "") \($0["ok"].bool ?? false)" }
    return Verdict(rows.sorted() == wanted.sorted(), key, rows, expected)
  }
}
