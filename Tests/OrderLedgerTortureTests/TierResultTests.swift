import Foundation
import OrderLedger
import Testing

@testable import OrderLedgerTorture

/// What makes a tier green, and a control red.
@Suite struct TierResultTests {
  private static func isWell(
    _ tier: Tier, _ lines: [String], _ control: Control? = nil, ends: [Int32] = [0, 0]
  ) -> Bool {
    let tally = Tally()
    for line in lines { tally.add(line) }
    var sums = tally.sums
    sums.ends += ends.compactMap(Run.problem)
    return TierResult(tier, control, sums).isWell
  }

  /// A failure that shows each control.
  private static func failure(_ control: Control) -> String {
    switch control {
    case .deferredBegin: "fail s1: error \(LedgerError(.busy))"
    case .quickVerification: "fail file 3, an entry edited: no transaction is named for 5: sound"
    case .splitCancellation: "fail kill 7: NOT SOUND: 5 transactions, 9 entries, 2 orders"
    case .failedCommitAsDone: "fail fulfill, disk full from call 9: 4 transactions after 4"
    default: "fail anything"
    }
  }

  @Test func `a tier is green that has counted something, and found nothing`() {
    #expect(Self.isWell(.kill, ["count kills 3", "note fine"]))
    #expect(!Self.isWell(.kill, []))
    #expect(!Self.isWell(.kill, ["count kills 3", "fail something"]))
    #expect(!Self.isWell(.kill, ["count kills 3", "error something"]))
  }

  /// 1 is a trap of no signal's, 2 an error, 3 a hang, and sanitizers end with codes of their own.
  @Test(arguments: [1, 2, 3, 23, 66, -SIGKILL, -SIGSEGV, -SIGABRT] as [Int32])
  func `a process that does not end well is no success, whatever others have counted`(end: Int32) {
    #expect(Run.problem(end) != nil)
    #expect(!Self.isWell(.kill, ["count kills 3"], ends: [0, end]))
    for tier in Tier.allCases {
      for control in tier.controls {
        let lines = ["count states 3", Self.failure(control)]
        #expect(!Self.isWell(tier, lines, control, ends: [end, 0]), "\(control)")
      }
    }
  }

  @Test func `a process that ends well says nothing`() {
    #expect(Run.problem(0) == nil)
  }

  @Test(arguments: Control.allCases.filter { $0 != .synchronousNormal })
  func `a control is red that has the failure that comes of it`(control: Control) throws {
    let tiers = Tier.allCases.filter { $0.controls.contains(control) }
    let tier = try #require(tiers.first)
    #expect(Self.isWell(tier, ["count states 3", Self.failure(control)], control))
    #expect(!Self.isWell(tier, ["count states 3"], control))
    // Counted, and nothing said of it.
    #expect(!Self.isWell(tier, ["count states broken 3"], control))
    #expect(!Self.isWell(tier, [Self.failure(control), "error no file"], control))
    // A process of a process: the tier itself has ended well.
    #expect(!Self.isWell(tier, [Self.failure(control), "end a racer ended with -11"], control))
  }

  @Test(arguments: [
    Control.deferredBegin, .quickVerification, .splitCancellation, .failedCommitAsDone,
  ])
  func `a control is not red for a reason that has nothing to do with it`(control: Control) throws {
    let tiers = Tier.allCases.filter { $0.controls.contains(control) }
    let tier = try #require(tiers.first)
    #expect(!Self.isWell(tier, ["count states 3", "fail the disk is full"], control))
    // One that is meant is enough.
    #expect(Self.isWell(tier, ["fail the disk is full", Self.failure(control)], control))
  }

  @Test func `without a flush of each commit the last ones are lost, and nothing else`() {
    let lost = "count states with answered commands lost 7"
    let told = "fail 3 answered commands lost at operation 5"
    #expect(Self.isWell(.powerLoss, [lost, told], .synchronousNormal))
    #expect(!Self.isWell(.powerLoss, ["count states 9"], .synchronousNormal))
    #expect(!Self.isWell(.powerLoss, [lost, told, "count states broken 1"], .synchronousNormal))
  }

  @Test func `a control that the engine has no bug for is not asked for more`() {
    let lines = ["note repaired", "count not applicable 1"]
    #expect(Self.isWell(.checkpoint, lines, .unguardedCheckpoint))
    #expect(!Self.isWell(.checkpoint, lines, .unguardedCheckpoint, ends: [-SIGSEGV]))
  }
}
