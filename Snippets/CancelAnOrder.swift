// Cancel one mug of three: the stock, the refund and the books in one transaction.
//
// The example of the README, word for word; `Scripts/lint` compares them.

// snippet.hide
import Foundation
// snippet.show
import OrderLedger

// snippet.hide
let path = FileManager.default.temporaryDirectory
  .appendingPathComponent("order-ledger-\(UUID()).sqlite").path
// snippet.show
let ledger = try await Ledger(path: path)
try await ledger.perform(OpenLocation(location: "LON"))
try await ledger.perform(
  ReceiveStock(sku: "MUG", location: "LON", quantity: 10), key: "delivery-1")

// Three mugs at 10.00 and shipping of 5.00. Amounts are integers: pence here.
let mugs = PlaceOrder.Line(line: "A", sku: "MUG", quantity: 3, unitPrice: 1000, location: "LON")
let shipping = PlaceOrder.Service(line: "S", kind: .shipping, amount: 500)
try await ledger.perform(
  PlaceOrder(order: "1001", currency: .gbp, lines: [mugs], shipping: [shipping]))
try await ledger.perform(
  RecordPayment(order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 3500))

// What would cancelling one mug do? The same planner, so the same figures.
let cancel = CancelOrder(
  order: "1001", cancellation: "x1", lines: [.init(line: "A", quantity: 1)], reason: "customer")
let plan = try await ledger.preview(Command(cancel, key: "cancel-x1"))
print(plan.refundAmount)  // 1000

// Carry out exactly that; refused if the order has moved. A retry gets the first receipt.
let receipt = try await ledger.commit(plan)
print(try await ledger.commit(plan).transaction == receipt.transaction)  // true
print(try await ledger.order("1001").status)  // partiallyCancelled
print(try await ledger.trialBalance().isBalanced)  // true
await ledger.close()
// snippet.hide
for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
