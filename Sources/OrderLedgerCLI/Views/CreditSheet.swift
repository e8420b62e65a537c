import OrderLedger

/// A gift card or a store credit account with its history.
struct CreditSheet: Sendable {
  let credit: CreditState
  let history: [CreditEvent]

  static func table(_ credits: [CreditState]) -> Table {
    var table = Table([
      .text("Credit", minimum: 8), .text("Kind", minimum: 8), .text("Status"), .text(""),
      .figure("Balance"), .figure("Promised"), .figure("Can be spent"), .text("Expires"),
    ])
    for credit in credits {
      let currency = credit.currency
      table.row([
        Table.Cell(credit.name.text), Table.Cell(credit.kind.name.spaced),
        Table.Cell(credit.status.name), Table.Cell(currency.code),
        Table.Cell(currency.figure(credit.balance)), Table.Cell(currency.figure(credit.held)),
        Table.Cell(currency.figure(credit.available)),
        Table.Cell(credit.expires.map(\.second) ?? "never"),
      ])
    }
    return table
  }

  /// The history as lines without their breaks.
  func lines(_ style: Style) -> [String] {
    [style("History (UTC)", .bold)]
      + history.map { event in
        var text = event.change.sentence
        if let order = event.order { text += ", order \(order.text)" }
        return "  \(style(event.effectiveAt.minute, .dim))  \(text.printable())"
      }
  }
}

extension CreditSheet: JSONLine {
  private struct Event: Encodable {
    let seq: Int64
    let effectiveAt: String
    let command: String
    let order: String?
    let event: String
    let balance: Int64
    let held: Int64
    let text: String

    init(_ event: CreditEvent) {
      seq = event.sequence
      effectiveAt = event.effectiveAt.description
      command = event.command
      order = event.order?.text
      self.event = event.change.event.name
      balance = event.change.balance
      held = event.change.held
      text = event.change.sentence
    }
  }

  private enum CodingKeys: String, CodingKey { case history }

  func encode(to encoder: any Encoder) throws {
    try credit.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(history.map(Event.init), forKey: .history)
  }
}
