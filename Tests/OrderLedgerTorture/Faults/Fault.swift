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
}

/// One row of calls to fail: a command, a fault, once or from then on.
struct FaultLoop {
  let number: Int
  /// What the ledger has already done …
  let before: [Command]
  /// … and what it is asked for; nil for being opened, no more.
  let command: Command?
  let fault: Fault
  let isSticky: Bool

  var name: String {
    "\(command?.action.name ?? "open"), \(fault.rawValue) \(isSticky ? "from" : "at")"
  }

  /// All loops over a workload: the first command of each kind.
  static func all(_ workload: [Command]) -> [FaultLoop] {
    var firsts: [Int?] = [nil]
    var seen: Set<String> = []
    for (index, command) in workload.enumerated()
    where seen.insert(command.action.name).inserted { firsts.append(index) }
    var loops: [FaultLoop] = []
    for first in firsts {
      for fault in Fault.allCases {
        for isSticky in [false, true] {
          loops.append(
            FaultLoop(
              number: loops.count, before: Array(workload.prefix(first ?? 5)),
              command: first.map { workload[$0] }, fault: fault, isSticky: isSticky))
        }
      }
    }
    return loops
  }
}
