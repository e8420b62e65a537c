import OrderLedger
import Testing

@testable import OrderLedgerTorture

@Suite struct StormTests {
  @Test func `a process of a storm knows its part`() throws {
    for role in ["write", "checkpoint", "open", "make"] {
      _ = try Stormer([role, "--ledger", "x", "--name", "s1", "--count", "3"])
    }
    for words in [[], ["sleep"], ["write", "--name"]] as [[String]] {
      #expect(throws: TortureError.self) { try Stormer(words) }
    }
  }

  @Test func `an answered command that is not there is noticed`() async throws {
    let place = try Workplace()
    let ledger = try await Ledger(path: place.ledger)
    for command in Shopper.opening { try await ledger.perform(command) }
    let trader = Trader("w0", try SoakWorkload())
    for number in 0..<3 { try await ledger.perform(trader.command(number)) }
    await ledger.close()
    var answered = Answered()
    answered.counts = ["w0": 3]
    #expect(await answered.problem(at: place.ledger) == nil)
    // The check itself has asked for the one after these.
    answered.counts = ["w0": 5]
    guard case .lost? = await answered.problem(at: place.ledger) else {
      Issue.record("a lost command was not noticed")
      return
    }
  }
}
