import Foundation
import OrderLedger
import OrderLedgerTesting
import Testing

/// Random gateways, random deaths, random webhooks: what the ledger has settled is what the gateway
/// has paid, and nothing is ever paid twice.
@Suite struct RefundWorkerPropertyTests {
  static let lives =
    ProcessInfo.processInfo.environment["ORDER_LEDGER_REFUND_LIVES"].flatMap(Int.init) ?? 40

  struct Killed: Error {}

  /// One shop's life.
  final class Life {
    let shop: TestLedger
    let gateway: ScriptedGateway
    var chance: Chance
    var refunds: [RefundID: (order: OrderID, amount: Int64)] = [:]
    var notices: [SettleRefund] = []
    var bounces = 3
    var killed = 0
    var contradicted = 0
    let isHealthy = Lockbox(false)

    init(seed: UInt64) async throws {
      shop = try await TestLedger(verifying: .quick)
      chance = Chance(seed: seed)
      let moves = Lockbox(Chance(seed: seed ^ 0xFEED))
      let isHealthy = self.isHealthy
      gateway = ScriptedGateway { _, _ in
        if isHealthy.value { return .succeed }
        var move = ScriptedGateway.Move.succeed
        moves.change { moves in
          let all: [ScriptedGateway.Move] = [
            .succeed, .succeed, .fail, .accept, .timeOutBefore, .timeOutAfter, .arriveLate,
            .failForGood,
          ]
          move = all.randomElement(using: &moves) ?? .succeed
        }
        return move
      }
      try await shop.stockUp()
    }

    func roll(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &chance) }

    /// An order with one or two payments, of which some or all goes back.
    func owe(_ number: Int) async throws {
      let id = OrderID(stringLiteral: "o\(number)")
      try await shop.perform(.placeOrder(shop.order(id)))
      let total = try await shop.ledger.order(id).total
      let first = roll(0...1) == 0 ? total : Int64(roll(1...Int(total) - 1))
      for (index, amount) in [first, total - first].enumerated() where amount > 0 {
        try await shop.perform(
          RecordPayment(
            order: id, payment: PaymentID(stringLiteral: "p\(number)-\(index)"),
            tender: .gateway("stripe"), amount: amount))
      }
      for part in 0..<roll(1...3) {
        let name = RefundID(stringLiteral: "x\(number)-\(part)")
        let lines = [CancelOrder.Line(line: "A", quantity: 1)]
        let receipt = try await shop.perform(
          CancelOrder(order: id, cancellation: name, lines: lines, reason: "customer"))
        refunds[name] = (id, receipt.refundAmount)
      }
    }

    /// One worker's round, which may end in its death at a random step.
    func round() async throws {
      let steps = RefundWorkerStep.allCases
      let death = roll(0...2) == 0 ? steps.randomElement(using: &chance) : nil
      let left = Lockbox(roll(1...4))
      var settings = RefundWorkerSettings()
      settings.concurrency = roll(1...4)
      settings.attemptLimit = 4
      settings.queryLimit = 6
      let worker = RefundWorker(
        shop.ledger, gateways: [gateway], name: "w\(chance.next())", settings: settings,
        clock: { [clock = shop.clock] in clock.now() }, random: Chance(seed: chance.next()),
        pause: { _ in }
      ) { step in
        guard step == death else { return }
        var isDead = false
        left.change { left in
          left -= 1
          isDead = left <= 0
        }
        if isDead { throw Killed() }
      }
      do {
        try await worker.runOnce()
      } catch {
        guard death != nil else { throw error }
        killed += 1
      }
    }

    /// What the service does meanwhile, and what of its webhooks arrives.
    func meanwhile() async throws {
      for key in gateway.accepted where roll(0...1) == 0 {
        gateway.finish(key, succeeding: roll(0...2) > 0)
      }
      if bounces > 0, roll(0...3) == 0,
        let key = gateway.paid.keys.sorted().randomElement(using: &chance)
      {
        bounces -= 1
        gateway.bounce(key)
      }
      notices += gateway.takeNotices()
      notices.shuffle(using: &chance)
      while !notices.isEmpty, roll(0...1) == 0 { try await deliver(notices.removeLast()) }
      let seconds = Int64(roll(1...20_000))
      shop.clock.set(
        Timestamp(microseconds: shop.clock.now().microseconds + seconds * 1_000_000))
    }

    func deliver(_ notice: SettleRefund) async throws {
      do throws(LedgerError) {
        try await shop.perform(notice)
      } catch {
        // Told out of order: what came later is known already.
        guard error.code == .attemptClosed else { throw error }
      }
    }

    /// Never more than was decided, and never twice under a key.
    func expectNothingTwice() {
      #expect(gateway.transfers.values.allSatisfy { $0 == 1 })
      for (refund, paid) in gateway.paidByRefund {
        #expect(paid <= refunds[refund]?.amount ?? 0, "\(refund)")
      }
    }

    /// Everything gets well, and the rest is worked off.
    func finish() async throws {
      isHealthy.change { $0 = true }
      bounces = 0
      for _ in 0..<60 {
        for key in gateway.accepted { gateway.finish(key, succeeding: true) }
        for notice in notices + gateway.takeNotices() { try await deliver(notice) }
        notices = []
        for item in try await shop.ledger.refundWork(.stuck) {
          if item.problem == .contradicted { contradicted += 1 }
          try await shop.ledger.retryRefund(item.refund)
        }
        try await round()
        shop.clock.set(
          Timestamp(microseconds: shop.clock.now().microseconds + 30_000_000_000))
        if try await shop.ledger.refundWork().isEmpty,
          try await shop.ledger.refundsOwed().allSatisfy({ $0.owed == 0 && $0.pending == 0 })
        {
          return
        }
      }
    }
  }

  @Test(arguments: 0..<lives)
  func `what is settled is what was paid, and never twice`(seed: Int) async throws {
    let life = try await Life(seed: UInt64(seed))
    for number in 0..<life.roll(1...3) { try await life.owe(number) }
    for _ in 0..<14 {
      try await life.round()
      life.expectNothingTwice()
      // Also that no worker's death has left a refund without its row.
      try await life.shop.ledger.expectBalanced()
      try await life.meanwhile()
    }
    try await life.finish()
    life.expectNothingTwice()
    try await life.shop.ledger.expectBalanced()
    var settled: [RefundID: Int64] = [:]
    for (refund, facts) in life.refunds {
      let order = try await life.shop.ledger.order(facts.order)
      settled[refund] = order.refunds.first { $0.id == refund }?.settled ?? 0
      #expect(settled[refund] == facts.amount, "\(refund)")
    }
    #expect(life.gateway.paidByRefund == settled)
    #expect(try await life.shop.ledger.refundWork() == [])
    await life.shop.close()
  }
}
