import COrderLedgerSQLiteTestShim
import OrderLedger

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

  /// What a call that fails so may be told as. Everything else blames the file, its place, another
  /// process, the command, or something else that has failed.
  var causes: Set<LedgerError.Code> {
    switch self {
    // A file that can't be opened has a code of its own: https://www.sqlite.org/rescode.html#cantopen
    case .io: [.ioFailure, .cannotOpen]
    case .full: [.diskFull]
    case .shortWrite, .flush: [.ioFailure]
    // SQLITE_NOMEM is none of the ledger's codes, and SQLITE_IOERR_NOMEM, of an allocation on the way
    // to the disk, one of the disk's.
    case .memory: [.database, .ioFailure]
    }
  }
}
