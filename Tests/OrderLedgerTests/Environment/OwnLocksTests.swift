#if os(Linux)
  import Foundation
  import OrderLedger
  import OrderLedgerTesting
  import Testing

  /// Whoever opens a file and closes it drops every lock that its process has on it, and another
  /// process may then take the file for its own:
  /// https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
  ///
  /// Nothing that the library does may do that to a ledger that is open. The kernel tells.
  @Suite struct OwnLocksTests {
    /// What an open connection holds all the time: on the file the shared lock of WAL mode, and on the
    /// shared memory the one that says that somebody is there.
    static let held = [("", "READ 1073741826 1073742335"), ("-shm", "READ 128 128")]

    /// The locks that this process has on a file: their kind, first and last byte.
    static func locks(on path: String) throws -> Set<String> {
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { return [] }
      let table = try table()
      var locks: Set<String> = []
      for line in table.split(separator: "\n") {
        // `1: POSIX  ADVISORY  READ 4711 08:01:123456 128 128`; who waits for one has an arrow more.
        let words = line.split(separator: " ")
        guard words.count == 8, words[1] == "POSIX", words[4] == "\(getpid())",
          words[5].hasSuffix(":\(status.st_ino)")
        else { continue }
        locks.insert("\(words[3]) \(words[6]) \(words[7])")
      }
      return locks
    }

    /// All of the kernel's table, which it tells a page at a time.
    private static func table() throws -> String {
      let descriptor = unsafe open("/proc/locks", O_RDONLY | O_CLOEXEC)
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      var bytes: [UInt8] = []
      var page = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = unsafe read(descriptor, &page, page.count)
        guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes += page[..<count]
      }
    }

    private static func expectLocks(
      _ scratch: Scratch, after work: String, location: SourceLocation = #_sourceLocation
    ) throws {
      for (suffix, lock) in held {
        var found = try locks(on: scratch.path + suffix)
        // Other tests' locks come and go between two pages, and one may be passed over.
        for _ in 0..<20 where !found.contains(lock) { found = try locks(on: scratch.path + suffix) }
        #expect(
          found.contains(lock), "\(work): \(suffix) \(found.sorted())", sourceLocation: location)
      }
    }

    @Test func `nothing that is done to a ledger drops its process's locks`() async throws {
      guard FileManager.default.isReadableFile(atPath: "/proc/locks") else {
        try Test.cancel("the kernel does not tell its locks here")
      }
      let scratch = try Scratch()
      let ledger = try await scratch.open()
      try await ledger.perform(EnvironmentTests.opened)
      _ = try await ledger.head()
      try Self.expectLocks(scratch, after: "opening")

      _ = try await ledger.checkpoint()
      try Self.expectLocks(scratch, after: "a checkpoint")
      _ = try await ledger.rebuild()
      try Self.expectLocks(scratch, after: "a rebuild")
      _ = try await ledger.verify(.full)
      try Self.expectLocks(scratch, after: "a verification")
      try await ledger.backup(to: scratch.directory + "/copy.sqlite")
      try Self.expectLocks(scratch, after: "a backup")
      await #expect(throws: LedgerError.self) { try await ledger.backup(to: scratch.path) }
      try Self.expectLocks(scratch, after: "a backup that would replace the ledger")
      await (try scratch.open { $0.ballastBytes = 10_000 }).close()
      try Self.expectLocks(scratch, after: "another ledger of the file")
      await (try scratch.open { $0.mode = .readOnly }).close()
      try Self.expectLocks(scratch, after: "a reader")
      let sales = try ReportFileTests.sales(scratch)
      try await ledger.importCSV(path: sales, mapping: .onlineRetail)
      try Self.expectLocks(scratch, after: "an import")
      await ledger.close()
    }

    @Test func `nothing that is refused drops its process's locks`() async throws {
      guard FileManager.default.isReadableFile(atPath: "/proc/locks") else {
        try Test.cancel("the kernel does not tell its locks here")
      }
      let scratch = try Scratch()
      let ledger = try await scratch.open()
      try await ledger.perform(EnvironmentTests.opened)
      let sales = try ReportFileTests.sales(scratch)
      let link = scratch.directory + "/link.sqlite"
      let files = FileManager.default

      for suffix in ["", "-shm"] {
        await #expect(throws: LedgerError.self) {
          try await ledger.importCSV(
            path: sales, mapping: .onlineRetail, report: scratch.path + suffix)
        }
        await #expect(throws: LedgerError.self) {
          try await ledger.importCSV(path: scratch.path + suffix, mapping: .onlineRetail)
        }
        try Self.expectLocks(scratch, after: "an import of its own file")
      }
      try files.createSymbolicLink(atPath: link, withDestinationPath: scratch.path)
      await #expect(throws: LedgerError.self) { try await Ledger(path: link) }
      try Self.expectLocks(scratch, after: "opening by a symbolic link")
      try files.removeItem(atPath: link)
      try files.linkItem(atPath: scratch.path, toPath: link)
      await #expect(throws: LedgerError.self) { try await scratch.open() }
      try Self.expectLocks(scratch, after: "opening a file of two names")
      try files.removeItem(atPath: link)

      try await ledger.perform(EnvironmentTests.more)
      try await ledger.expectBalanced()
      await ledger.close()
    }

    @Test func `a file that is opened and closed beside it drops them, which is seen`() async throws
    {
      guard FileManager.default.isReadableFile(atPath: "/proc/locks") else {
        try Test.cancel("the kernel does not tell its locks here")
      }
      let scratch = try Scratch()
      let ledger = try await scratch.open()
      try Self.expectLocks(scratch, after: "opening")
      _ = try scratch.bytes
      #expect(try Self.locks(on: scratch.path) == [])
      await ledger.close()
    }
  }
#endif
