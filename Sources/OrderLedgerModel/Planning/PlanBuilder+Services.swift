// What becomes of shipping and the other services when goods are cancelled.

extension PlanBuilder {
  /// Reverses, keeps or leaves the services, as the choice says.
  ///
  /// Charges (tips, duties, fees, gift wrapping) go back when nothing of the order ships, whatever
  /// the choice for the shipping is.
  mutating func reverseServices(
    _ choice: ShippingChoice, before: OrderState
  ) throws(LedgerError) {
    // Most orders have none; only an amount that is asked for has to be refused then.
    guard hasServices || choice.kind == .amount, let order else { return }
    let isLast = order.openUnits == 0
    let nothingShips = isLast && order.fulfilledUnits == 0
    let shipping = order.lines.filter { $0.placed.kind == .shipping }
    switch choice.kind {
    case .auto where nothingShips:
      for line in shipping { reverse(line.reversible, of: line) }
    case .auto:
      break
    case .proportional:
      for line in shipping {
        let target = proportionalTarget(of: line, in: order)
        reverse(max(0, target - line.reversed), of: line)
      }
    case .amount:
      try reverse(choice.amount ?? 0, of: shipping)
    case .keep:
      break
    }
    guard nothingShips else { return }
    for line in order.lines where line.placed.kind != .item && line.placed.kind != .shipping {
      reverse(line.reversible, of: line)
    }
    settleKeptShipping()
  }

  private var hasServices: Bool {
    order?.lines.contains { $0.placed.kind != .item } ?? false
  }

  /// The part of a service that is reversed when as much of the goods is as now: by value, and by
  /// units where the goods cost nothing.
  private func proportionalTarget(of line: LineState, in order: OrderState) -> Int64 {
    var placed: Int64 = 0
    var reversed: Int64 = 0
    for item in order.lines where item.placed.kind == .item {
      placed += item.placed.amounts(through: item.placed.parts).total
      reversed += item.reversedAmounts.total
    }
    if placed == 0 {
      for item in order.lines where item.placed.kind == .item {
        placed += item.placed.quantity
        reversed += item.reversed
      }
    }
    return Proration.floorShare(of: line.placed.parts, through: reversed, of: placed)
  }

  /// Reverses an amount over several services, the first first.
  mutating func reverse(_ amount: Int64, of services: [LineState]) throws(LedgerError) {
    let limit = services.reduce(0) { $0 + $1.reversible }
    guard amount <= limit else {
      throw LedgerError(
        .overRefund, .field("shipping.amount"), found: "\(amount)", allowed: "\(limit)")
    }
    var left = amount
    for line in services {
      let part = min(left, line.reversible)
      reverse(part, of: line)
      left -= part
    }
  }

  /// Reverses some of a service: first what is deferred, then what is recognised.
  mutating func reverse(_ parts: Int64, of service: LineState) {
    guard parts > 0 else { return }
    var change = LineChange(line: service.placed.id, number: service.number, kind: .refund)
    change.reversed = parts
    change.recognized = -max(0, parts - service.deferred)
    let amounts = service.placed.amounts(
      from: service.reversed, through: service.reversed + parts)
    change.net = amounts.net
    change.discount = amounts.discount
    change.tax = amounts.tax
    line(change)
  }

  /// Where nothing ships and shipping was not given back, it is kept as a fee, provided it was
  /// paid; a charge that was never paid is dropped with the order.
  private mutating func settleKeptShipping() {
    guard let order else { return }
    let kept = order.lines.filter { $0.placed.kind == .shipping && $0.deferred > 0 }
    var value: Int64 = 0
    for line in kept { value += line.deferredAmounts.total }
    for line in kept {
      if order.received >= value {
        keep(line)
      } else {
        reverse(line.deferred, of: line)
      }
    }
  }
}
