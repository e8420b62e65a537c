import Testing

@testable import OrderLedgerSQLite

struct BusyTests {
  let scratch = Scratch()
  static let schema = "CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT"
  static let insert = SQL("INSERT INTO t VALUES (?1)")

  @Test func `a lock that is not freed is busy after the deadline, with the time waited`() throws {
    let first = try scratch.open(schema: Self.schema)
    let second = try scratch.open { $0.busyDeadline = .milliseconds(60) }
    try first.beginImmediate()
    let start = ContinuousClock.now
    let error = failure { try second.beginImmediate() }
    let passed = ContinuousClock.now - start
    guard case .busy(let waited) = error?.cause else {
      Issue.record("found \(String(describing: error))")
      return
    }
    #expect(waited >= .milliseconds(60) && waited <= passed)
    #expect(error?.isBusy == true && error?.matches(.busy) == true)
    #expect(!second.isInTransaction)
    first.rollback()
    try second.beginImmediate()
    second.rollback()
  }

  @Test func `a lock that another has is told at once to who asks whether it is free`() throws {
    let first = try scratch.open(schema: Self.schema)
    // Were the deadline used, this test would stand still.
    let second = try scratch.open { $0.busyDeadline = .seconds(3_600) }
    try first.beginImmediate()
    #expect(try !second.beginImmediateIfFree())
    #expect(!second.isInTransaction)
    first.rollback()
    #expect(try second.beginImmediateIfFree())
    second.rollback()
    // The deadline is what it was.
    #expect(second.busyHandler.limit == .seconds(3_600))
  }

  @Test func `two writers take turns and lose nothing`() async throws {
    let rounds = 100
    try scratch.open(schema: Self.schema).close()
    let configuration = scratch.configuration
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          var configuration = configuration
          configuration.busyDeadline = .seconds(30)
          let connection = try Connection(configuration)
          for round in 0..<rounds {
            try connection.immediate { () throws(SQLiteError) in
              _ = try connection.run(Self.insert) { $0.bind(1, round * 2 + writer) }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let connection = try scratch.open()
    #expect(try connection.query("SELECT count(*) FROM t") { try $0.int(0) } == [2 * rounds])
  }

  @Test func `what was read under the lock cannot change before the commit`() throws {
    let first = try scratch.open(schema: Self.schema)
    let second = try scratch.open { $0.busyDeadline = .zero }
    try first.immediate { () throws(SQLiteError) in
      let count = try first.query("SELECT count(*) FROM t") { try $0.int(0) }
      #expect(count == [0])
      #expect(failure { try second.beginImmediate() }?.isBusy == true)
      try first.run(Self.insert) { $0.bind(1, 1) }
    }
    #expect(try second.query("SELECT count(*) FROM t") { try $0.int(0) } == [1])
  }

  @Test func `data_version tells of another connection's commit and not of our own`() throws {
    let first = try scratch.open(schema: Self.schema)
    let second = try scratch.open()
    let before = try first.dataVersion()
    try first.run(Self.insert) { $0.bind(1, 1) }
    #expect(try first.dataVersion() == before)
    try second.run(Self.insert) { $0.bind(1, 2) }
    #expect(try first.dataVersion() != before)
  }
}
