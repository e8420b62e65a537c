import OrderLedger

extension Oracle {
  /// Shipping goes back when nothing ships, by value, by an amount or not at all; other services
  /// when nothing ships.
  mutating func giveBackServices(_ choice: ShippingChoice, of order: inout OracleOrder) throws {
    let nothingShips = order.open == 0 && order.fulfilled == 0
    let shipping = order.lines.indices.filter { order.lines[$0].kind == "shipping" }
    switch choice.kind {
    case .auto:
      if nothingShips {
        for number in shipping { giveBack(order.lines[number].reversible, of: number, &order) }
      }
    case .proportional:
      let (part, whole) = givenBack(of: order)
      for number in shipping {
        let line = order.lines[number]
        let target = OracleLine.share(line.parts, part, whole)
        giveBack(max(0, target - line.reversed), of: number, &order)
      }
    case .amount: try giveBackShipping(choice.amount ?? 0, of: &order)
    case .keep: break
    }
    guard nothingShips else { return }
    for number in order.lines.indices
    where !order.lines[number].isItem && order.lines[number].kind != "shipping" {
      giveBack(order.lines[number].reversible, of: number, &order)
    }
    keepShipping(shipping, of: &order)
  }

  /// Shipping that was not given back is kept as a fee if it was paid, and dropped if not.
  private mutating func keepShipping(_ shipping: [Int], of order: inout OracleOrder) {
    let kept = shipping.filter { order.lines[$0].deferred > 0 }
    let value = kept.reduce(Int64(0)) { sum, number in
      let line = order.lines[number]
      return sum + line.share(from: line.reversed, to: line.earnedFrom, rule).total
    }
    let isPaid = order.received >= value
    for number in kept {
      let deferred = order.lines[number].deferred
      if isPaid {
        change(number, of: &order, .kept, recognized: deferred)
      } else {
        giveBack(deferred, of: number, &order)
      }
    }
  }

  /// How much of the goods' value was given back; of their units where they cost nothing.
  private func givenBack(of order: OracleOrder) -> (Int64, Int64) {
    var part: Int64 = 0
    var whole: Int64 = 0
    for line in order.lines where line.isItem {
      part += line.share(from: 0, to: line.reversed, rule).total
      whole += line.share(from: 0, to: line.parts, rule).total
    }
    if whole > 0 { return (part, whole) }
    let items = order.lines.filter(\.isItem)
    return (items.reduce(0) { $0 + $1.reversed }, items.reduce(0) { $0 + $1.quantity })
  }

  /// Without a cancellation it is all of the shipping, an amount, or nothing.
  mutating func refundShipping(_ choice: ShippingChoice, of order: inout OracleOrder) throws {
    switch choice.kind {
    case .auto:
      for number in order.lines.indices where order.lines[number].kind == "shipping" {
        giveBack(order.lines[number].reversible, of: number, &order)
      }
    case .amount: try giveBackShipping(choice.amount ?? 0, of: &order)
    default: break
    }
  }

  /// An amount of the shipping, the first line first.
  mutating func giveBackShipping(_ amount: Int64, of order: inout OracleOrder) throws {
    let shipping = order.lines.indices.filter { order.lines[$0].kind == "shipping" }
    guard amount <= shipping.reduce(0, { $0 + order.lines[$1].reversible }) else {
      throw Refused("overRefund")
    }
    var left = amount
    for number in shipping {
      let part = min(left, order.lines[number].reversible)
      giveBack(part, of: number, &order)
      left -= part
    }
  }

  /// First what is not earned yet.
  mutating func giveBack(_ parts: Int64, of number: Int, _ order: inout OracleOrder) {
    guard parts > 0 else { return }
    change(
      number, of: &order, .givenBack, reversed: parts,
      recognized: -max(0, parts - order.lines[number].deferred))
  }
}
