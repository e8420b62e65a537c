import Foundation

/// The library's own statements, recorded once for a workload and replayed as often as one likes.
struct FloorTrace {
  /// What the recorder wrote.
  let file: URL
  /// The database as it was before the first recorded statement.
  let start: URL

  /// Records `entry`'s workload as the library does it, in `folder`.
  static func record(_ runner: PeerRunner, _ entry: Entry, orders: Int, in folder: URL) throws
    -> FloorTrace
  {
    let recorder = try runner.programs.recorder()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let database = folder.appendingPathComponent("recorded.sqlite")
    let trace = FloorTrace(
      file: folder.appendingPathComponent("trace"),
      start: folder.appendingPathComponent("start.sqlite"))
    let ledger = Entry(.ledger, sync: entry.sync, callers: entry.callers, batch: entry.batch)
    let arguments = ledger.arguments(database: database, orders: orders, seed: runner.seed)
    _ = try runner.run(.ledger, arguments + ["--prepare-only"])
    try copy(database, to: trace.start)
    _ = try runner.run(
      .ledger, arguments,
      environment: ["LD_PRELOAD": recorder, "BENCH_TRACE": trace.file.path])
    return trace
  }

  /// Copies a database and whatever its -wal file still holds.
  static func copy(_ database: URL, to copy: URL) throws {
    for suffix in ["", "-wal"] {
      let source = database.path + suffix
      guard FileManager.default.fileExists(atPath: source) else { continue }
      try FileManager.default.copyItem(atPath: source, toPath: copy.path + suffix)
    }
  }
}
