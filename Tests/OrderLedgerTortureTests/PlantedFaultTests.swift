import Dispatch
import Foundation
import Testing

/// The sanitizers' controls: `Scripts/torture sanitizers` asks for one, and it has to be reported.
@Suite struct PlantedFaultTests {
  static let planted = ProcessInfo.processInfo.environment["ORDER_LEDGER_PLANTED"]

  /// Memory that the compiler does not watch.
  @unsafe private struct Cells: @unchecked Sendable {
    // unsafe: this is what the sanitizers have to notice.
    let start: UnsafeMutablePointer<Int>
  }

  private static func withCells(_ body: (Cells) -> Void) {
    let start = UnsafeMutablePointer<Int>.allocate(capacity: 2)
    unsafe start.initialize(repeating: 0, count: 2)
    defer { unsafe start.deallocate() }
    unsafe body(Cells(start: start))
  }

  @Test(.enabled(if: planted == "thread")) func `two threads write to the same place`() {
    unsafe Self.withCells { cells in
      // Long enough for a second thread to come.
      DispatchQueue.concurrentPerform(iterations: 8) { number in
        for _ in 0..<200_000 { unsafe cells.start[0] &+= number }
      }
      #expect(unsafe cells.start[1] == 0)
    }
  }

  @Test(.enabled(if: planted == "address")) func `something is written behind its memory`() {
    unsafe Self.withCells { cells in
      for place in 0...2 { unsafe cells.start[place] = place }
      #expect(unsafe cells.start[1] == 1)
    }
  }
}
