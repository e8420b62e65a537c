import OrderLedger
import Testing

@testable import OrderLedgerTorture

@Suite struct ReproductionTests {
  @Test(arguments: [
    ["kill", "--seed", "7"], ["power-loss", "--seed", "8", "--jobs", "5"],
    ["faults", "--seed", "9", "--workload", "my commands.jsonl", "--jobs", "1"],
  ])
  func `what is printed to show a failure again asks for the same`(words: [String]) throws {
    let asked = try Options(words)
    let tier = try #require(asked.tier)
    for control in [nil, tier.controls.first] {
      let again = try Options(Run(asked).again(tier, control, 123))
      #expect(again.tier == tier && again.control == control && again.count == 123)
      #expect(again.seed == asked.seed && again.jobs == asked.jobs)
      #expect(again.workload == asked.workload)
    }
  }

  @Test func `a replay says how the books are kept, each of the four ways`() throws {
    let place = try Workplace()
    let makings = (0..<4).map { number in
      let trial = ModelTrial(place: place, seed: 1, number: number)
      return ModelReplay(trial.books.policy, []).making
    }
    #expect(
      makings == [
        "init --tax-point capture --accrual fulfillment",
        "init --tax-point fulfillment --accrual fulfillment",
        "init --tax-point capture --accrual order",
        "init --tax-point fulfillment --accrual order",
      ])
  }

  @Test func `a replay arrives as it was sent`() throws {
    let lines = Workload.standard.map { String(decoding: $0.json(), as: UTF8.self) }
    let sent = ModelReplay(AccountingPolicy(taxPoint: .fulfillment), lines)
    let tally = Tally()
    tally.add("replay \(sent.joined)")
    let told = try #require(tally.sums.replays.first)
    let found = try #require(ModelReplay(told))
    #expect(found == sent && found.lines.count == lines.count)
    // The lines are the commands.
    #expect(try found.lines.map { try Command(json: Array($0.utf8)) } == Workload.standard)
  }

  @Test func `cuts of file systems are shown again with their seed and number`() throws {
    let words = FileSystemCuts.again(try Options(["--seed", "7"]), 20).split(separator: " ")
    #expect(words.first == "file-systems")
    let again = try Options(words.dropFirst().map(String.init))
    #expect(again.seed == 7 && again.count == 20)
  }
}
