/// Why SQLite, the file or this layer refused.
///
/// Every function of this target that can fail throws this type and has written nothing, except a
/// failed COMMIT: look at ``commit``. Holds the SQL text and never a bound value, because values may
/// be personal.
package struct SQLiteError: Error, Equatable {
  /// What happened, for the caller to switch on.
  package var cause: Cause
  /// SQLite's result code, extended; the nearest one where this layer refused by itself.
  package var code: ResultCode
  /// SQLite's message, on one line, or an empty string.
  package var message: String
  /// The statement, as prepared.
  package var sql: String?
  /// Where in ``sql``, in bytes of UTF-8, the token stands that SQLite complains of.
  package var offset: Int?
  /// The file, where the failure is about a file.
  package var path: String?
  /// Set if COMMIT itself failed: whether the transaction may have happened nevertheless.
  package var commit: CommitOutcome?

  package init(
    _ cause: Cause, code: ResultCode, message: String = "", sql: String? = nil,
    offset: Int? = nil, path: String? = nil
  ) {
    self.cause = cause
    self.code = code
    self.message = SQLiteError.printable(message)
    self.sql = sql
    self.offset = offset
    self.path = path
  }

  /// SQLite quotes what it can't read of a damaged file, whatever that is and however long.
  private static func printable(_ message: String) -> String {
    let limit = 500
    let scalars = message.unicodeScalars
    let isPlain = message.utf8.count <= limit && message.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
    if isPlain { return message }
    var text = ""
    for scalar in scalars.prefix(limit) {
      let isControl = scalar.properties.generalCategory == .control
      text += isControl ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return scalars.count > limit ? text + "…" : text
  }
}

/// An error type that a transaction's body may throw: it can also carry a failure of SQLite.
///
/// Conform the domain's error, and `immediate { () throws(DomainError) in … }` throws one type.
package protocol SQLiteFailure: Error {
  init(_ error: SQLiteError)
}

extension SQLiteError: SQLiteFailure {
  package init(_ error: SQLiteError) {
    self = error
  }
}

/// What a failed COMMIT left behind.
package enum CommitOutcome: Sendable, Equatable {
  /// Nothing was written: retry or report, as the cause demands.
  case notCommitted
  /// The transaction may be in the file. Close, reopen and look the idempotency key up.
  case unknown
}

extension SQLiteError {
  /// The primary code, which names the class of the failure.
  package var primaryCode: ResultCode { code.primary }

  /// Whether the code is `pattern`, or one of its extended codes if `pattern` is primary.
  package func matches(_ pattern: ResultCode) -> Bool {
    pattern ~= code
  }

  /// COMMIT failed in a way that may have committed.
  package var isUncertainCommit: Bool { commit == .unknown }

  /// The lock was not to be had in time; the whole transaction may be retried.
  package var isBusy: Bool { matches(.busy) || matches(.locked) }

  /// The disk, memory or the file let us down: close the connection and open a new one.
  package var isEnvironmental: Bool {
    switch code.primary {
    case .ioErr, .full, .noMemory, .corrupt, .cantOpen, .notADatabase, .protocol: true
    default: false
    }
  }

  /// The operation was interrupted because its task was cancelled.
  package var isCancellation: Bool { cause == .cancelled || matches(.interrupt) }
}

extension CommitOutcome {
  /// The outcome of a COMMIT that returned `code`.
  ///
  /// BUSY leaves the transaction open and a constraint refuses before anything is written; for any
  /// other code the frames may already be in the WAL: https://www.sqlite.org/lang_transaction.html
  init(of code: ResultCode) {
    switch code.primary {
    case .busy, .locked, .constraint, .interrupt, .authorization: self = .notCommitted
    default: self = .unknown
    }
  }
}
