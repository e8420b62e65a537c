import Testing

@testable import OrderLedgerModel

/// A random life of a random order with returns. After each step the books are compared with sums of
/// their own, and so are units and cost.
struct ReturnLife {
  var life: Walkabout
  private var returns = 0
  private var inspections = 0

  init(seed: UInt64) throws {
    life = try Walkabout(seed: seed)
  }

  var steps: Int { life.steps }

  private static let refusals: Set<LedgerError.Code> = [
    .activeReturn, .overQuantity, .returnClosed, .nothingToInspect,
  ]

  mutating func wander() throws {
    try life.pay(0)
    try life.fulfillSome(1)
    for step in 2..<life.make.int(6...16) {
      switch life.make.int(0...11) {
      case 0: try life.cancelSome(step)
      case 1, 2: try life.fulfillSome(step)
      case 3: try takeBack()
      case 4: try life.refundSome(step)
      case 5: try life.pay(step)
      case 6, 7: try announce()
      case 8, 9: try receive()
      case 10: try inspect()
      default: try callOff()
      }
      try check()
    }
  }

  /// Sends what is open, and has everything back, for sale.
  mutating func sendAllBack() throws {
    if try life.state.openUnits > 0 { try life.attempt(Sample.fulfill(nil, "f-last")) }
    for document in try life.state.returns where document.isActive {
      if document.awaited > 0 {
        try life.attempt(.receiveReturn(ReceiveReturn(order: "1001", return: document.id)))
      }
      try inspectAll(document.id)
    }
    let order = try life.state
    let rest = order.lines.filter { $0.placed.kind == .item }.compactMap { line in
      let taken = order.portions(of: line.number).sum { $0.taken }
      return line.fulfilled > taken
        ? ReturnItems.Line(line: line.placed.id, quantity: line.fulfilled - taken) : nil
    }
    if !rest.isEmpty {
      try life.attempt(
        .returnItems(
          ReturnItems(
            order: "1001", return: "rt-last", lines: rest, reason: "customer", received: true)))
      try inspectAll("rt-last")
    }
    try check()
  }

  private mutating func inspectAll(_ id: ReturnID) throws {
    inspections += 1
    try life.attempt(
      .inspectReturn(
        InspectReturn(
          order: "1001", return: id, inspection: RefundID(unchecked: "i\(inspections)"),
          reason: "customer")))
  }
}

// MARK: - Random steps

extension ReturnLife {
  private mutating func takeBack() throws {
    do { try life.takeBack() } catch let error as LedgerError {
      guard Self.refusals.contains(error.code) else { throw error }
    }
  }

  private mutating func announce() throws {
    let order = try life.state
    var lines: [ReturnItems.Line] = []
    for line in order.lines where line.placed.kind == .item && life.make.int(0...1) == 0 {
      let room = line.fulfilled - order.portions(of: line.number).sum { $0.taken }
      // Now and then one more than there is, which has to be refused.
      let most = life.make.int(0...9) == 0 ? room + 1 : room
      guard most > 0 else { continue }
      lines.append(ReturnItems.Line(line: line.placed.id, quantity: life.make.int64(1...most)))
    }
    guard !lines.isEmpty else { return }
    returns += 1
    try life.attempt(
      .returnItems(
        ReturnItems(
          order: "1001", return: ReturnID(unchecked: "rt\(returns)"), lines: lines,
          reason: "customer", received: life.make.int(0...2) == 0)), orRefused: Self.refusals)
  }

  private mutating func someReturn() throws -> ReturnState? {
    try life.state.returns.filter(\.isActive).randomElement(using: &life.make.random)
  }

  private mutating func receive() throws {
    guard let document = try someReturn() else { return }
    let order = try life.state
    var lines: [LineQuantity] = []
    for line in order.lines {
      let awaited = document.portions.sum { $0.line == line.number ? $0.awaited : 0 }
      guard awaited > 0, life.make.int(0...2) > 0 else { continue }
      lines.append(LineQuantity(line: line.placed.id, quantity: life.make.int64(1...awaited)))
    }
    try life.attempt(
      .receiveReturn(
        ReceiveReturn(order: "1001", return: document.id, lines: lines.isEmpty ? nil : lines)),
      orRefused: Self.refusals)
  }

