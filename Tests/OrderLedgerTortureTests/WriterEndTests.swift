import Foundation
import Testing

@testable import OrderLedgerTorture

@Suite struct WriterEndTests {
  private static func end(_ code: Int32, _ lines: String...) -> WriterEnd {
    let tally = Tally()
    for line in lines { tally.add(line) }
    return WriterEnd(name: "w1", code: code, told: tally.sums)
  }

  @Test func `a writer that was killed has no problem`() {
    #expect(Self.end(-SIGKILL).problem == nil)
    #expect(Self.end(-SIGKILL, "count answered 1", "note fine").problem == nil)
  }

  /// What it prints when it throws is filed as an error, not as a failure.
  @Test(arguments: ["error ioFailure: the disk fails", "fail no such file", "Fatal error: trap"])
  func `a writer that can't go on is a problem, however it ends`(line: String) {
    for code in [-SIGKILL, 0, 2] {
      let problem = Self.end(code, line).problem
      #expect(problem?.hasPrefix("w1 could not go on: ") == true)
    }
  }

  @Test(arguments: [0, 1, 2, 3, -SIGTERM, -SIGSEGV, -SIGABRT, -1_000] as [Int32])
  func `a writer that ends by itself is a problem`(code: Int32) {
    #expect(Self.end(code).problem?.contains("\(code)") == true)
  }

  @Test func `an error of a writer is told from an answer`() {
    let told = Self.end(2, "error busy", "count answered 1").told
    #expect(told.errors == ["busy"] && told.failures.isEmpty && told.counts["answered"] == 1)
  }
}
