import OrderLedgerModel
import Testing

@testable import OrderLedger

/// Carries planned commands out in plain dictionaries and looks for what the ledger would refuse.
struct PlanAudit {
  private struct Line {
    let sku: SKU
    let price: Int64
    var open: Int64
  }

  private var keys: Set<IdempotencyKey> = []
  private var documents: Set<String> = []
  private var stock: [SKU: Int64] = [:]
  private var lines: [OrderID: [LineID: Line]] = [:]
  private var due: [OrderID: Int64] = [:]
  private var owed: [RefundID: Int64] = [:]
  private var attempts: [AttemptID: RefundID] = [:]
  private(set) var orders = 0
  private(set) var paid: Int64 = 0
  private(set) var refunded: Int64 = 0
  private(set) var lowest: Int64 = 0
  private(set) var mostOrdersOfADocument = 0
  private(set) var findings: [ImportFinding.Outcome: Int] = [:]
  var codes: Int { stock.count }
  /// Units available, by code.
  var available: [SKU: Int64] { stock }

  mutating func take(_ step: ImportStep) throws {
    for finding in step.findings { findings[finding.outcome, default: 0] += 1 }
    var cancelled = 0
    for planned in step.commands {
      let key = try #require(planned.command.key)
      _ = try IdempotencyKey(key.text)
      let isNew = keys.insert(key).inserted
      #expect(isNew, "\(key)")
      if case .cancelOrder = planned.command.action { cancelled += 1 }
      try run(planned.command.action)
    }
    mostOrdersOfADocument = max(mostOrdersOfADocument, cancelled)
  }

  private mutating func move(_ sku: SKU, _ units: Int64) {
    stock[sku, default: 0] += units
    lowest = min(lowest, stock[sku, default: 0])
  }

  private mutating func run(_ action: Action) throws {
    switch action {
    case .openLocation: break
    case .receiveStock(let receipt): move(receipt.sku, receipt.quantity)
    case .moveStock(let moved):
      move(moved.sku, moved.to.bucket == .available ? moved.quantity : -moved.quantity)
    case .placeOrder(let order): try place(order)
    case .recordPayment(let payment):
      let authorization = payment.authorization
      _ = try PaymentID(authorization.payment.text)
      #expect(due[authorization.order] == authorization.amount)
      paid += authorization.amount
    case .cancelOrder(let cancel): try run(cancel)
    case .submitRefund(let submit):
      #expect(owed[submit.refund] != nil)
      attempts[submit.attempt] = submit.refund
    case .settleRefund(let settle):
      let submitted = attempts.removeValue(forKey: settle.attempt)
      let refund = try #require(submitted)
      let amount = owed.removeValue(forKey: refund)
      refunded += try #require(amount)
    default: Issue.record("unexpected \(action)")
    }
  }

  private mutating func place(_ order: PlaceOrder) throws {
    #expect(lines[order.order] == nil)
    orders += 1
    var total: Int64 = order.shipping.reduce(0) { $0 + $1.amount }
    var placed: [LineID: Line] = [:]
    for line in order.lines {
      _ = try LineID(line.line.text)
      move(line.sku, -line.quantity)
      total += line.unitPrice * line.quantity
      let old = placed.updateValue(
        Line(sku: line.sku, price: line.unitPrice, open: line.quantity), forKey: line.line)
      #expect(old == nil)
    }
    lines[order.order] = placed
    due[order.order] = total
  }

  private mutating func run(_ cancel: CancelOrder) throws {
    let isNew = documents.insert(cancel.cancellation.text).inserted
    #expect(isNew)
    var amount: Int64 = 0
    var seen: Set<LineID> = []
    for entry in try #require(cancel.lines) {
      let isNew = seen.insert(entry.line).inserted
      #expect(isNew)
      var line = try #require(lines[cancel.order]?[entry.line])
      let units = try #require(entry.quantity)
      #expect(units > 0 && units <= line.open)
      line.open -= units
      lines[cancel.order]?[entry.line] = line
      amount += units * line.price
      move(line.sku, units)
    }
    owed[cancel.cancellation] = amount
  }
}
