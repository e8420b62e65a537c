import COrderLedgerSQLite

/// A result code of SQLite, extended where SQLite gave more than the primary code.
///
/// As a pattern, a primary code matches all its extended codes: `.ioErr ~= ResultCode.ioErrFsync`.
/// Meaning of each code: https://www.sqlite.org/rescode.html
package struct ResultCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The low eight bits, which name the class of the failure.
  package var primary: ResultCode { ResultCode(rawValue: rawValue & 0xff) }

  package var isPrimary: Bool { rawValue & ~0xff == 0 }

  package static func ~= (pattern: ResultCode, value: ResultCode) -> Bool {
    pattern.isPrimary ? value.primary == pattern : value == pattern
  }
}

extension ResultCode {
  package static let ok = ResultCode(rawValue: SQLITE_OK)
  package static let error = ResultCode(rawValue: SQLITE_ERROR)
  package static let `internal` = ResultCode(rawValue: SQLITE_INTERNAL)
  package static let permission = ResultCode(rawValue: SQLITE_PERM)
  package static let abort = ResultCode(rawValue: SQLITE_ABORT)
  package static let busy = ResultCode(rawValue: SQLITE_BUSY)
  package static let locked = ResultCode(rawValue: SQLITE_LOCKED)
  package static let noMemory = ResultCode(rawValue: SQLITE_NOMEM)
  package static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
  package static let interrupt = ResultCode(rawValue: SQLITE_INTERRUPT)
  package static let ioErr = ResultCode(rawValue: SQLITE_IOERR)
  package static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
  package static let notFound = ResultCode(rawValue: SQLITE_NOTFOUND)
  package static let full = ResultCode(rawValue: SQLITE_FULL)
  package static let cantOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
  package static let `protocol` = ResultCode(rawValue: SQLITE_PROTOCOL)
  package static let schema = ResultCode(rawValue: SQLITE_SCHEMA)
  package static let tooBig = ResultCode(rawValue: SQLITE_TOOBIG)
  package static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
  package static let mismatch = ResultCode(rawValue: SQLITE_MISMATCH)
  package static let misuse = ResultCode(rawValue: SQLITE_MISUSE)
  package static let authorization = ResultCode(rawValue: SQLITE_AUTH)
  package static let range = ResultCode(rawValue: SQLITE_RANGE)
  package static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
  package static let row = ResultCode(rawValue: SQLITE_ROW)
  package static let done = ResultCode(rawValue: SQLITE_DONE)
}

/// Extended codes are macros with arithmetic in `sqlite3.h`, which Swift does not import.
extension ResultCode {
  package static let busySnapshot = ResultCode(rawValue: SQLITE_BUSY | 2 << 8)
  package static let constraintCheck = ResultCode(rawValue: SQLITE_CONSTRAINT | 1 << 8)
  package static let constraintForeignKey = ResultCode(rawValue: SQLITE_CONSTRAINT | 3 << 8)
  package static let constraintNotNull = ResultCode(rawValue: SQLITE_CONSTRAINT | 5 << 8)
  package static let constraintPrimaryKey = ResultCode(rawValue: SQLITE_CONSTRAINT | 6 << 8)
  package static let constraintTrigger = ResultCode(rawValue: SQLITE_CONSTRAINT | 7 << 8)
  package static let constraintUnique = ResultCode(rawValue: SQLITE_CONSTRAINT | 8 << 8)
  package static let constraintRowID = ResultCode(rawValue: SQLITE_CONSTRAINT | 10 << 8)
  package static let constraintDataType = ResultCode(rawValue: SQLITE_CONSTRAINT | 12 << 8)
  package static let cantOpenSymlink = ResultCode(rawValue: SQLITE_CANTOPEN | 6 << 8)
  package static let ioErrRead = ResultCode(rawValue: SQLITE_IOERR | 1 << 8)
  package static let ioErrWrite = ResultCode(rawValue: SQLITE_IOERR | 3 << 8)
  package static let ioErrFsync = ResultCode(rawValue: SQLITE_IOERR | 4 << 8)
}

extension ResultCode: CustomStringConvertible {
  /// SQLite's English for the code, such as "database is locked", and the number.
  package var description: String {
    // unsafe: sqlite3_errstr returns a static C string for every code, known or not.
    "\(unsafe String(cString: sqlite3_errstr(rawValue))) (\(rawValue))"
  }
}
