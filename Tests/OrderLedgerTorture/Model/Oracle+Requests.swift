import OrderLedger

extension Oracle {
  /// Units that somebody was asked about can't be had otherwise until there is an answer.
  func checkHeld(_ quantity: Int64, of line: Int, _ order: OracleOrder) throws {
    let mine = order.lines[line]
    var held: Int64 = 0
    for request in order.requests where request.isHolding(at: time) {
      for item in request.cancel.lines ?? [] where item.line.text == mine.id {
        held += item.quantity ?? 0
      }
    }
    if held > 0, quantity <= mine.open, quantity > mine.open - held {
      throw Refused("cancellationRequested")
    }
  }

  /// What was not answered in time holds nothing, and whoever needs the units writes it down.
  func lapseRequests(of order: inout OracleOrder) {
    for index in order.requests.indices
    where order.requests[index].status == "open" && !order.requests[index].isHolding(at: time) {
      order.requests[index].status = "expired"
      order.requests[index].closedBy = sequence
    }
  }

  mutating func request(_ action: RequestCancellation, _ command: Command) throws {
    try checkShape(action.cancel, action.expires.map { $0.microseconds <= time } ?? false)
    var cancel = shaped(action.cancel)
    var (order, selected) = try prepare(cancel, command)
    lapseRequests(of: &order)
    // What could not be carried out now is not asked for.
    var trial = self
    var copy = order
    let policyFee = trial.judge(cancel, copy)
    try trial.carryOut(cancel, selected, of: &copy, policyFee)
    let needsApproval = trial.deny(cancel, policyFee, copy)
    try trial.checkCredits()
    denied = trial.denied
    if let fee = trial.decided?.fee { cancel.fee = fee }
    cancel.lines = selected.map { item in
      CancelOrder.Line(
        line: LineID(unchecked: order.lines[item.line].id), quantity: item.quantity,
        disposition: item.disposition)
    }
    order.requests.append(
      OracleOrder.Request(
        cancel: cancel, expires: action.expires?.microseconds, needsApproval: needsApproval,
        amount: trial.decided?.amount ?? 0))
    decisions[cancel.cancellation.text] = order.id
    keep(order)
  }

  private func request(_ name: String) throws -> (OracleOrder, Int) {
    guard let order = decisions[name].flatMap({ orders[$0] }),
      let number = order.requests.firstIndex(where: { $0.id == name })
    else { throw Refused("requestNotFound") }
    return (order, number)
  }

  mutating func answer(_ action: AnswerCancellation, _ command: Command) throws {
    var (order, number) = try request(action.cancellation.text)
    try checkVersion(order, command)
    if !order.requests[number].isHolding(at: time) { throw Refused("requestClosed") }
    lapseRequests(of: &order)
    order.requests[number].status = action.accepted ? "accepted" : "rejected"
    order.requests[number].closedBy = sequence
    if action.accepted {
      let cancel = order.requests[number].cancel
      if let expires = cancel.refund.expires, expires.microseconds <= time {
        throw Refused("invalidTime")
      }
      let selected = try selection(cancel, of: order)
      try checkTarget(cancel.refund, of: order)
      try checkState(selected, of: order)
      try carryOut(cancel, selected, of: &order, isAnswer: true)
      denyAnswer(to: order.requests[number], order)
    }
    keep(order)
  }

  mutating func expire(_ action: ExpireCancellationRequest, _ command: Command) throws {
    var (order, number) = try request(action.cancellation.text)
    let request = order.requests[number]
    if request.status == "expired", let sequence = request.closedBy {
      throw Echo(sequence: sequence)
    }
    try checkVersion(order, command)
    if request.status != "open" { throw Refused("requestClosed") }
    if request.isHolding(at: time) { throw Refused("requestOpen") }
    lapseRequests(of: &order)
    keep(order)
  }
}
