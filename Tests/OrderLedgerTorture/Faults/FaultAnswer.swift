import OrderLedger

/// What a ledger answers whose disk or memory fails.
enum FaultAnswer: Hashable, CustomStringConvertible {
  case done
  /// A verification has found something.
  case found
  case refused(LedgerError.Code)
  case notOpened(LedgerError.Code)

  /// Whether it can be what has happened.
  func isTrue(_ fault: Fault, _ work: FaultWork) -> Bool {
    switch self {
    case .done: true
    // SQLite's check names a page that it can't read, as it does one that is wrong …
    case .found: fault == .io && work == .verify
    // … and a copy that was checked so is not kept.
    case .refused(.corrupt): fault == .io && work == .backup
    case .refused(.unknownOutcome): work.commits
    // Opening carries out no command of which that could be said; only making a file commits.
    case .notOpened(.unknownOutcome): work == .make
    case .refused(let code), .notOpened(let code): fault.causes.contains(code)
    }
  }

  var description: String {
    switch self {
    case .done: "done"
    case .found: "found unsound"
    case .refused(let code): code.rawValue
    case .notOpened(let code): "not opened: \(code.rawValue)"
    }
  }
}
