import OrderLedgerModel
package import OrderLedgerSQLite

/// What SQLite says, as the ledger's own error. No bound value is in it.
extension LedgerError: SQLiteFailure {
  package init(_ error: SQLiteError) {
    let code = Code(sqlite: error)
    self.init(code)
    if let path = error.path { subject = Subject("file", path) }
    switch error.cause {
    case .busy(let waited): found = "waited \(waited)"
    case .engineTooOld(let found, let minimum):
      self.found = "\(found)"
      allowed = "\(minimum) or newer"
    case .setting(let name, let found, let expected):
      subject = Subject("setting", name)
      self.found = found
      allowed = expected
    case .schemaTooNew(let found, let supported), .schemaTooOld(let found, let supported):
      self.found = "version \(found)"
      allowed = "version \(supported)"
    case .notOurDatabase(let applicationID): found = "application_id \(applicationID)"
    case .migrationEdited(let version), .migrationUnknown(let version):
      subject = Subject("migration", "\(version)")
    case .invalidUTF8, .columnType, .integerOutOfRange, .invalidValue, .rowRefused:
      // On one line: errors are logged.
      let sql = error.sql?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      found = ([error.reason] + (sql.map { ["in \($0)"] } ?? [])).joined(separator: ", ")
    // The code says it all.
    case .notADatabase, .noPermission, .diskFull, .fileExists, .fileMoved, .usedAcrossFork,
      .noOpenTransaction, .cancelled:
      break
    case .missingFile: found = "no file"
    case .notAFile: found = "something that is not a regular file"
    default:
      // What the file system said is clearer than SQLite's "unable to open database file".
      found = error.cause == .sqlite && !error.message.isEmpty ? error.message : error.reason
    }
  }
}

extension LedgerError.Code {
  fileprivate init(sqlite error: SQLiteError) {
    if error.isUncertainCommit {
      self = .unknownOutcome
      return
    }
    self = Self.byCause(error.cause) ?? Self.byCode(error)
  }

  private static func byCause(_ cause: SQLiteError.Cause) -> Self? {
    switch cause {
    case .busy: .busy
    case .engineTooOld, .engineNotThreadSafe: .engineTooOld
    case .missingFile, .notAFile, .symbolicLink, .hardLinks, .strangeSidecar, .oldLog,
      .anothersFile, .worldWritableDirectory, .networkFileSystem, .missingSidecars:
      .cannotOpen
    case .notADatabase: .notADatabase
    case .noPermission: .permissionDenied
    case .readOnlyFile: .readOnly
    case .diskFull: .diskFull
    case .fileExists: .alreadyOnDisk
    case .fileSystem: .ioFailure
    case .fileMoved, .sidecarMoved: .fileMoved
    case .usedAcrossFork: .usedAcrossFork
    case .noOpenTransaction: .notInTransaction
    case .cancelled: .cancelled
    case .notOurDatabase: .foreignDatabase
    case .schemaTooNew: .schemaTooNew
    case .schemaTooOld: .schemaMismatch
    case .migrationEdited, .migrationUnknown: .migrationChanged
    case .backupDamaged, .columnType, .invalidUTF8, .integerOutOfRange, .invalidValue, .rowRefused:
      .corrupt
    default: nil
    }
  }

  private static func byCode(_ error: SQLiteError) -> Self {
    switch error.primaryCode {
    case .busy, .locked: .busy
    case .interrupt: .cancelled
    case .full: .diskFull
    case .readOnly: .readOnly
    case .cantOpen: .cannotOpen
    case .permission: .permissionDenied
    case .notADatabase: .notADatabase
    case .corrupt: .corrupt
    case .ioErr: .ioFailure
    // A STRICT integer column refuses the float that an overflowing sum becomes.
    case .constraint where error.matches(.constraintDataType): .overflow
    case .constraint: .integrity
    case .mismatch, .tooBig: .overflow
    default: .database
    }
  }
}

extension LedgerError {
  /// What a row's closure threw, or the statement: the ledger's own errors as they are.
  fileprivate init(reading error: any Error, _ sql: SQL) {
    switch error {
    case let error as LedgerError: self = error
    case let error as SQLiteError: self.init(error)
    default:
      self.init(
        SQLiteError(
          .rowRefused(errorType: String(describing: type(of: error))), code: .mismatch,
          sql: sql.text))
    }
  }
}

// The connection's calls, with the ledger's error. They step by themselves and do not call the
// generic ones of the layer below: those are not specialised in another module.
extension Connection {
  @discardableResult
  func ledgerRun(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in }
  ) throws(LedgerError) -> Int {
    do throws(SQLiteError) { return try run(sql, bind) } catch { throw LedgerError(error) }
  }

  func ledgerFirst<R>(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in },
    row: (borrowing Statement) throws -> R
  ) throws(LedgerError) -> R? {
    do {
      var statement = try statement(sql)
      bind(&statement)
      guard try statement.step() else { return nil }
      return try row(statement)
    } catch {
      throw LedgerError(reading: error, sql)
    }
  }

  func ledgerForEach(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in },
    row: (borrowing Statement) throws -> Void
  ) throws(LedgerError) {
    do {
      var statement = try statement(sql)
      bind(&statement)
      while try statement.step() { try row(statement) }
    } catch {
      throw LedgerError(reading: error, sql)
    }
  }

  func ledgerAll<R>(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in },
    row: (borrowing Statement) throws -> R
  ) throws(LedgerError) -> [R] {
    var rows: [R] = []
    try ledgerForEach(sql, bind) { rows.append(try row($0)) }
    return rows
  }

  /// Runs a row's closure. What it throws of the ledger's own, because it asked the database for
  /// more, is kept: the connection would only say that the row was refused.
  static func keeping<R>(
    _ inner: inout LedgerError?, _ row: borrowing Statement,
    _ body: (borrowing Statement) throws -> R
  ) throws -> R {
    do {
      return try body(row)
    } catch let error as LedgerError {
      inner = error
      throw error
    }
  }

  /// Runs a statement that has to change exactly one row.
  func ledgerChangeOne(
    _ sql: SQL, _ bind: (inout Statement) -> Void
  ) throws(LedgerError) {
    let changed = try ledgerRun(sql, bind)
    guard changed == 1 else {
      throw LedgerError(.integrity, found: "\(changed) rows changed", allowed: "1")
    }
  }
}
