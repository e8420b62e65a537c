import Foundation

/// How a process that writes until it is killed has ended.
struct WriterEnd {
  let name: String
  /// The exit code, or minus the signal.
  let code: Int32
  let told: Tally.Sums

  var isKilled: Bool { code == -SIGKILL }

  /// Whether it ended by itself, and could not even tell why.
  var isCrash: Bool { !isKilled && Program.isCrash(code) }

  /// Why it ended, if not because it was killed: a ledger that refuses whoever writes to it would
  /// lose nothing, and prove nothing.
  var problem: String? {
    if let text = (told.failures + told.errors).first { return "\(name) could not go on: \(text)" }
    return isKilled ? nil : "\(name) ended with \(code), and nobody had killed it"
  }
}
