import OrderLedger

extension OrderSheet {
  /// The order's amounts as the customer sees them, `nil` where they are the order's own.
  static func presented(of order: OrderState, _ context: StoryContext) -> Table? {
    guard let presented = order.presented else { return nil }
    var table = Table([
      .text("What", minimum: 8), .text(""), .figure("Amount"), .figure("Under way"),
      .figure("Back or disputed"), .figure("Credited"), .figure("Left"), .text(""),
      .figure("Worth"),
    ])
    func row(_ name: String, _ money: Money, _ figures: [Int64]?, _ worth: Int64) {
      let currency = money.currency
      let all = [money.minorUnits] + (figures ?? [])
      var cells = all.map { Table.Cell(currency.figure($0)) }
      while cells.count < 5 { cells.append("") }
      table.row(
        [Table.Cell(name), Table.Cell(currency.code)] + cells + [
          Table.Cell(order.currency.code), Table.Cell(order.currency.figure(worth)),
        ])
    }
    if let total = presented.total { row("order", total, nil, order.total) }
    for payment in presented.payments {
      row(
        context.payment(payment.number),
        Money(minorUnits: payment.presented, currency: payment.currency),
        [payment.pending, payment.returned, payment.kept, payment.left], payment.amount)
    }
    for attempt in presented.attempts {
      let name = order.attempts.first { $0.number == attempt.number }?.id.text
      row("attempt \(name ?? "")", attempt.presented, nil, attempt.amount)
    }
    for dispute in presented.disputes {
      let name = order.disputes.first { $0.number == dispute.number }?.id.text
      row("dispute \(name ?? "")", dispute.presented, nil, dispute.amount)
    }
    return table
  }
}
