import OrderLedger
import OrderLedgerTesting

extension ScenarioRun {
  /// The gateway takes a payment back, and nobody argues.
  func chargeBack(_ action: Node) async throws -> Moment {
    let order = try order(action)
    let index = Int(action["payment"].int ?? 0)
    guard order.payments.indices.contains(index) else {
      throw Unsupported("a payment that is not there")
    }
    let dispute = try DisputeID(name("dispute"))
    let captured = try await state(action).payments.first { $0.id == order.payments[index] }?
      .captured
    try await shop.perform(
      OpenDispute(
        order: order.id, dispute: dispute, payment: order.payments[index],
        amount: action["amount_minor"].int ?? captured ?? 0))
    try await shop.perform(CloseDispute(dispute: dispute, outcome: .lost))
    return Moment()
  }
}
