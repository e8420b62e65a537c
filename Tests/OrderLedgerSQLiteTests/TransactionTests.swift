import OrderLedgerSQLite
import Testing

struct TransactionTests {
  static let schema = """
    CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE child (
      id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    """
  static let insertParent = SQL("INSERT INTO parent VALUES (?1)")
  static let insertChild = SQL("INSERT INTO child VALUES (?1)")
  static let parents = SQL("SELECT id FROM parent ORDER BY id")
  static let command = Savepoint("command")

  let scratch = Scratch()

  enum Refusal: SQLiteFailure, Equatable {
    case refused
    case sqlite(SQLiteError)
    init(_ error: SQLiteError) { self = .sqlite(error) }
  }

  @Test func `a body that throws leaves nothing behind and its error comes out`() throws {
    let connection = try scratch.open(schema: Self.schema)
    #expect(throws: Refusal.refused) {
      try connection.immediate { () throws(Refusal) in
        do throws(SQLiteError) {
          try connection.run(Self.insertParent) { $0.bind(1, 1) }
        } catch {
          throw .sqlite(error)
        }
        throw .refused
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try connection.all(Self.parents) { try $0.int(0) } == [])
  }

  @Test func `a write transaction knows whether anyone has committed since the last commit`() throws
  {
    let connection = try scratch.open(schema: Self.schema)
    let other = try scratch.open()
    func add(_ id: Int, _ connection: Connection) throws(SQLiteError) {
      try connection.run(Self.insertParent) { $0.bind(1, id) }
    }
    func begin() throws -> Bool {
      try connection.beginImmediate()
      return connection.isAsItWasLeft
    }
    // Nothing is known of what was before the first.
    #expect(try !begin())
    try add(1, connection)
    try connection.commit()
    #expect(!connection.isAsItWasLeft)
    #expect(try begin())
    try add(2, connection)
    #expect(connection.isAsItWasLeft)
    try connection.commit()
    // To read changes nothing, but a reader may begin before others have written.
    for reader in [connection, other] {
      try reader.read { () throws(SQLiteError) in
        #expect(!reader.isAsItWasLeft)
        _ = try reader.all(Self.parents) { try $0.int(0) }
      }
    }
    #expect(try begin())
    try connection.commit()
    try other.immediate { () throws(SQLiteError) in try add(3, other) }
    #expect(try !begin())
    try connection.commit()
    #expect(try begin())
    // What was rolled back is gone, and with it whatever was known.
    try add(4, connection)
    connection.rollback()
    #expect(!connection.isAsItWasLeft)
    #expect(try !begin())
    try connection.commit()
    // An empty commit of another's changes nothing; one that is copied into the file neither.
    try other.immediate { () throws(SQLiteError) in }
    _ = try connection.checkpoint(guardedBy: other)
    #expect(try begin())
    #expect(try connection.all(Self.parents) { try $0.int(0) } == [1, 2, 3])
    try connection.commit()
  }

  @Test func `a commit that a constraint refuses is certainly not committed`() throws {
    let connection = try scratch.open(schema: Self.schema)
    try connection.beginImmediate()
    try connection.run(Self.insertChild) { $0.bind(1, 99) }
    let error = failure { try connection.commit() }
    #expect(error?.commit == .notCommitted)
    #expect(error?.isUncertainCommit == false)
    #expect(error?.matches(.constraint) == true)
    #expect(!connection.isInTransaction && !connection.needsReopen)
  }

  @Test func `a commit that an I/O error ended may have happened, and the connection is done`()
    throws
  {
    for timing in [FaultPlan.Timing.before, .after] {
      let scratch = Scratch()
      let connection = try scratch.open(schema: Self.schema)
      connection.setFaults(FaultPlan(failing: 1, with: .ioErrFsync, timing: timing, at: [.commit]))
      try connection.beginImmediate()
      try connection.run(Self.insertParent) { $0.bind(1, 1) }
      let error = failure { try connection.commit() }
      #expect(error?.isUncertainCommit == true)
      #expect(failure { try connection.beginImmediate() }?.cause == .needsReopen)
      connection.abandon()
      let again = try scratch.open()
      let found = try again.all(Self.parents) { try $0.int(0) }
      #expect(found == (timing == .after ? [1] : []))
    }
  }

  @Test func `a savepoint undoes its part and keeps the rest`() throws {
    let connection = try scratch.open(schema: Self.schema)
    try connection.immediate { () throws(SQLiteError) in
      for id in 1...4 {
        do throws(SQLiteError) {
          try connection.nested(Self.command) { () throws(SQLiteError) in
            try connection.run(Self.insertParent) { $0.bind(1, id) }
            if id == 2 { throw SQLiteError(.cancelled, code: .abort) }
          }
        } catch {
          #expect(id == 2)
        }
      }
    }
    #expect(try connection.all(Self.parents) { try $0.int(0) } == [1, 3, 4])
  }

  @Test func `savepoints by hand, as group commit uses them`() throws {
    let connection = try scratch.open(schema: Self.schema)
    #expect(failure { try connection.savepoint(Self.command) }?.cause == .noOpenTransaction)
    try connection.beginImmediate()
    try connection.savepoint(Self.command)
    try connection.run(Self.insertParent) { $0.bind(1, 1) }
    try connection.release(Self.command)
    try connection.savepoint(Self.command)
    try connection.run(Self.insertParent) { $0.bind(1, 2) }
    try connection.rollback(to: Self.command)
    try connection.commit()
    #expect(try connection.all(Self.parents) { try $0.int(0) } == [1])
  }

  @Test func `a transaction does not begin inside another`() throws {
    let connection = try scratch.open(schema: Self.schema)
    try connection.beginImmediate()
    #expect(failure { try connection.beginImmediate() }?.cause == .transactionOpen)
    #expect(failure { try connection.close() }?.cause == .transactionOpen)
    connection.rollback()
    try connection.close()
    try connection.close()
  }

  @Test func `a read sees one moment while others write`() throws {
    let writer = try scratch.open(schema: Self.schema)
    let reader = try Connection(scratch.configuration.forReading())
    try reader.read { () throws(SQLiteError) in
      #expect(try reader.all(Self.parents) { try $0.int(0) } == [])
      try writer.run(Self.insertParent) { $0.bind(1, 1) }
      #expect(try reader.all(Self.parents) { try $0.int(0) } == [])
    }
    #expect(try reader.all(Self.parents) { try $0.int(0) } == [1])
  }
}
