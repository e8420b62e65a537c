import OrderLedger

/// One row of calls to fail: something to do, a fault, once or from then on.
struct FaultLoop {
  let number: Int
  /// What the ledger has already done …
  let before: [Command]
  /// … and what it is to do.
  let work: FaultWork
  let fault: Fault
  let isSticky: Bool

  /// The journal transactions that there are before the work.
  var transactions: Int64 {
    // One attempt, which failed for good, so that the refund was given up.
    Int64(before.count) + (work == .retryRefund ? 2 : 0)
  }

  var name: String { "\(work.name), \(fault.rawValue) \(isSticky ? "from" : "at")" }

  /// All loops over a workload: its upkeep, the first command of each kind, and several cancellations
  /// in one request.
  static func all(_ workload: [Command]) -> [FaultLoop] {
    var asked: [(before: [Command], work: FaultWork)] = FaultWork.upkeep.map {
      (before: prepared(for: $0, workload), work: $0)
    }
    var seen: Set<String> = []
    for (index, command) in workload.enumerated()
    where seen.insert(command.action.name).inserted {
      asked.append((before: Array(workload.prefix(index)), work: .request(.command(command))))
    }
    asked.append((before: bulkBefore, work: .request(.cancelOrders(bulk))))
    var loops: [FaultLoop] = []
    for (before, work) in asked {
      for fault in Fault.allCases {
        for isSticky in [false, true] {
          loops.append(
            FaultLoop(
              number: loops.count, before: before, work: work, fault: fault, isSticky: isSticky))
        }
      }
    }
    return loops
  }

  private static func prepared(for work: FaultWork, _ workload: [Command]) -> [Command] {
    switch work {
    case .open: Array(workload.prefix(5))
    case .make: []
    case .refundWork: owing
    case .retryRefund: Array(owing.dropLast(3))
    // Whatever there can be in a ledger is read, made anew or copied.
    default: workload
    }
  }

  /// Two orders, paid, of which a part is cancelled and owed …
  private static let owing: [Command] =
    Shopper.opening
    + ["r0", "r1"].flatMap { name -> [Command] in
      let shopper = Shopper(name: name)
      return (0..<3).map { shopper.command($0) }
    }

  /// … as the first of these refunds.
  static let refund: RefundID = "x-r0-0"

  /// Two orders, paid …
  private static let bulkBefore: [Command] =
    Shopper.opening
    + ["b0", "b1"].flatMap { name -> [Command] in
      let shopper = Shopper(name: name)
      return [shopper.command(0), shopper.command(1)]
    }

  /// … of which one is cancelled, and a part of the other.
  private static let bulk = CancelOrders(
    [
      CancelOrder(order: "b0-0", cancellation: "b0", reason: "customer"),
      CancelOrder(
        order: "b1-0", cancellation: "b1", lines: [CancelOrder.Line(line: "A", quantity: 1)],
        reason: "customer"),
    ], key: "bulk")
}
