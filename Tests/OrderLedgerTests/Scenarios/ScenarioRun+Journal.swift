import OrderLedger
import OrderLedgerTesting

// Entries that a case has in its books without an order: postings by hand, and their reversal.

extension ScenarioRun {
  private static let accounts: [String: AccountCode] = [
    "cash": .bank, "sales": .productRevenue, "revenue": .productRevenue, "cogs": .costOfGoodsSold,
    "fees": .processorFees, "rounding": .rounding,
  ]

  /// Posts the journal that is given, a debit and a credit at a time.
  func postJournal() async throws {
    var debits: [(account: Account, amount: Int64)] = []
    var credits: [(account: Account, amount: Int64)] = []
    for node in scenario.given["journal"].list {
      let name = node["account"].text ?? ""
      guard let code = Self.accounts[name] else {
        throw Unsupported("postings by hand to the account \(name)")
      }
      let account = Account(code, node["party"].text ?? "")
      if let amount = node["debit_minor"].int { debits.append((account, amount)) }
      if let amount = node["credit_minor"].int { credits.append((account, amount)) }
    }
    while let debit = debits.first, let credit = credits.first {
      let amount = min(debit.amount, credit.amount)
      let receipt = try await shop.perform(
        Adjust(
          debit: debit.account, credit: credit.account, amount: amount, currency: currency,
          reason: "other"), key: try IdempotencyKey(name("adjust")))
      posted.append(receipt.sequence)
      debits[0].amount -= amount
      credits[0].amount -= amount
      debits.removeAll { $0.amount == 0 }
      credits.removeAll { $0.amount == 0 }
    }
  }

  /// Reverses what was posted. The key names what is reversed, so that a second reversal is the same
  /// request again.
  func reverse(_ action: Node) async throws -> Moment {
    if action["mode"].text == "negate" { throw Unsupported("entries of negative amounts") }
    var targets = posted
    if let of = action["of"].text {
      guard let reversal = reversals[of] else { throw Unsupported("a reversal of nothing") }
      targets = [reversal]
    }
    var moment = Moment()
    for sequence in targets {
      let receipt = try await shop.perform(
        Reverse(sequence: sequence, reason: "other"),
        key: try IdempotencyKey("reverse-\(sequence)"))
      moment.replayed = receipt.replayed
      reversals[action["id"].text ?? "reversal"] = receipt.sequence
      if !receipt.replayed { reversed += 1 }
    }
    return moment
  }
}
