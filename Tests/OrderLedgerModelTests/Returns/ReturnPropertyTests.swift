import Testing

@testable import OrderLedgerModel

@Suite struct ReturnPropertyTests {
  /// 3 × 1,500 = 4,500 random orders; the seed of one is `seed &+ index`.
  static let orders = 1_500

  @Test(arguments: seeds)
  func `however an order is sent and comes back, units, cost and money add up`(
    seed: UInt64
  ) async throws {
    var steps = 0
    for index in 0..<UInt64(Self.orders) {
      await Task.yield()
      do {
        var life = try ReturnLife(seed: seed &+ index)
        try life.wander()
        try life.sendAllBack()
        let order = try life.life.state
        for line in order.lines where line.placed.kind == .item {
          // Nothing of the goods stands: not a unit, not a minor unit of revenue.
          try match(line.recognized, 0, "recognized \(line.placed.id)")
          try match(line.fulfilled, order.returnsSettled(line.number), "settled")
          try match(line.deferred, 0, "deferred \(line.placed.id)")
        }
        try match(order.returns.contains(where: \.isActive) ? 1 : 0, 0, "active returns")
        steps += life.steps
      } catch {
        Issue.record("seed \(seed &+ index): \(error)")
        return
      }
    }
    print("seed \(seed): \(Self.orders) orders with returns, \(steps) steps")
  }

  @Test func `any order of partial returns brings back exactly the cost that left`() {
    for cost in [0, 1, 2, 7, 100, 101, 1_000_000_000_000_000] as [Int64] {
      for quantity in 1...7 as ClosedRange<Int64> {
        let shipment = Shipment(
          sequence: 1, fulfillment: "f", line: 0, quantity: quantity, cost: cost, currency: .gbp)
        for cuts in compositions(of: quantity) {
          var back: Int64 = 0
          var received: Int64 = 0
          for part in cuts {
            let share = shipment.cost(of: part, after: received)
            #expect(share >= 0)
            back += share
            received += part
          }
          #expect(back == cost, "\(cost) in \(cuts)")
        }
      }
    }
  }

  /// All ways of writing a number as a sum of positive ones, in every order.
  private func compositions(of number: Int64) -> [[Int64]] {
    if number == 0 { return [[]] }
    return (1...number).flatMap { first in
      compositions(of: number - first).map { [first] + $0 }
    }
  }
}
