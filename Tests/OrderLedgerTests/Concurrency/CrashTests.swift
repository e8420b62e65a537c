import Foundation
import OrderLedger
import OrderLedgerTesting
import Testing

@Suite struct CrashTests {
  @Test func `a process killed inside a transaction leaves what it had answered`() async throws {
    let scratch = try await RaceTests.file(3)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = scratch.path as String] in
      let ledger = try await Ledger(path: path)
      try await ledger.perform(RaceTests.cancel("o0"))
      try await ledger.write { transaction in
        try transaction.perform(RaceTests.cancel("o1"))
        try transaction.perform(RaceTests.fulfill("o2"))
        kill(getpid(), SIGKILL)
      }
    }
    let ledger = try await scratch.open()
    try await ledger.expectBalanced()
    #expect(try await ledger.order("o0").status == .cancelled)
    #expect(try await ledger.order("o1").status == .open)
    #expect(try await ledger.order("o2").fulfilledUnits == 0)
    try await ledger.perform(RaceTests.cancel("o1"))
    try await ledger.expectBalanced()
    await ledger.close()
  }

  @Test func `a process killed among its commands has kept every one it answered`() async throws {
    let scratch = try await RaceTests.file(0)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = scratch.path as String] in
      let ledger = try await Ledger(path: path)
      let notes = path + ".answered"
      _ = FileManager.default.createFile(atPath: notes, contents: nil)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: notes))
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<400 {
          group.addTask {
            let id = RaceTests.order(number)
            guard (try? await ledger.perform(RaceTests.place(id))) != nil else { return }
            // One write of a few bytes at the end of a file is one write.
            try? file.write(contentsOf: Data("\(id)\n".utf8))
            if number == 250 { kill(getpid(), SIGKILL) }
          }
        }
      }
    }
    let notes = try String(contentsOfFile: scratch.path + ".answered", encoding: .utf8)
    let answered = notes.split(separator: "\n")
    let ledger = try await scratch.open()
    try await ledger.expectBalanced()
    #expect(!answered.isEmpty)
    for id in answered {
      #expect(try await ledger.order(OrderID(String(id))).version == 1)
    }
    print("\(answered.count) orders answered before the kill, all present")
    await ledger.close()
  }
}
