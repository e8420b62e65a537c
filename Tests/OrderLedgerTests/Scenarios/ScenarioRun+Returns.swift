import OrderLedger
import OrderLedgerTesting

// Units that have left come back.

extension ScenarioRun {
  /// Whether the case tells of something sold, without a word about its leaving, that comes back.
  /// What it calls cancelling the order then undoes the sale.
  var isSaleThatComesBack: Bool {
    let returns =
      scenario.does("return_lines", "receive_return")
      || scenario.when.contains { $0["ops"].list.contains { $0.list.first?.text == "return" } }
    return returns && !scenario.given["fulfillment_state"].exists
      && !scenario.does("sell", "fulfil")
  }

  /// Units are announced, come in, and are inspected; those of a case that calls them off are only
  /// announced, and those whose money a later action gives back wait for it.
  func returnLines(_ action: Node) async throws -> Moment {
    let order = try order(action)
    let name = try ReturnID(action["id"].text ?? self.name("return"))
    let isOnlyAnnounced = scenario.does("cancel_return")
    let announced = try await shop.perform(
      returning(
        try selection(action["lines"].list, of: order), of: order, as: name,
        received: !isOnlyAnnounced))
    returned = (name, Self.disposition(action))
    var moment = Moment()
    moment.entries = announced.transaction.entries
    if isOnlyAnnounced || scenario.does("refund_lines") { return moment }
    return try await inspect(action) ?? moment
  }

  private func returning(
    _ lines: [LineQuantity], of order: Order, as name: ReturnID, received: Bool
  ) throws -> ReturnItems {
    ReturnItems(
      order: order.id, return: name,
      lines: lines.map { ReturnItems.Line(line: $0.line, quantity: $0.quantity) },
      reason: "other", received: received)
  }

  private static func disposition(_ action: Node) -> Disposition {
    action["restock"].bool == false ? Disposition(.damaged) : .restock
  }

  /// Inspects the return that waits for it, with its money; `nil` if none does.
  func inspect(_ action: Node) async throws -> Moment? {
    guard let (name, disposition) = returned else { return nil }
    let order = try order(action)
    let refund = try RefundID(self.name("inspection"))
    let receipt = try await shop.perform(
      InspectReturn(
        order: order.id, return: name, inspection: refund, reason: "other",
        disposition: disposition))
    returned = nil
    return try await paid(receipt, refund, order, action)
  }

  func cancelReturn(_ action: Node) async throws -> Moment {
    let name = try action["id"].text.map { try ReturnID($0) } ?? returned?.id
    guard let name else { throw Unsupported("a return that was not announced") }
    try await shop.perform(CancelReturn(order: try order(action).id, return: name))
    returned = nil
    return Moment()
  }

  /// Undoes the sale, so that its order can be cancelled.
  func undoSale(_ order: Order) async throws {
    for fulfillment in order.fulfillments {
      try await shop.perform(CancelFulfillment(order: order.id, fulfillment: fulfillment))
    }
  }

  // MARK: All at once

  /// Each operation in a task of its own, all begun before any has ended.
  func concurrent(_ action: Node) async throws -> Moment {
    var all: [[Command]] = []
    for operation in action["ops"].list { all.append(try await commands(operation.list)) }
    let ledger = shop.ledger
    await withTaskGroup(of: Void.self) { group in
      for commands in all {
        group.addTask {
          for command in commands {
            // Who loses the race is told, and goes no further.
            do { try await ledger.perform(command) } catch { return }
          }
        }
      }
    }
    try await shop.expectBalanced()
    return Moment()
  }

  private func commands(_ operation: [Node]) async throws -> [Command] {
    switch operation.first?.text ?? "" {
    case "return":
      let order = try order(Node(nil))
      guard let line = order.lines.first?.parts.first?.line, let units = operation.last?.int else {
        throw Unsupported("a return of nothing")
      }
      let name = try ReturnID(self.name("return"))
      return [
        Command(
          try returning(
            [LineQuantity(line: line, quantity: units)], of: order, as: name, received: true)),
        Command(InspectReturn(order: order.id, return: name, reason: "other")),
      ]
    case "cancel_order":
      let order = try order(Node(nil))
      let undone = order.fulfillments.map {
        Command(CancelFulfillment(order: order.id, fulfillment: $0))
      }
      return undone + [
        Command(
          CancelOrder(
            order: order.id, cancellation: try RefundID(self.name("cancel")), reason: "other"))
      ]
    case "redeem":
      guard operation.count == 3, let index = operation[1].int, let amount = operation[2].int
      else { throw Unsupported("a card that is not there") }
      return [try await redeeming(amount, ofCard: Int(index))]
    case let other: throw Unsupported(other)
    }
  }
}
