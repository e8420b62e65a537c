import BenchWorkload
import OrderLedger

/// The job as commands of the library.
struct Commands: Sendable {
  let workload: Workload
  /// Whether every command carries an idempotency key besides its document's own name.
  let hasKeys: Bool

  func place(_ number: UInt64) throws -> Command {
    let order = workload.order(number)
    var lines: [PlaceOrder.Line] = []
    for (index, line) in order.lines.enumerated() {
      lines.append(
        PlaceOrder.Line(
          line: try LineID("\(index)"), sku: try SKU(Workload.sku(line.sku)),
          quantity: line.quantity, unitPrice: line.unitPrice,
          location: try LocationID(Workload.location(line.location))))
    }
    return try command(
      PlaceOrder(
        order: OrderID(order.name), currency: .eur, customer: CustomerID(order.customer),
        lines: lines),
      key: order.name, at: order)
  }

  /// An order for so many of every SKU at every location.
  func placeAll(quantity: Int64) throws -> Command {
    var lines: [PlaceOrder.Line] = []
    for sku in 0..<Workload.skus {
      for location in 0..<Workload.locations {
        lines.append(
          PlaceOrder.Line(
            line: try LineID("\(lines.count)"), sku: try SKU(Workload.sku(sku)),
            quantity: quantity, unitPrice: 1, location: try LocationID(Workload.location(location))
          ))
      }
    }
    return Command(PlaceOrder(order: "everything", currency: .eur, lines: lines))
  }

  func capture(_ number: UInt64) throws -> Command {
    let order = workload.order(number)
    return try command(
      RecordPayment(
        order: OrderID(order.name), payment: PaymentID(order.payment), tender: .gateway("stripe"),
        amount: order.total),
      key: order.payment, at: order)
  }

  /// The cancellation of order `number`: all of it, on its day, with a message to the customer.
  func cancel(_ number: UInt64) throws -> Command {
    let order = workload.order(number)
    return try command(
      CancelOrder(
        order: OrderID(order.name), cancellation: RefundID(order.cancellation),
        reason: ReasonCode(Workload.reason(number)), notify: true),
      key: order.cancellation, at: order)
  }

  private func command(
    _ action: some ActionConvertible, key: String, at order: WorkloadOrder
  ) throws -> Command {
    Command(
      action, key: hasKeys ? try IdempotencyKey(key) : nil,
      at: Timestamp(microseconds: order.milliseconds * 1_000))
  }
}
