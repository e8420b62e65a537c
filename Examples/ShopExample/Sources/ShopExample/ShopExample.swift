import Foundation
import OrderLedger

/// The README's example as an app: one mug of three is cancelled, in a temporary file.
@main
struct ShopExample {
  static func main() async throws {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("shop-example-\(UUID())")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: directory) }
    let ledger = try await Ledger(path: directory.appendingPathComponent("shop.sqlite").path)
    try await sell(ledger)
    try await cancelOne(ledger)
    await ledger.close()
    print("OK")
  }

  private static func sell(_ ledger: Ledger) async throws {
    try await ledger.perform(OpenLocation(location: "LON"))
    try await ledger.perform(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 10), key: "delivery-1")
    let mugs = PlaceOrder.Line(line: "A", sku: "MUG", quantity: 3, unitPrice: 1000, location: "LON")
    let shipping = PlaceOrder.Service(line: "S", kind: .shipping, amount: 500)
    try await ledger.perform(
      PlaceOrder(order: "1001", currency: .gbp, lines: [mugs], shipping: [shipping]))
    try await ledger.perform(
      RecordPayment(order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 3500))
  }

  private static func cancelOne(_ ledger: Ledger) async throws {
    let cancel = CancelOrder(
      order: "1001", cancellation: "x1", lines: [.init(line: "A", quantity: 1)],
      reason: "customer")
    let plan = try await ledger.preview(Command(cancel, key: "cancel-x1"))
    try expect(plan.refundAmount == 1000, "one mug of 10.00 goes back")
    let receipt = try await ledger.commit(plan)
    let retry = try await ledger.commit(plan)
    try expect(retry.transaction == receipt.transaction, "a retry gets the first receipt")
    try expect(retry.replayed, "… and says so")
    let order = try await ledger.order("1001")
    try expect(order.status == .partiallyCancelled, "two mugs are still wanted")
    try expect(order.refundOwed == 1000, "10.00 is owed to the customer")
    let stock = try await ledger.stock(of: "MUG")
    try expect(stock.first?.level[.available] == 8, "the mug is back for sale")
    try expect(try await ledger.trialBalance().isBalanced, "the books balance")
  }

  private static func expect(_ isTrue: Bool, _ what: String) throws {
    guard isTrue else { throw Unexpected(what: what) }
    print("✓ \(what)")
  }
}

/// Something that the example says is so, and is not.
struct Unexpected: Error {
  let what: String
}
