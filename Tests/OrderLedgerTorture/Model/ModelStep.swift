import OrderLedger

/// Commands that are sent in one go, and how.
struct ModelStep: Sendable {
  enum Manner: Sendable {
    /// One after the other, each in a commit of its own.
    case alone
    /// One after the other in one transaction of the caller's.
    case together
    /// Several cancellations in one request: those of ``bulk``.
    case bulk
    /// At the same time: any order of them is right.
    case race
  }

  var commands: [Command]
  var bulk: CancelOrders?
  var manner: Manner
  /// Microseconds: what the clock says from here on.
  var clock: Int64

  var count: Int { commands.count + (bulk?.cancellations.count ?? 0) }

  /// As `order-ledger apply` takes them.
  var lines: [String] {
    (commands.map { $0.json() } + (bulk.map { [$0.json()] } ?? [])).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
