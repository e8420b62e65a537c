import OrderLedger

extension OrderState {
  /// The cancellations that were asked for, answered or not.
  var requestsTable: Table {
    var table = Table([
      .text("Request", minimum: 8), .text("Asked of", minimum: 8), .text("Until", minimum: 5),
      .text("Status"), .figure("Would go back"),
    ])
    for request in requests {
      table.row([
        Table.Cell(request.id.text), Table.Cell(request.request.party?.text ?? "–"),
        Table.Cell(request.request.expires?.minute ?? "–"),
        Table.Cell(request.status.name, request.status == .open ? .yellow : nil),
        Table.Cell(currency.figure(request.request.amount)),
      ])
    }
    return table
  }
}
