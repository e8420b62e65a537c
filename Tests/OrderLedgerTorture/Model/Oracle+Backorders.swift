import OrderLedger

extension Oracle {
  mutating func allocate(_ action: AllocateBackorder, _ command: Command) throws {
    var wrong = Refusals()
    if let lines = action.lines {
      wrong.add("keyRequired", if: command.key == nil)
      Self.check(lines, &wrong)
    }
    try wrong.settle()
    var order = try order(action.order.text)
    var wanted: [Int: Int64] = [:]
    for line in action.lines ?? [] {
      wanted[try Self.item(line.line.text, of: order)] = line.quantity
    }
    try checkVersion(order, command)
    if order.lines.allSatisfy({ $0.backordered == 0 }) { throw Refused("nothingBackordered") }
    for (number, quantity) in wanted where quantity > order.lines[number].backordered {
      throw Refused("overQuantity")
    }
    var isAny = false
    for number in order.lines.indices where order.lines[number].backordered > 0 {
      let line = order.lines[number]
      let available = stock[line.place]?.units["available"] ?? 0
      // Without quantities it is whatever is there; those that are named have to be.
      let quantity =
        action.lines == nil ? min(line.backordered, available) : wanted[number] ?? 0
      if quantity > available { throw Refused("insufficientStock") }
      guard quantity > 0 else { continue }
      try reserve(quantity, of: number, &order)
      isAny = true
    }
    if !isAny { throw Refused("insufficientStock") }
    keep(order)
  }

  /// Units that were awaited have come.
  mutating func reserve(
    _ quantity: Int64, of number: Int, _ order: inout OracleOrder
  ) throws {
    let line = order.lines[number]
    guard stock[line.place]?.units["available"] ?? 0 >= quantity else {
      throw Refused("insufficientStock")
    }
    try move(quantity, line.place, from: "available", to: "reserved")
    order.lines[number].backordered -= quantity
  }
}
