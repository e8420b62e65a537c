import Testing

@testable import bench

@Suite struct ThresholdsTests {
  private static let thresholds = Thresholds(
    measuredWith: "",
    operations: [.init(operation: "cancel", instructions: 1_000, tolerancePercent: 3)])

  @Test(
    arguments: [
      (969, .below), (970, .within), (1_000, .within), (1_030, .within), (1_031, .above),
    ] as [(Int, Thresholds.Verdict)])
  func `a figure is judged by its tolerance`(instructions: Int, expected: Thresholds.Verdict) {
    #expect(Self.thresholds.verdict("cancel", instructions) == expected)
  }

  @Test func `an operation without a threshold is new`() {
    #expect(Self.thresholds.verdict("place", 1) == .new)
  }

  private static func outcome(_ verdicts: Thresholds.Verdict...) -> CountsOutcome {
    CountsOutcome(
      figures: verdicts.map {
        .init(
          operation: "cancel", instructions: 1, threshold: nil, tolerancePercent: nil, verdict: $0)
      })
  }

  @Test func `a count above its threshold, or without one, fails the run`() {
    #expect(Self.outcome(.within, .below).findings.isEmpty)
    #expect(
      Self.outcome(.within, .above).findings
        == ["One cancel takes more instructions than its tolerance allows."])
    #expect(
      Self.outcome(.new, .below).findings == ["There is no committed count for one cancel."])
  }

  @Test func `without valgrind nothing is counted, and that is a failure that names it`() {
    let failure = #expect(throws: Failure.self) { try Callgrind(searchPath: "/nowhere") }
    #expect(failure?.description.contains("valgrind") == true)
    #expect(throws: Failure.self) { try Callgrind(searchPath: nil) }
  }

  @Test func `callgrind's total is read from its last words`() {
    let said = """
      ==12== Events    : Ir
      ==12== Collected : 81234567
      ==12==
      ==12== I   refs:      81,234,567
      """
    #expect(Callgrind.collected(said) == 81_234_567)
    #expect(Callgrind.collected("error: no such file") == nil)
  }
}
