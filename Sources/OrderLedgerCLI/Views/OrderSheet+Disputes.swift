import OrderLedger

extension OrderSheet {
  /// The disputes of an order's payments, `nil` where there are none.
  static func disputes(of order: OrderState, _ context: StoryContext) -> Table? {
    guard !order.disputes.isEmpty else { return nil }
    var table = Table([
      .text("Dispute", minimum: 7), .text("Of", minimum: 8), .figure("Amount"), .figure("Fee"),
      .text("Status"),
    ])
    for dispute in order.disputes {
      table.row([
        Table.Cell(dispute.id.text), Table.Cell(context.payment(dispute.payment)),
        Table.Cell(order.currency.figure(dispute.amount)),
        Table.Cell(order.currency.figure(dispute.fee)),
        Table.Cell(dispute.status.name, dispute.status == .open ? .yellow : nil),
      ])
    }
    return table
  }
}
