import OrderLedger

/// What a ledger answers whose disk or memory fails.
enum FaultAnswer: Hashable, CustomStringConvertible {
  case done
  /// A verification has found something.
  case found
  /// A checkpoint has told that somebody is in its way.
  case notCopied
  case refused(LedgerError.Code)
  case notOpened(LedgerError.Code)

  /// Whether it can be what has happened.
  func isTrue(_ fault: Fault, _ work: FaultWork, isSticky: Bool) -> Bool {
    switch self {
    case .done: true
    case .notCopied: false
    // SQLite's check names a page that it can't read, as it does one that is wrong …
    case .found: fault == .io && work == .verify
    // … and a copy that was checked so is not kept.
    case .refused(.corrupt): fault == .io && work == .backup
    // Of a journal transaction it is looked up, which one failure does not prevent.
    case .refused(.unknownOutcome):
      work.commitsUnnumbered || (work.request != nil && isSticky)
    // Opening carries out no command of which that could be said; only making a file commits.
    case .notOpened(.unknownOutcome): work == .make
    case .refused(let code), .notOpened(let code): fault.causes.contains(code)
    }
  }

  var description: String {
    switch self {
    case .done: "done"
    case .found: "found unsound"
    case .notCopied: "log not copied"
    case .refused(let code): code.rawValue
    case .notOpened(let code): "not opened: \(code.rawValue)"
    }
  }
}
