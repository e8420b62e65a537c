import OrderLedger
import Testing

@testable import OrderLedgerTorture

@Suite struct ContentionTests {
  @Test func `a tenth of the busy limit is no starvation, and more than the limit is`() {
    let limit = LedgerConfiguration().busyDeadline.microseconds
    /// A thousand waits, of which these are the longest.
    func waits(_ longest: [Int64]) -> [Int64] {
      [Int64](repeating: limit / 10, count: 1_000 - longest.count) + longest
    }
    #expect(ContentionTier.starvation([]) == nil)
    #expect(ContentionTier.starvation(waits([])) == nil)
    // One in a thousand, up to twice the limit.
    #expect(ContentionTier.starvation(waits([2 * limit])) == nil)
    #expect(ContentionTier.starvation(waits([2 * limit + 1])) != nil)
    // One in a hundred, and less.
    let late = [Int64](repeating: limit + 1, count: 10)
    #expect(ContentionTier.starvation(waits(late)) != nil)
    #expect(ContentionTier.starvation(waits(Array(late.dropFirst()))) == nil)
  }

  static let reasons: [(Race, Int, Set<LedgerError.Code>)] = [
    (.cancelCancel, 0, [.alreadyCancelled]), (.cancelCancel, 1, [.alreadyCancelled]),
    (.cancelFulfill, 0, [.alreadyCancelled, .nothingToCancel]),
    (.cancelFulfill, 1, [.alreadyCancelled, .nothingToFulfill]),
    (.refundRefund, 0, [.nothingToRefund]), (.restockRestock, 0, [.overQuantity]),
  ]

  @Test(arguments: reasons)
  func `a loser is told the reason that its race has, with the facts, and no other`(
    race: Race, racer: Int, codes: Set<LedgerError.Code>
  ) {
    for code in LedgerError.Code.allCases {
      let error = LedgerError(code, found: "0 open", sequence: 5)
      #expect(race.isExplained(error, to: racer) == codes.contains(code), "\(code.rawValue)")
      #expect(!race.isExplained(LedgerError(code), to: racer), "\(code.rawValue)")
    }
  }

  @Test func `an attempt that nobody has told of, or no snapshot at all, is a failure`() {
    let attempts = 2 * ContentionTier.racers * ContentionTier.orders
    #expect(ContentionTier.gaps(rounds: 2, answered: attempts, snapshots: 1) == [])
    #expect(ContentionTier.gaps(rounds: 2, answered: attempts - 1, snapshots: 9).count == 1)
    #expect(ContentionTier.gaps(rounds: 2, answered: attempts + 1, snapshots: 9).count == 1)
    #expect(ContentionTier.gaps(rounds: 2, answered: attempts, snapshots: 0).count == 1)
    #expect(ContentionTier.gaps(rounds: 2, answered: 0, snapshots: 0).count == 2)
  }
}
