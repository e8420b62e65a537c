import OrderLedger
import Testing

@testable import OrderLedgerTorture

@Suite struct ModelTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func `a ledger says what the oracle says`(seed: UInt64) async throws {
    let trial = ModelTrial(place: try Workplace(), seed: seed, number: Int(seed))
    let end = try await trial.play(200)
    #expect(end.count >= 200)
    if let divergence = end.divergence {
      let short = try await trial.shrink(end.steps)
      Issue.record("\(divergence): \(short.flatMap(\.commands))")
    }
  }

  @Test(arguments: [Control.missingPosting, .wrongModel])
  func `a ledger or an oracle that is wrong is noticed`(control: Control) async throws {
    let place = try Workplace()
    var divergence: Divergence?
    for number in 0..<20 where divergence == nil {
      let trial = ModelTrial(place: place, seed: 1, number: number, control: control)
      divergence = try await trial.play(200).divergence
    }
    #expect(divergence != nil)
  }

  @Test func `what fails is shrunk to the commands that it takes`() async throws {
    let place = try Workplace()
    let trial = ModelTrial(place: place, seed: 1, number: 0, control: .missingPosting)
    let end = try await trial.play(200)
    try #require(end.divergence != nil)
    let short = try await trial.shrink(end.steps)
    #expect(short.flatMap(\.commands).count <= 3)
    #expect(try await trial.outcome(of: short) != nil)
    // The wire form of each is the command.
    for command in short.flatMap(\.commands) {
      #expect(try Command(json: command.json()) == command)
    }
  }

  @Test func `every kind of command there is is carried out and refused, for every cause`()
    async throws
  {
    let place = try Workplace()
    // Another test watches that the workload has every command.
    let names = Set(Workload.standard.map(\.action.name)).union([CancelOrders.name])
    var missing = Set(names.flatMap { ["\($0) done", "\($0) refused"] })
    missing.formUnion(
      LedgerError.Code.allCases.filter(Self.isForTheOracle).map { "as \($0.rawValue)" })
    for number in 0..<100 where !missing.isEmpty {
      let trial = ModelTrial(place: place, seed: 9, number: number)
      missing.subtract(try await trial.play(200).answers.keys)
    }
    #expect(missing == [])
  }

  /// Whether a ledger that is well can answer so to a command that has its form.
  private static func isForTheOracle(_ code: LedgerError.Code) -> Bool {
    switch code {
    // Refused when it is read, before it is a command.
    case .malformedJSON, .unknownCommand, .unknownField, .wrongType, .unknownCurrency: false
    // Of a preview, which is not sent here.
    case .stalePlan: false
    // Nothing answers so yet.
    case .notCancellable: false
    // More units or money than the generator's shops have.
    case .overflow: false
    default: code.category != .database
    }
  }

  @Test func `a list shrinks to what is needed of it`() async {
    let short = await shrunk(Array(1...100)) { $0.contains(17) && $0.contains(83) }
    #expect(short == [17, 83])
  }

  @Test func `shares of the oracle add up, the largest remainder first`() {
    #expect(OracleLine.allocate(100, over: [1, 1, 1]) == [34, 33, 33])
    #expect(OracleLine.allocate(7, over: [3, 5, 2]) == [2, 4, 1])
    #expect(OracleLine.allocate(0, over: [0, 0]) == [0, 0])
  }
}
