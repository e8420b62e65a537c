import OrderLedgerSQLite
import Testing

struct FaultTests {
  static let schema = """
    CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL) STRICT;
    CREATE TABLE posting (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL) STRICT;
    INSERT INTO account VALUES (1, 100), (2, 0);
    """
  static let add = SQL("UPDATE account SET balance = balance + ?2 WHERE id = ?1")
  static let post = SQL("INSERT INTO posting VALUES (?1, ?2)")
  static let state = SQL(
    """
    SELECT (SELECT balance FROM account WHERE id = 1), (SELECT balance FROM account WHERE id = 2),
      (SELECT count(*) FROM posting)
    """)

  struct Case: Sendable, CustomTestStringConvertible {
    let code: ResultCode
    let isSticky: Bool
    let timing: FaultPlan.Timing
    var testDescription: String { "\(code), \(isSticky ? "sticky" : "once"), \(timing)" }
  }

  static let cases: [Case] = [ResultCode.ioErrWrite, .full, .noMemory, .corrupt, .busy].flatMap {
    code in
    [true, false].flatMap { isSticky in
      [FaultPlan.Timing.before, .after].map { Case(code: code, isSticky: isSticky, timing: $0) }
    }
  }

  private func transfer(_ connection: Connection) throws(SQLiteError) {
    try connection.immediate { () throws(SQLiteError) in
      for (account, amount) in [(1, -30), (2, 30)] {
        try connection.run(Self.add) { s in
          s.bind(1, account)
          s.bind(2, amount)
        }
        try connection.run(Self.post) { s in
          s.bind(1, account)
          s.bind(2, amount)
        }
      }
    }
  }

  @Test(arguments: cases)
  func `a transfer is whole or absent whichever call fails`(fault: Case) throws {
    var uncertain = 0
    for call in 1...1_000 {
      let scratch = Scratch()
      let connection = try scratch.open(schema: Self.schema)
      let plan = FaultPlan(
        failing: call, with: fault.code, sticky: fault.isSticky, timing: fault.timing)
      connection.setFaults(plan)
      let error = failure { try transfer(connection) }
      #expect(!connection.isInTransaction)
      connection.abandon()
      let found = try Self.found(scratch.open())
      #expect(found == [100, 0, 0] || found == [70, 30, 2], "call \(call)")
      if error == nil { #expect(found == [70, 30, 2]) }
      if let error, error.commit != .unknown, fault.timing == .before || error.commit == nil {
        #expect(found == [100, 0, 0], "call \(call)")
      }
      if error?.isUncertainCommit == true { uncertain += 1 }
      guard plan.fired > 0 else {
        #expect(call > 8)
        break
      }
    }
    #expect(uncertain >= (fault.code == .busy ? 0 : 1))
  }

  @Test func `a fault while opening is an error and nothing hangs on to the file`() throws {
    for call in 1...500 {
      let scratch = Scratch()
      let plan = FaultPlan(failing: call, with: .ioErr)
      let error = failure { _ = try Connection(scratch.configuration, faults: plan) }
      guard plan.fired > 0 else {
        #expect(error == nil && call > 20)
        return
      }
      #expect(error?.matches(.ioErr) == true)
      try scratch.open().close()
    }
    Issue.record("opening never ran clean")
  }

  private static func found(_ connection: Connection) throws(SQLiteError) -> [Int] {
    try connection.first(state) { row in [try row.int(0), try row.int(1), try row.int(2)] } ?? []
  }
}
