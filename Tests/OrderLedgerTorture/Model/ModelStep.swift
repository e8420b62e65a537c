import OrderLedger

/// Commands that are sent in one go, and how.
struct ModelStep: Sendable {
  enum Manner: Sendable {
    /// One after the other, each in a commit of its own.
    case alone
    /// One after the other in one transaction of the caller's.
    case together
    /// At the same time: any order of them is right.
    case race
  }

  var commands: [Command]
  var manner: Manner
  /// Microseconds: what the clock says from here on.
  var clock: Int64
}
