import Foundation
import OrderLedger
import Testing

@Test func smoke() async throws {
  let dir = FileManager.default.temporaryDirectory.appendingPathComponent("ol-\(UUID())")
  try FileManager.default.createDirectory(at: dir, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: dir) }
  let ledger = try await Ledger(path: dir.appendingPathComponent("a.sqlite").path)
  try await ledger.perform(Command(.openLocation(OpenLocation(location: "LON"))))
  try await ledger.perform(Command(.receiveStock(ReceiveStock(sku: "MUG", location: "LON", quantity: 10, unitCost: 300, currency: .gbp)), key: "r1"))
  try await ledger.perform(Command(.placeOrder(PlaceOrder(order: "1001", currency: .gbp, lines: [
    .init(line: "A", sku: "MUG", quantity: 3, unitPrice: 1000, taxes: [Tax(code: "VAT-20", amount: 600)], location: "LON")],
    discounts: [Discount(code: "TEN", amount: 100)],
    shipping: [.init(line: "S", kind: .shipping, amount: 500)]))))
  try await ledger.perform(Command(.authorizePayment(AuthorizePayment(order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 4000))))
  try await ledger.perform(Command(.capturePayment(CapturePayment(order: "1001", payment: "p1", fee: 90)), key: "c1"))
  let plan = try await ledger.preview(Command(.cancelOrder(CancelOrder(order: "1001", cancellation: "x1", lines: [.init(line: "A", quantity: 1)], reason: "customer")), key: "k1"))
  for e in plan.entries { print(e) }
  let r = try await ledger.commit(plan)
  #expect(r.transaction.entries == plan.entries)
  let again = try await ledger.perform(plan.command)
  #expect(again.replayed)
  #expect(again.transaction == r.transaction)
  try await ledger.perform(Command(.cancelOrder(CancelOrder(order: "1001", cancellation: "x2", reason: "staff", note: "oops"))))
  let o = try await ledger.order("1001")
  print(o.status, o.paymentStatus, o.fulfillmentStatus, o.refundOwed)
  try await ledger.perform(Command(.submitRefund(SubmitRefund(attempt: "a1", refund: "x1"))))
  try await ledger.perform(Command(.settleRefund(SettleRefund(attempt: "a1", outcome: .succeeded, fee: 5))))
  for a in try await ledger.trialBalance().accounts { print(a.account, a.debitPosted, a.creditPosted, a.debitPending, a.creditPending) }
  for t in try await ledger.timeline(of: "1001") { print(t.transaction.header.sequence, t.transaction.header.command, t.note ?? "") }
  print(try await ledger.orders())
  await ledger.close()
}
