import OrderLedger

extension Console {
  /// Shows refunds that are not finished.
  func refundWork(_ items: [RefundWorkItem], none: String) throws {
    if json { return try json(RefundWorkView(items)) }
    if items.isEmpty { return try line(none) }
    try table(RefundWorkView.table(items))
  }
}

/// Refunds that are not finished as JSON, and as a table.
struct RefundWorkView: JSONLine {
  struct Presented: Encodable {
    let amount: Int64
    let currency: String
  }

  struct Item: Encodable {
    let order: String
    let refund: String
    let payment: String?
    let tender: String?
    let currency: String
    let owed: Int64
    let pending: Int64
    let presented: Presented?
    let state: String
    let attempt: String?
    let failures: Int
    let unanswered: Int
    let dueAt: String
    let worker: String?
    let leasedUntil: String?
    let problem: String?
  }

  let refunds: [Item]

  init(_ items: [RefundWorkItem]) {
    refunds = items.map { item in
      Item(
        order: item.order.text, refund: item.refund.text, payment: item.payment?.text,
        tender: item.tender.map { "\($0.kind.name):\($0.name.text)" },
        currency: item.currency.code, owed: item.owed, pending: item.pending,
        presented: item.presented.map {
          Presented(amount: $0.minorUnits, currency: $0.currency.code)
        },
        state: item.state.rawValue, attempt: item.attempt?.text, failures: item.failures,
        unanswered: item.unanswered, dueAt: item.dueAt.description, worker: item.lease?.worker,
        leasedUntil: item.lease?.until.description, problem: item.problem?.name)
    }
  }

  static func table(_ items: [RefundWorkItem]) -> Table {
    var table = Table([
      .text("Order"), .text("Refund", minimum: 8), .text("To", minimum: 8), .text(""),
      .figure("Amount"), .text("Waits for", minimum: 10), .text("Problem", minimum: 8),
      // Never cut: it is what 'confirm' wants to know.
      .text("Attempt"),
    ])
    for item in items {
      let units = item.pending > 0 ? item.pending : item.owed
      let amount = item.presented ?? Money(minorUnits: units, currency: item.currency)
      table.row([
        Table.Cell(item.order.text, .bold), Table.Cell(item.refund.text),
        Table.Cell(item.tender.map { "\($0.kind.name):\($0.name.text)" } ?? "left for later"),
        Table.Cell(amount.currency.code), Table.Cell(amount.currency.figure(amount.minorUnits)),
        Table.Cell(waits(for: item), item.state == .stuck ? .yellow : nil),
        Table.Cell(item.problem?.name ?? ""), Table.Cell(item.attempt?.text ?? ""),
      ])
    }
    return table
  }

  private static func waits(for item: RefundWorkItem) -> String {
    switch item.state {
    case .due: item.payment == nil ? "a decision" : "a worker"
    case .awaitingNotice: "confirmation"
    case .stuck: "a person"
    case .disputed: "a dispute's end"
    }
  }
}
