import OrderLedger

/// One row of calls to fail: a request, a fault, once or from then on.
struct FaultLoop {
  let number: Int
  /// What the ledger has already done …
  let before: [Command]
  /// … and what it is asked for; nil for being opened, no more.
  let request: LedgerRequest?
  let fault: Fault
  let isSticky: Bool

  var name: String { "\(requested), \(fault.rawValue) \(isSticky ? "from" : "at")" }

  private var requested: String {
    switch request {
    case nil: "open"
    case .command(let command)?: command.action.name
    case .cancelOrders?: CancelOrders.name
    }
  }

  /// Journal transactions that the request makes: all of them, or none.
  var transactions: Int64 {
    switch request {
    case nil: 0
    case .command?: 1
    case .cancelOrders(let bulk)?: Int64(bulk.cancellations.count)
    }
  }

  /// All loops over a workload: opening, the first command of each kind, and several cancellations in
  /// one request.
  static func all(_ workload: [Command]) -> [FaultLoop] {
    var asked: [(before: [Command], request: LedgerRequest?)] = [(Array(workload.prefix(5)), nil)]
    var seen: Set<String> = []
    for (index, command) in workload.enumerated()
    where seen.insert(command.action.name).inserted {
      asked.append((Array(workload.prefix(index)), LedgerRequest.command(command)))
    }
    asked.append((bulkBefore, LedgerRequest.cancelOrders(bulk)))
    var loops: [FaultLoop] = []
    for (before, request) in asked {
      for fault in Fault.allCases {
        for isSticky in [false, true] {
          loops.append(
            FaultLoop(
              number: loops.count, before: before, request: request, fault: fault,
              isSticky: isSticky))
        }
      }
    }
    return loops
  }

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
