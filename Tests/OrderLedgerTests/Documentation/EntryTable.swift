import OrderLedger

/// Shows the money and the units of a journal transaction as the guides do.
enum EntryTable {
  static func text(_ transaction: JournalTransaction) -> String {
    var lines: [String] = []
    let title = [transaction.header.command, transaction.header.document].compactMap { $0 }
    lines.append(title.joined(separator: " "))
    var hasMoney = false
    for case .posting(let posting) in transaction.entries {
      hasMoney = true
      lines.append(text(posting))
    }
    if !hasMoney { lines.append("  no postings") }
    for case .stock(let movement) in transaction.entries {
      lines.append(
        "  units   \(movement.quantity) \(movement.sku.text) at \(movement.location.text): "
          + "\(movement.from.name) → \(movement.to.name)")
    }
    return lines.joined(separator: "\n")
  }

  private static func text(_ posting: Posting) -> String {
    let money = Money(minorUnits: posting.amount, currency: posting.currency).decimalString
    // The shop of the guides keeps its books in GBP.
    let amount = posting.currency == .gbp ? money : "\(posting.currency.code) \(money)"
    let account = posting.account.description
    return "  " + pad(posting.side == .debit ? "debit" : "  credit", 10) + pad(account, 18)
      + pad(posting.account.code.title, 42) + pad(amount, 9, atRight: true)
      + (posting.phase == .posted ? "" : "  \(posting.phase.name)")
  }

  private static func pad(_ text: String, _ width: Int, atRight: Bool = false) -> String {
    let space = String(repeating: " ", count: max(1, width - text.count))
    return atRight ? space + text : text + space
  }
}
