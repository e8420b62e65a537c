import COrderLedgerSQLite
import COrderLedgerSQLiteTestShim
import Testing

@testable import OrderLedgerSQLite

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

struct CheckpointTests {
  static let schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, pad TEXT NOT NULL) STRICT"
  static let insert = SQL("INSERT INTO t VALUES (?1, ?2)")
  static let pad = String(repeating: "x", count: 1_000)

  let scratch = Scratch()

  static func fill(_ connection: Connection, _ ids: ClosedRange<Int>) throws(SQLiteError) {
    for id in ids {
      try connection.run(insert) { s in
        s.bind(1, id)
        s.bind(2, pad)
      }
    }
  }

  @Test func `a guarded checkpoint copies every frame and the WAL starts over`() throws {
    let writer = try scratch.open(schema: Self.schema)
    let checkpointer = try scratch.open()
    try Self.fill(writer, 1...50)
    let frames = writer.walFrames
    #expect(frames > 50)
    let checkpoint = try checkpointer.checkpoint(guardedBy: writer)
    #expect(checkpoint == .ran(frames: frames, backfilled: frames))
    #expect(checkpoint.isComplete && !writer.isInTransaction)
    try Self.fill(writer, 51...51)
    #expect(writer.walFrames < 10)
  }

  @Test func `the WAL file shrinks to what may be kept`() throws {
    let writer = try scratch.open(schema: Self.schema) { $0.walKeepBytes = 0 }
    let checkpointer = try scratch.open { $0.walKeepBytes = 0 }
    try Self.fill(writer, 1...200)
    let before = writer.walBytes
    #expect(before > 200 * 4_096)
    _ = try checkpointer.checkpoint(guardedBy: writer)
    try Self.fill(writer, 201...201)
    #expect(writer.walBytes < 64 * 1_024)
  }

  @Test func `a busy writer postpones it`() throws {
    let writer = try scratch.open(schema: Self.schema)
    let guardian = try scratch.open { $0.busyDeadline = .seconds(60) }
    let checkpointer = try scratch.open()
    try writer.beginImmediate()
    #expect(try checkpointer.checkpoint(guardedBy: guardian) == .postponed)
    writer.rollback()
    #expect(try checkpointer.checkpoint(guardedBy: guardian).isComplete)
  }

  @Test func `a reader on an old snapshot leaves it incomplete, and the schedule waits`() throws {
    let writer = try scratch.open(schema: Self.schema)
    let checkpointer = try scratch.open()
    let reader = try Connection(scratch.configuration.forReading())
    var schedule = CheckpointSchedule(thresholdFrames: 20)
    try reader.read { () throws(SQLiteError) in
      _ = try reader.query("SELECT count(*) FROM t") { try $0.int(0) }
      try Self.fill(writer, 1...30)
      #expect(schedule.isDue(walFrames: writer.walFrames))
      let checkpoint = try checkpointer.checkpoint(guardedBy: writer)
      #expect(!checkpoint.isComplete)
      schedule.note(checkpoint, walFrames: writer.walFrames)
      #expect(!schedule.isDue(walFrames: writer.walFrames + 4))
      #expect(schedule.isDue(walFrames: writer.walFrames + 5))
    }
    let checkpoint = try checkpointer.checkpoint(guardedBy: writer)
    schedule.note(checkpoint, walFrames: writer.walFrames)
    #expect(checkpoint.isComplete && schedule.isDue(walFrames: 20))
  }

  @Test func `a log four times the threshold is told once, until a checkpoint could finish`() {
    let done = Checkpoint.ran(frames: 90, backfilled: 90)
    let stuck = Checkpoint.ran(frames: 90, backfilled: 10)
    var schedule = CheckpointSchedule(thresholdFrames: 20)
    for second in [stuck, .postponed] {
      let noted = [(stuck, 79), (second, 80), (stuck, 81), (.postponed, 10_000), (done, 10_000)]
      let told = noted.map { schedule.note($0.0, walFrames: $0.1) }
      #expect(told == [false, true, false, false, false])
    }
  }

  @Test func `the last close leaves the WAL as it is`() throws {
    let writer = try scratch.open(schema: Self.schema)
    try Self.fill(writer, 1...10)
    let bytes = writer.walBytes
    try writer.close()
    #expect(scratch.names().contains("ledger.sqlite-wal"))
    let again = try scratch.open()
    #expect(again.walBytes == bytes)
    #expect(try again.query("SELECT count(*) FROM t") { try $0.int(0) } == [10])
  }

  @Test func `a commit cannot fall into a guarded checkpoint`() async throws {
    try scratch.open(schema: Self.schema).close()
    await #expect(processExitsWith: .exitCode(0)) { [path = scratch.path as String] in
      exit(try Window(path).isDamaged(isGuarded: true) ? 1 : 0)
    }
  }

  /// The negative control: without it the test above could pass because nothing happens.
  @Test(.enabled(if: EngineReport.current().walResetVulnerable))
  func `without the guard the same commit damages the file on this engine`() async throws {
    try scratch.open(schema: Self.schema).close()
    await #expect(processExitsWith: .exitCode(0)) { [path = scratch.path as String] in
      exit(try Window(path).isDamaged(isGuarded: false) ? 0 : 1)
    }
  }
}

/// Plays a commit into the moment between a checkpoint's look at the WAL and its work.
///
/// https://www.sqlite.org/wal.html#walresetbug
struct Window {
  let path: String

  /// For the callback, which is a C function without context; one test process, one thread.
  nonisolated(unsafe) static var writer: Connection?

  init(_ path: String) {
    self.path = path
  }

  func isDamaged(isGuarded: Bool) throws -> Bool {
    let registered = order_ledger_test_register_window {
      for id in 301...310 {
        // Under the guard this is busy, which is the point.
        guard let writer = unsafe Window.writer else { return }
        try? CheckpointTests.fill(writer, id...id)
      }
    }
    precondition(registered == SQLITE_OK)
    var configuration = Configuration(path: path)
    configuration.busyDeadline = .zero
    let writer = try Connection(configuration)
    let guardian = try Connection(configuration)
    let checkpointer = try Connection(configuration)
    unsafe Window.writer = writer
    try CheckpointTests.fill(writer, 1...300)
    // All frames are copied, so the next commit starts the WAL over: that is the reset.
    _ = try guardian.checkpoint(guardedBy: writer)
    order_ledger_test_arm_window()
    if isGuarded {
      _ = try checkpointer.checkpoint(guardedBy: guardian)
    } else {
      _ = try checkpointer.checkpointPassively()
    }
    precondition(order_ledger_test_window_count() == 1, "The window did not open.")
    // Overwrites, so that frames are counted as copied which never were.
    return try isDamaged(after: writer, checkpointer, guardian)
  }

  private func isDamaged(
    after writer: Connection, _ checkpointer: Connection, _ guardian: Connection
  ) throws -> Bool {
    var acknowledged = try writer.query("SELECT count(*) FROM t") { try $0.int(0) }.first ?? 0
    do {
      for id in 1_000...1_400 {
        try CheckpointTests.fill(writer, id...id)
        acknowledged += 1
      }
      _ = try checkpointer.checkpoint(guardedBy: guardian)
      let found = try guardian.query("SELECT count(*) FROM t") { try $0.int(0) }.first ?? 0
      return try found != acknowledged || !guardian.integrityCheck().isEmpty
    } catch let error as SQLiteError where error.matches(.corrupt) {
      return true
    }
  }
}
