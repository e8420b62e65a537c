import OrderLedger

/// What a ledger answers whose disk or memory fails.
enum FaultAnswer: Hashable, CustomStringConvertible {
  case done
  case refused(LedgerError.Code)
  case notOpened(LedgerError.Code)

  /// What a call that fails may be told as; `database` is what SQLite says of memory that it did not
  /// get. Everything else blames the file, its place, another process or the command.
  static let causes: Set<LedgerError.Code> = [.ioFailure, .diskFull, .cannotOpen, .database]

  /// Whether it can be what has happened.
  var isTrue: Bool {
    switch self {
    case .done: true
    // Opening carries out no command of which that could be said.
    case .refused(let code): code == .unknownOutcome || Self.causes.contains(code)
    case .notOpened(let code): Self.causes.contains(code)
    }
  }

  var description: String {
    switch self {
    case .done: "done"
    case .refused(let code): code.rawValue
    case .notOpened(let code): "not opened: \(code.rawValue)"
    }
  }
}
