// What a return that is not closed keeps from being cancelled.

extension OrderState {
  /// The error that names every return which is not closed, or is not closed for a line; `nil` where
  /// there is none.
  func activeReturn(of line: Int? = nil) -> LedgerError? {
    var blockers: [Blocker] = []
    for document in returns {
      let portions = document.portions.filter { $0.line == line ?? $0.line }
      let awaited = portions.sum { $0.awaited }
      let inspecting = portions.sum { $0.inspecting }
      guard awaited + inspecting > 0 else { continue }
      blockers.append(
        Blocker(
          .activeReturn, .returned(document.id),
          found: "\(awaited) awaited, \(inspecting) to inspect"))
    }
    guard let first = blockers.first else { return nil }
    var error = LedgerError(.activeReturn, first.subject, found: first.found)
    error.blockers = blockers
    return error
  }

  /// Refuses units to be cancelled that are on their way back: they are no longer open, and come back
  /// by their return.
  func checkReturns(_ selected: [CancelledUnits]) throws(LedgerError) {
    for item in selected
    where item.quantity > item.line.open
      && item.quantity <= item.line.open + returning(item.line.number)
    {
      if let error = activeReturn(of: item.line.number) { throw error }
    }
  }

  /// Refuses a fulfillment to be cancelled of which units are, or were, part of a return: first for a
  /// return that is active, whichever line it is of, then for units that came back.
  func checkReturns(of sent: [LineChange], sentBy shipment: Int64) throws(LedgerError) {
    guard !returns.isEmpty else { return }
    for line in sent {
      let portions = portions(of: line.number).filter { $0.shipment == shipment }
      guard portions.contains(where: { $0.awaited > 0 || $0.inspecting > 0 }) else { continue }
      if let error = activeReturn(of: line.number) { throw error }
    }
    for line in sent {
      let taken = portions(of: line.number).sum { $0.shipment == shipment ? $0.taken : 0 }
      guard taken > 0 else { continue }
      throw LedgerError(
        .overQuantity, .line(line.line), found: "\(line.fulfilled)",
        allowed: "\(line.fulfilled - taken) not returned")
    }
  }

  /// The return of this name, or `.returnNotFound`.
  func returned(_ id: ReturnID) throws(LedgerError) -> ReturnState {
    for document in returns where document.id == id { return document }
    let names = returns.map(\.id.text)
    throw LedgerError(
      .returnNotFound, .returned(id),
      allowed: names.isEmpty ? "none" : names.suffix(10).joined(separator: ", "))
  }
}
