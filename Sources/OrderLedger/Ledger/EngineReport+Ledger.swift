import OrderLedgerSQLite

/// What the SQLite library is that a host runs with, and whether it has known dangers.
public struct DatabaseEngine: Sendable, Hashable {
  /// Its version, as `3.40.1`.
  public let version: String
  /// Which source it was built from.
  public let sourceID: String
  /// How it was built.
  public let compileOptions: [String]
  /// Whether it can corrupt a write-ahead log that two connections share (SQLite 3.7.0 to 3.51.2).
  /// This library's checkpoints are guarded against it; those of other programs on the same file
  /// are not.
  public let walResetVulnerable: Bool

  /// The library that this process is linked with.
  public static var current: DatabaseEngine {
    let report = EngineReport.current()
    return DatabaseEngine(
      version: report.version, sourceID: report.sourceID, compileOptions: report.compileOptions,
      walResetVulnerable: report.walResetVulnerable)
  }
}
