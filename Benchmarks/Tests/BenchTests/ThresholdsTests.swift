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
