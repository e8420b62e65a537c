import COrderLedgerSQLiteTestShim

/// A way in which a call fails.
enum Fault: String, CaseIterable {
  case io = "I/O error"
  case full = "disk full"
  case shortWrite = "short write"
  case flush = "failed flush"
  case memory = "out of memory"

  var code: Int32 {
    switch self {
    case .io: Int32(ORDER_LEDGER_FAULT_IO)
    case .full: Int32(ORDER_LEDGER_FAULT_FULL)
    case .shortWrite: Int32(ORDER_LEDGER_FAULT_SHORT)
    case .flush: Int32(ORDER_LEDGER_FAULT_SYNC)
    case .memory: Int32(ORDER_LEDGER_FAULT_MEMORY)
    }
  }
}
