import OrderLedger
import OrderLedgerTesting
import Testing

@testable import OrderLedgerModel
@testable import OrderLedgerTorture

@Suite struct TraderTests {
  @Test func `every action is among a trader's commands, but what concerns all writers`() throws {
    let trader = Trader("w1", try SoakWorkload())
    let found = Set(try (0..<trader.cycle).map { try trader.command($0).action.name })
    #expect(found == Set(Action.forms.keys).subtracting(Trader.leftOut))
    #expect(Trader.leftOut.subtracting(Action.forms.keys) == [])
  }

  @Test func `a trader's commands are the same whoever asks, and nobody else's`() throws {
    let workload = try SoakWorkload()
    let traders = ["w1", "w2"].map { Trader($0, workload) }
    let count = traders[0].cycle + 40
    var keys: Set<IdempotencyKey> = []
    for trader in traders {
      let again = Trader(trader.name, try SoakWorkload())
      for number in 0..<count {
        let command = try trader.command(number)
        #expect(try again.command(number) == command)
        if let key = command.key { keys.insert(key) }
      }
    }
    #expect(keys.count == 2 * count)
  }

  @Test func `traders on one ledger stand in nobody's way, and are told what they did before`()
    async throws
  {
    // A year later than the times that the commands state.
    let clock = TestClock(Timestamp(microseconds: 1_826_964_000_000_000))
    let shop = try await TestLedger(verifying: .quick, clock: clock)
    for command in Shopper.opening { try await shop.ledger.perform(command) }
    let workload = try SoakWorkload()
    let traders = ["w1", "w2"].map { Trader($0, workload) }
    let count = traders[0].cycle + 20
    var next = [0, 0]
    var dice = Dice(seed: 5)
    while next.contains(where: { $0 < count }) {
      let turn = dice.below(2)
      guard next[turn] < count else { continue }
      let command = try traders[turn].command(next[turn])
      #expect(try await !shop.ledger.perform(command).replayed)
      next[turn] += 1
    }
    for trader in traders {
      for number in 0..<count {
        #expect(try await shop.ledger.perform(trader.command(number)).replayed)
      }
    }
    #expect(try await shop.ledger.head().sequence == Int64(Shopper.opening.count + 2 * count))
    #expect(try await shop.ledger.verify(.full).isSound)
    await shop.close()
  }
}
