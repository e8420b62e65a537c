import OrderLedger

extension ModelGenerator {
  /// Units that come back: announced, received, looked at, or not coming after all.
  mutating func giveBack(_ oracle: Oracle) -> Action {
    switch dice.below(10) {
    case 0...3: return .returnItems(announcement(order(oracle) { $0.canComeBack }))
    case 4, 5:
      let order = order(oracle) { $0.returns.contains { $0.awaited > 0 } }
      let document = document(of: order) { $0.awaited }
      var receive = ReceiveReturn(
        order: OrderID(unchecked: order?.id ?? known("order")), return: name(of: document))
      if let order, let document, dice.chance(2) {
        receive.lines = lines(of: order) { line in
          document.figure(order.number(of: line)) { $0.awaited }
        }
      }
      return .receiveReturn(receive)
    case 6...8:
      let order = order(oracle) { $0.returns.contains { $0.inspecting > 0 } }
      return .inspectReturn(inspection(order, document(of: order) { $0.inspecting }))
    default:
      let order = order(oracle) { $0.returns.contains { $0.awaited > 0 } }
      return .cancelReturn(
        CancelReturn(
          order: OrderID(unchecked: order?.id ?? known("order")),
          return: name(of: document(of: order) { $0.awaited })))
    }
  }

  private mutating func document(
    of order: OracleOrder?, _ figure: (OracleReturn) -> Int64
  ) -> OracleReturn? {
    guard let order, !order.returns.isEmpty, !dice.chance(20) else { return nil }
    let document = order.returns.last { figure($0) > 0 }
    return document ?? order.returns[dice.below(order.returns.count)]
  }

  private mutating func name(of document: OracleReturn?) -> ReturnID {
    ReturnID(unchecked: document?.id ?? known("return"))
  }

  private mutating func announcement(_ order: OracleOrder?) -> ReturnItems {
    var lines: [ReturnItems.Line] = []
    if let order {
      let some = self.lines(of: order) { line in
        line.fulfilled - order.returned(order.number(of: line)) { $0.taken }
      }
      for line in some {
        let sent = order.sent.isEmpty || dice.chance(12) ? known("fulfillment") : one(order.sent)
        lines.append(
          ReturnItems.Line(
            line: line.line, quantity: line.quantity,
            fulfillment: maybe(4, FulfillmentID(unchecked: sent))))
      }
    } else {
      lines = [ReturnItems.Line(line: "L0", quantity: 1)]
    }
    return ReturnItems(
      order: OrderID(unchecked: order?.id ?? known("order")),
      return: ReturnID(unchecked: new("return")), lines: lines, reason: "customer",
      note: note(), location: maybe(5, one(Self.locations)), received: dice.chance(3),
      notify: dice.chance(8))
  }

  private mutating func inspection(
    _ order: OracleOrder?, _ document: OracleReturn?
  ) -> InspectReturn {
    var inspect = InspectReturn(
      order: OrderID(unchecked: order?.id ?? known("order")), return: name(of: document),
      reason: "customer", refund: choice(order), fee: fee(), disposition: disposition(),
      notify: dice.chance(8))
    inspect.note = note()
    // Without a name of its own it has the return's, once.
    if !dice.chance(4) { inspect.inspection = RefundID(unchecked: new("refund")) }
    if dice.chance(8) { inspect.shipping = one([.auto, .keep, .amount(Int64(dice.below(300)))]) }
    if dice.chance(60) { inspect.shipping = .proportional }
    guard let order, let document, dice.chance(2) else { return inspect }
    var lines: [InspectReturn.Line] = []
    let some = self.lines(of: order) { line in
      document.figure(order.number(of: line)) { max($0.inspecting, $0.awaited) }
    }
    for line in some {
      lines.append(
        InspectReturn.Line(
          line: line.line, quantity: dice.chance(5) ? nil : line.quantity,
          disposition: maybe(3, disposition())))
      // The same line once more, for another fate.
      if dice.chance(4) {
        lines.append(
          InspectReturn.Line(line: line.line, quantity: 1, disposition: disposition()))
      }
    }
    inspect.lines = lines
    return inspect
  }

  // MARK: Holds and backorders

  mutating func hold(_ oracle: Oracle) -> Action {
    switch dice.below(7) {
    case 0...3:
      var lines: [HoldStock.Line] = []
      for _ in 0...dice.below(2) {
        let (sku, location) = (one(Self.skus), one(Self.locations + ["LON", "LON", "PAR"]))
        let place = OraclePlace(sku: sku.text, location: location.text)
        let available = oracle.stock[place]?.units["available"] ?? 0
        lines.append(
          HoldStock.Line(
            sku: sku, location: location,
            quantity: quantity(upTo: dice.chance(8) ? available : min(max(1, available), 5))))
      }
      if dice.chance(50) { lines = [] }
      return .holdStock(
        HoldStock(
          hold: HoldID(unchecked: new("hold")), lines: lines, expires: maybe(2, later()),
          reason: maybe(3, "customer")))
    case 4, 5:
      let name = hold(of: oracle)
      var release = ReleaseHold(hold: HoldID(unchecked: name))
      guard dice.chance(2) else { return .releaseHold(release) }
      let lines = oracle.holds[name]?.lines.map { line in
        HoldStock.Line(
          sku: SKU(unchecked: line.place.sku), location: LocationID(unchecked: line.place.location),
          quantity: quantity(upTo: line.open))
      }
      release.lines = lines ?? [HoldStock.Line(sku: "MUG", location: "LON", quantity: 1)]
      if dice.chance(20) {
        release.lines?.append(HoldStock.Line(sku: "HAT", location: "PAR", quantity: 1))
      }
      return .releaseHold(release)
    default:
      return .expireHolds(
        ExpireHolds(
          through: Timestamp(microseconds: clock + Int64(dice.below(20) - 12) * 86_400_000_000)))
    }
  }

  /// One that holds something, if one is found soon.
  mutating func hold(of oracle: Oracle) -> String {
    var name = known("hold")
    for _ in 0..<4 where oracle.holds[name]?.open ?? 0 == 0 { name = known("hold") }
    return name
  }

  mutating func allocation(_ oracle: Oracle) -> Action {
    let order = order(oracle) { $0.lines.contains { $0.backordered > 0 } }
    var allocate = AllocateBackorder(order: OrderID(unchecked: order?.id ?? known("order")))
    if let order, dice.chance(2) { allocate.lines = lines(of: order) { $0.backordered } }
    return .allocateBackorder(allocate)
  }
}

extension OracleOrder {
  /// Something of it has left and is in no return.
  var canComeBack: Bool {
    lines.indices.contains { number in
      lines[number].fulfilled > returned(number) { $0.taken }
    }
  }

  func number(of line: OracleLine) -> Int { lines.firstIndex { $0.id == line.id } ?? 0 }
}

extension OracleReturn {
  func figure(_ line: Int, _ figure: (Portion) -> Int64) -> Int64 {
    portions.reduce(0) { $0 + ($1.line == line ? figure($1) : 0) }
  }
}
