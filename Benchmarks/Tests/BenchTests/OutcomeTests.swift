import Foundation
import Testing

@testable import bench

@Suite struct OutcomeTests {
  private static let ledger = Entry(.ledger)
  private static let lean = Entry(.lean)

  private static func sample(
    _ entry: Entry, round: Int, wall: Double, refunded: Double = 5
  ) -> Sample {
    let name = entry.peer.rawValue
    return Sample(
      entry: entry, round: round,
      lines: [
        PeerLine(
          peer: name, phase: "cancel",
          values: ["operations": 30, "wall_us": wall, "cpu_us": wall, "file_bytes": 117_100]),
        PeerLine(
          peer: name, phase: "check",
          values: [
            "orders": 100, "cancelled": 30, "refunded": refunded, "reserved": 1, "available": 2,
          ]),
      ])
  }

  private static func outcome(_ samples: [Sample]) -> Outcome {
    let rate = FlushRate(perSecond: 1_000, p50Microseconds: 900)
    let scenario = Scenario(
      suite: .quick, medium: .disk, orders: 100, rounds: 2, entries: [lean, ledger])
    return Outcome(
      scenario: scenario, fileSystem: "ext4", flushesBefore: rate, flushesAfter: rate,
      samples: samples)
  }

  @Test func `a contestant is compared with another one round by round`() {
    let outcome = Self.outcome([
      Self.sample(Self.lean, round: 1, wall: 100), Self.sample(Self.ledger, round: 1, wall: 200),
      Self.sample(Self.lean, round: 2, wall: 1_000),
      Self.sample(Self.ledger, round: 2, wall: 2_000),
    ])
    #expect(outcome.ratio(.throughput, "cancel", Self.ledger, Self.lean) == 0.5)
    #expect(outcome.ratio(.cpu, "cancel", Self.ledger, Self.lean) == 2)
    #expect(outcome.ratio(.p99, "cancel", Self.ledger, Self.lean) == nil)
    #expect(outcome.bytesPerOrder(Self.ledger) == 1_171)
  }

  @Test func `check lines that agree are no disagreement`() {
    let samples = [
      Self.sample(Self.lean, round: 1, wall: 1), Self.sample(Self.ledger, round: 1, wall: 1),
    ]
    #expect(Outcome.disagreements(samples).isEmpty)
    #expect(Outcome.disagreements([]).isEmpty)
  }

  @Test func `a check line that differs is named with its figure`() throws {
    let samples = [
      Self.sample(Self.lean, round: 1, wall: 1),
      Self.sample(Self.ledger, round: 1, wall: 1, refunded: 6),
    ]
    let sentence = try #require(Outcome.disagreements(samples).first)
    #expect(sentence == "OrderLedger, FULL, round 1: refunded 6 instead of 5.")
  }

  @Test func `a check line that is missing is a disagreement`() {
    let silent = Sample(entry: Self.ledger, round: 1, lines: [])
    #expect(Outcome.disagreements([silent]) == ["No contestant printed a check line."])
    let both = [Self.sample(Self.lean, round: 1, wall: 1), silent]
    #expect(Outcome.disagreements(both) == ["OrderLedger, FULL, round 1: no check line."])
  }

  @Test func `a target is met, missed or not measured`() {
    let target = Target(name: "cancel", bound: .atLeast(0.85)) {
      $0.ratio(.throughput, "cancel", Self.ledger, Self.lean)
    }
    let machine = Machine(
      cpu: "", cores: 1, memoryBytes: 0, kernel: "", system: "", swift: "", sqlite: "", commit: "")
    var results = Results(started: .distantPast, finished: .distantPast, machine: machine, seed: 1)
    #expect(target.result(results).met == nil)
    results.outcomes = [
      Self.outcome([
        Self.sample(Self.lean, round: 1, wall: 100), Self.sample(Self.ledger, round: 1, wall: 110),
      ])
    ]
    #expect(target.result(results).met == true)
    results.outcomes = [
      Self.outcome([
        Self.sample(Self.lean, round: 1, wall: 100), Self.sample(Self.ledger, round: 1, wall: 120),
      ])
    ]
    #expect(target.result(results).met == false)
  }
}
