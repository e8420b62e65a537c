import OrderLedger
import OrderLedgerTesting
import Testing

@testable import OrderLedgerTorture

@Suite struct SoakTests {
  @Test func `every round of the soak does everything again`() async throws {
    let clock = TestClock(Timestamp(microseconds: 1_826_964_000_000_000))
    let shop = try await TestLedger(verifying: .quick, clock: clock)
    let workload = try SoakWorkload()
    var names: [Set<String>] = []
    for round in 0..<2 {
      var first: Int64 = 0
      names.append([])
      for number in 0..<workload.count {
        let command = try workload.command(number, round: round, first: first)
        let receipt = try await shop.perform(command)
        #expect(!receipt.replayed)
        if number == 0 { first = receipt.transaction.header.sequence }
        names[round].insert(receipt.transaction.header.command)
      }
    }
    #expect(names[0] == names[1])
    #expect(names[0] == Set(Workload.standard.map(\.action.name)))
    #expect(try await shop.ledger.verify(.full).isSound)
    await shop.close()
  }

  @Test func `growth is told from what only goes up and down`() {
    let noise = [0.0, 900, 100, 700, 300, 500, 200, 800, 400, 600]
    func samples(_ perSecond: Double) -> [(time: Double, value: Double)] {
      (0..<200).map { (Double($0), Double($0) * perSecond + noise[$0 % noise.count]) }
    }
    #expect(abs(Growth.perHour(samples(0))) < 3_600)
    #expect(abs(Growth.perHour(samples(100)) - 360_000) < 3_600)
    #expect(Growth.perHour([]) == 0 && Growth.perHour([(0, 5)]) == 0)
  }

  @Test func `what it was told is understood, and nothing else is`() throws {
    let options = try SoakOptions(["--seconds", "90", "--pace", "10", "--control", "leak"])
    #expect(options.seconds == 90 && options.pace == 10 && options.plant == .leak)
    let wrong = [
      ["--seconds", "5"], ["--pace", "0"], ["--control", "none"], ["--seconds"], ["x"],
    ]
    for words in wrong {
      #expect(throws: TortureError.self) { try SoakOptions(words) }
    }
  }
}
