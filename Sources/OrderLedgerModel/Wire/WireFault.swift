/// Why a value can't be read, without the place where it stands.
struct WireFault: Error {
  let code: LedgerError.Code
  let found: String
  let allowed: String

  func error(at path: String) -> LedgerError {
    LedgerError(code, .field(path), found: found, allowed: allowed)
  }
}

/// What a reading has come upon: of several faults, the one that takes precedence.
///
/// Reading does not stop at a fault but goes on with placeholders, because the order in which an
/// object's fields happen to be read is not the order of precedence that errors promise. A value
/// that was read with a fault is never handed out.
final class WireProblems {
  /// Commands come from people and programs that may have misspelt a field, so unknown ones are
  /// refused. Results come from a ledger that may be newer than their reader.
  let refusesUnknownFields: Bool
  private(set) var first: LedgerError?

  init(refusesUnknownFields: Bool) {
    self.refusesUnknownFields = refusesUnknownFields
  }

  func report(_ problem: LedgerError) {
    if let first, !problem.code.precedes(first.code) { return }
    first = problem
  }

  /// The value, if nothing was wrong with any part of it.
  func finish<Value>(_ value: Value) throws(LedgerError) -> Value {
    if let first { throw first }
    return value
  }
}

extension LedgerError.Code {
  /// Whether the code stands before `other` in the order of precedence.
  func precedes(_ other: LedgerError.Code) -> Bool {
    for code in Self.allCases {
      if code == other { return false }
      if code == self { return true }
    }
    return false
  }
}