  private mutating func inspect() throws {
    guard let document = try someReturn() else { return }
    let order = try life.state
    var lines: [InspectReturn.Line] = []
    for line in order.lines {
      var waiting = document.portions.sum { $0.line == line.number ? $0.inspecting : 0 }
      let awaited = document.portions.sum { $0.line == line.number ? $0.awaited : 0 }
      for kind in [Disposition.Kind.restock, .damaged, .scrapped] where waiting > 0 {
        let quantity = life.make.int64(0...waiting)
        guard quantity > 0 else { continue }
        waiting -= quantity
        lines.append(
          InspectReturn.Line(
            line: line.placed.id, quantity: quantity, disposition: Disposition(kind)))
      }
      if awaited > 0, life.make.int(0...3) == 0 {
        lines.append(
          InspectReturn.Line(
            line: line.placed.id, quantity: life.make.int64(1...awaited),
            disposition: Disposition(.kept)))
      }
    }
    guard !lines.isEmpty else { return }
    inspections += 1
    var action = InspectReturn(
      order: "1001", return: document.id, inspection: RefundID(unchecked: "i\(inspections)"),
      lines: lines, reason: "customer")
    switch life.make.int(0...5) {
    case 0: action.refund = .none
    case 1: action.refund = .later
    case 2: action.fee = CancellationFee(amount: life.make.int64(1...200))
    default: break
    }
    try life.attempt(.inspectReturn(action), orRefused: Self.refusals)
  }

  private mutating func callOff() throws {
    guard let document = try someReturn() else { return }
    try life.attempt(
      .cancelReturn(CancelReturn(order: "1001", return: document.id)), orRefused: Self.refusals)
  }
}

// MARK: - What has to hold after every step

extension ReturnLife {
  /// Units and cost, from the movements alone.
  private func check() throws {
    let order = try life.state
    var sent: [Int: (units: Int64, cost: Int64)] = [:]
    var back: [Int: (units: Int64, cost: Int64)] = [:]
    var restocked: [Int: Int64] = [:]
    for entries in life.shop.journal {
      for case .stock(let movement) in entries {
        guard let line = movement.line else { continue }
        if movement.to == .shipped {
          sent[line, default: (0, 0)].units += movement.quantity
          sent[line, default: (0, 0)].cost += movement.value
        }
        // A fulfillment that was cancelled never happened.
        if movement.from == .shipped, movement.to == .reserved {
          sent[line, default: (0, 0)].units -= movement.quantity
          sent[line, default: (0, 0)].cost -= movement.value
        }
        if movement.from == .shipped, movement.to == .inspection {
          back[line, default: (0, 0)].units += movement.quantity
          back[line, default: (0, 0)].cost += movement.value
        }
        if movement.from == .inspection, movement.to == .available {
          restocked[line, default: 0] += movement.quantity
        }
      }
    }
    var expense: Int64 = 0
    for line in order.lines where line.placed.kind == .item {
      let number = line.number
      let out = sent[number] ?? (0, 0)
      let came = back[number] ?? (0, 0)
      let portions = order.portions(of: number)
      try match(out.units, line.fulfilled, "sent")
      try match(came.units, portions.sum { $0.received }, "received")
      try match(line.returned, portions.sum { $0.received + $0.kept }, "returned")
      try match(max(0, came.cost - out.cost), 0, "cost that came back beyond what left")
      if came.units == out.units { try match(came.cost, out.cost, "cost of all units") }
      try match(restocked[number] ?? 0, portions.sum { $0.restocked }, "restocked")
      try match(max(0, (restocked[number] ?? 0) - came.units), 0, "restocked beyond what came")
      try match(
        min(0, line.fulfilled - order.returnsSettled(number) - line.recognized), 0,
        "more earned than units stand for")
      expense += out.cost - came.cost
    }
    try match(-life.shop.credit(.costOfGoodsSold), expense, "5010")
    var value: Int64 = 0
    for level in life.shop.stock.values { value += level.value }
    try match(-life.shop.credit(.inventory), value, "1310")
  }
}
