import OrderLedger

extension OrderSheet {
  /// Returns, a row a return and a line, however many fulfillments its units left in.
  var returnsTable: Table? {
    var table = Table([
      .text("Return", minimum: 8), .text("Line", minimum: 4), .text("To", minimum: 4),
      .text("Status"), .figure("Awaited"), .figure("To inspect"), .figure("Restocked"),
      .figure("Damaged"), .figure("Scrapped"), .figure("Kept"), .figure("Called off"),
    ])
    for document in order.returns {
      for line in order.lines {
        let own = document.portions.filter { $0.line == line.number }
        guard let first = own.first else { continue }
        func cell(_ figure: (ReturnPortion) -> Int64) -> Table.Cell {
          Table.Cell(own.reduce(0) { $0 + figure($1) }.dashed)
        }
        table.row([
          Table.Cell(document.id.text), Table.Cell(line.placed.id.text),
          Table.Cell(first.location.text), Table.Cell(document.status.rawValue.spaced),
          cell { $0.awaited }, cell { $0.inspecting }, cell { $0.restocked }, cell { $0.damaged },
          cell { $0.scrapped }, cell { $0.kept }, cell { $0.cancelled },
        ])
      }
    }
    return table
  }
}
