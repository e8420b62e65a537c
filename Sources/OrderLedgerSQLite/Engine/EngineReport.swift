import COrderLedgerSQLite

/// Which SQLite is linked and what that means for the ledger.
package struct EngineReport: Sendable, Equatable {
  /// Such as 3_040_001 for 3.40.1.
  package let versionNumber: Int
  package let version: String
  package let sourceID: String
  package let isThreadSafe: Bool
  package let compileOptions: [String]

  /// Whether a checkpoint beside a commit can corrupt a shared WAL, as far as the version tells:
  /// https://www.sqlite.org/wal.html#walresetbug
  package var walResetVulnerable: Bool { EngineReport.isWALResetVulnerable(versionNumber) }

  /// STRICT tables, RETURNING, 64-bit change counts and the EXRESCODE flag.
  package static let minimumVersion = 3_037_000

  /// The engine of this process.
  package static func current() -> EngineReport {
    var options: [String] = []
    // unsafe: these return static strings; the list ends with nil.
    while let option = unsafe sqlite3_compileoption_get(Int32(options.count)) {
      options.append(unsafe String(cString: option))
    }
    return EngineReport(
      versionNumber: Int(sqlite3_libversion_number()),
      version: unsafe String(cString: sqlite3_libversion()),
      sourceID: unsafe String(cString: sqlite3_sourceid()),
      isThreadSafe: sqlite3_threadsafe() != 0,
      compileOptions: options)
  }

  /// 3.7.0 up to 3.51.2, except the back-ports 3.44.6 and 3.50.7.
  package static func isWALResetVulnerable(_ version: Int) -> Bool {
    switch version {
    case ..<3_007_000: false
    case 3_044_006..<3_045_000: false
    case 3_050_007..<3_051_000: false
    default: version < 3_051_003
    }
  }

  /// - Throws: `.engineTooOld` or `.engineNotThreadSafe`.
  static func requireSupportedEngine() throws(SQLiteError) {
    try requireSupported(
      version: Int(sqlite3_libversion_number()), threadSafe: sqlite3_threadsafe() != 0)
  }

  static func requireSupported(version: Int, threadSafe: Bool) throws(SQLiteError) {
    guard version >= minimumVersion else {
      throw SQLiteError(.engineTooOld(found: version, minimum: minimumVersion), code: .error)
    }
    guard threadSafe else { throw SQLiteError(.engineNotThreadSafe, code: .error) }
  }
}
