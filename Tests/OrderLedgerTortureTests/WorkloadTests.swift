import OrderLedger
import OrderLedgerTesting
import Testing

@testable import OrderLedgerModel
@testable import OrderLedgerTorture

@Suite struct WorkloadTests {
  @Test func `every action is in the workload`() {
    let found = Set(Workload.standard.map(\.action.name))
    #expect(Set(Action.forms.keys).subtracting(found) == [])
  }

  @Test func `every command of the workload can be carried out`() async throws {
    // A year later than the times that the commands state.
    let clock = TestClock(Timestamp(microseconds: 1_826_964_000_000_000))
    let shop = try await TestLedger(verifying: .quick, clock: clock)
    for command in Workload.standard { try await shop.perform(command) }
    #expect(try await shop.ledger.verify(.full).isSound)
    await shop.close()
  }

  @Test func `a shopper's commands are the same whoever asks`() {
    for number in 0..<20 {
      #expect(Shopper(name: "w1").command(number) == Shopper(name: "w1").command(number))
    }
    let keys = (0..<50).compactMap { Shopper(name: "w1").command($0).key }
    #expect(Set(keys).count == 50)
  }
}
