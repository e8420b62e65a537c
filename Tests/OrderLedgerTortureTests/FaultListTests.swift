import OrderLedger
import OrderLedgerTesting
import Testing

@testable import OrderLedgerModel
@testable import OrderLedgerTorture

@Suite struct FaultListTests {
  private static func loops() -> [FaultLoop] { FaultLoop.all(Workload.standard) }

  @Test func `upkeep and every kind of request meet every fault, once and from then on`() {
    let loops = Self.loops()
    var found: Set<String> = []
    for loop in loops { found.insert(loop.name) }
    var expected: Set<String> = []
    let upkeep = [
      "open", "make", "rebuild", "checkpoint", "backup", "verify", "refundWork", "retryRefund",
    ]
    for work in upkeep + [CancelOrders.name] + Action.forms.keys {
      for fault in Fault.allCases {
        expected.insert("\(work), \(fault.rawValue) at")
        expected.insert("\(work), \(fault.rawValue) from")
      }
    }
    #expect(found == expected)
    #expect(loops.count == expected.count)
    #expect(loops.map(\.number) == Array(0..<expected.count))
  }

  @Test func `several cancellations in one request are all carried out, each once`() async throws {
    let loop = try #require(Self.loops().last)
    let request = try #require(loop.work.request)
    #expect(loop.work.transactions == 2)
    let shop = try await TestLedger()
    for command in loop.before { try await shop.perform(command) }
    for isReplayed in [false, true] {
      guard case .cancelOrders(let receipt) = try await shop.ledger.perform(request) else {
        Issue.record("another request")
        return
      }
      #expect(receipt.isComplete)
      #expect(receipt.receipts.map(\.replayed) == [isReplayed, isReplayed])
      let count = Int64(loop.before.count) + loop.work.transactions
      #expect(try await shop.ledger.head().sequence == count)
    }
    #expect(try await shop.ledger.verify(.full).isSound)
    await shop.close()
  }
}
