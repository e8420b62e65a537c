import OrderLedgerSQLite
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct MovedFileTests {
  enum Change: String, CaseIterable, Sendable {
    case rename, unlink, replace, unlinkWAL, unlinkSharedMemory

    func apply(to path: String) {
      switch self {
      case .rename: Glue.rename(path, path + ".moved")
      case .unlink: Glue.unlink(path)
      case .replace:
        Glue.unlink(path)
        unsafe close(creat(path, 0o600))
      case .unlinkWAL: Glue.unlink(path + "-wal")
      case .unlinkSharedMemory: Glue.unlink(path + "-shm")
      }
    }

    var cause: SQLiteError.Cause {
      switch self {
      case .rename, .unlink, .replace: .fileMoved
      case .unlinkWAL, .unlinkSharedMemory: .sidecarMoved
      }
    }
  }

  let scratch = Scratch()
  static let schema = "CREATE TABLE t (a INTEGER) STRICT"
  static let insert = SQL("INSERT INTO t VALUES (1)")

  @Test(arguments: Change.allCases)
  func `a commit to a file that is gone is refused`(change: Change) throws {
    let connection = try scratch.open(schema: Self.schema)
    try connection.beginImmediate()
    try connection.run(Self.insert)
    change.apply(to: scratch.path)
    let error = failure { try connection.commit() }
    #expect(error?.cause == change.cause)
    #expect(error?.commit == .notCommitted)
    #expect(!connection.isInTransaction)
  }

  @Test(arguments: Change.allCases)
  func `a read of a file that is gone is refused`(change: Change) throws {
    let connection = try scratch.open(schema: Self.schema)
    change.apply(to: scratch.path)
    #expect(failure { try connection.beginRead() }?.cause == change.cause)
    #expect(!connection.isInTransaction)
  }

  @Test(arguments: Change.allCases)
  func `a checkpoint goes to the file that was opened, or nowhere`(change: Change) throws {
    let connection = try scratch.open(schema: Self.schema)
    let guardian = try scratch.open()
    try connection.immediate { () throws(SQLiteError) in _ = try connection.run(Self.insert) }
    change.apply(to: scratch.path)
    switch change {
    case .rename, .unlink, .replace:
      let error = failure { _ = try connection.checkpoint(guardedBy: guardian) }
      #expect(error?.cause == .fileMoved)
    case .unlinkWAL, .unlinkSharedMemory:
      // Nobody has made another: what the log holds can still be saved.
      #expect(try connection.checkpoint(guardedBy: guardian).isComplete)
    }
    #expect(!guardian.isInTransaction)
  }

  @Test func `a log is not copied once there is another in its place`() throws {
    let connection = try scratch.open(schema: Self.schema)
    let guardian = try scratch.open()
    try connection.immediate { () throws(SQLiteError) in _ = try connection.run(Self.insert) }
    Change.unlinkWAL.apply(to: scratch.path)
    unsafe close(creat(scratch.path + "-wal", 0o600))
    let error = failure { _ = try connection.checkpoint(guardedBy: guardian) }
    #expect(error?.cause == .sidecarMoved)
    #expect(!guardian.isInTransaction)
  }

  @Test func `a file in another's place is not opened for it, and not switched to WAL`() throws {
    let connection = try scratch.open(schema: Self.schema)
    Change.replace.apply(to: scratch.path)
    for mode in [Configuration.Mode.readWriteCreate, .readWrite, .readOnly] {
      let error = failure {
        _ = try scratch.open {
          $0.file = connection.fileIdentity
          $0.mode = mode
        }
      }
      #expect(error?.cause == .fileMoved)
    }
    var status = stat()
    #expect(unsafe stat(scratch.path, &status) == 0 && status.st_size == 0)
    Change.unlink.apply(to: scratch.path)
    let error = failure { _ = try scratch.open { $0.file = connection.fileIdentity } }
    #expect(error?.cause == .fileMoved)
    #expect(unsafe stat(scratch.path, &status) != 0)
  }

  @Test func `the same file is opened once more`() throws {
    let connection = try scratch.open(schema: Self.schema)
    let again = try scratch.open { $0.file = connection.fileIdentity }
    #expect(again.fileIdentity == connection.fileIdentity)
  }

  @Test func `an untouched file commits`() throws {
    let connection = try scratch.open(schema: Self.schema)
    try connection.immediate { () throws(SQLiteError) in _ = try connection.run(Self.insert) }
  }
}

/// The C functions under names that an enum's cases do not hide.
enum Glue {
  @discardableResult
  static func rename(_ from: String, _ to: String) -> Int32 {
    #if canImport(Darwin)
      unsafe Darwin.rename(from, to)
    #elseif canImport(Musl)
      unsafe Musl.rename(from, to)
    #else
      unsafe Glibc.rename(from, to)
    #endif
  }

  @discardableResult
  static func unlink(_ path: String) -> Int32 {
    #if canImport(Darwin)
      unsafe Darwin.unlink(path)
    #elseif canImport(Musl)
      unsafe Musl.unlink(path)
    #else
      unsafe Glibc.unlink(path)
    #endif
  }
}
