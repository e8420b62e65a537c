import OrderLedger

/// What is done while calls fail.
enum FaultWork: Equatable {
  /// A file that is there is opened, and asked for its head.
  case open
  /// A file that is not there is made.
  case make
  case rebuild, checkpoint, backup, verify
  /// A worker carries out the refunds that are owed.
  case refundWork
  /// A refund that was given up is handed back to the workers.
  case retryRefund
  case request(LedgerRequest)

  /// Those that are no request, in the order of their loops.
  static let upkeep: [FaultWork] = [
    .open, .make, .rebuild, .checkpoint, .backup, .verify, .refundWork, .retryRefund,
  ]

  var name: String {
    switch self {
    case .open: "open"
    case .make: "make"
    case .rebuild: "rebuild"
    case .checkpoint: "checkpoint"
    case .backup: "backup"
    case .verify: "verify"
    case .refundWork: "refundWork"
    case .retryRefund: "retryRefund"
    case .request(.command(let command)): command.action.name
    case .request(.cancelOrders): CancelOrders.name
    }
  }

  /// What is asked for; nil for upkeep.
  var request: LedgerRequest? {
    if case .request(let request) = self { request } else { nil }
  }

  /// Journal transactions that it makes: all of them, or none.
  var transactions: Int64 {
    switch request {
    case nil: 0
    case .command?: 1
    case .cancelOrders(let bulk)?: Int64(bulk.cancellations.count)
    }
  }

  /// Whether the ledger commits for it what is no journal transaction, so that it can be unknown whether
  /// that has happened.
  var commitsUnnumbered: Bool {
    switch self {
    case .rebuild, .refundWork, .retryRefund: true
    default: false
    }
  }
}
