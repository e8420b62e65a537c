extension RequestCancellation: PlannedAction {
  package static var name: String { "requestCancellation" }

  package var readSet: ReadSet { cancel.readSet }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    let time = context.time(of: command)
    try cancel.checkShape()
    try checkExpiry(expires, at: time, "expires")
    try checkExpiry(cancel.refund.expires, at: time, "refund.expires")
    var cancel = cancel.shaped(by: context.rules)
    let (order, selected) = try cancel.prepare(command, snapshot, context)
    guard order.requests.count < Limits.maxDocumentsPerOrder else {
      throw LedgerError(
        .limitExceeded, .order(order.id), found: "\(order.requests.count) requests",
        allowed: "\(Limits.maxDocumentsPerOrder)")
    }
    // What could not be carried out now is not asked for either.
    var trial = PlanBuilder(command, snapshot, context)
    trial.lapseRequests()
    let refusal = trial.judge(cancel, of: order, snapshot)
    try cancel.carryOut(selected, of: order, snapshot, &trial)
    let needsApproval = try trial.checkPolicy(cancel, refusal, asking: true)
    let amount = try trial.finish().refundAmount
    if let decided = trial.decided, decided.fee > 0 {
      cancel.fee = CancellationFee(
        amount: decided.fee, tax: decided.feeTax, taxCode: decided.feeTaxCode)
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = cancel.cancellation.text
    builder.reason = cancel.reason
    builder.note = cancel.note
    builder.lapseRequests()
    builder.request(
      CancellationRequest(
        number: order.requests.count, cancel: cancel.held(selected), party: party, expires: expires,
        needsApproval: needsApproval, amount: amount))
    return .plan(try builder.finish())
  }
}

extension CancelOrder {
  /// The cancellation with the units that it is about now, whatever is open later.
  fileprivate func held(_ selected: [CancelledUnits]) -> CancelOrder {
    var held = self
    held.note = nil
    held.lines = selected.map { item in
      Line(
        line: item.line.placed.id, quantity: item.quantity, reason: item.reason,
        disposition: item.disposition == disposition ? nil : item.disposition)
    }
    return held
  }
}

extension AnswerCancellation: PlannedAction {
  package static var name: String { "answerCancellation" }

  package var readSet: ReadSet {
    var set = ReadSet(request: cancellation)
    guard accepted else { return set }
    set.lineStock = .all
    set.checksLineLocations = true
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    let time = context.time(of: command)
    let (order, request) = try snapshot.request(cancellation)
    try command.checkVersion(order)
    guard request.isHolding(at: time) else {
      throw LedgerError(
        .requestClosed, .request(cancellation),
        found: request.status == .open ? RequestStatus.expired.name : request.status.name,
        sequence: request.closedBy)
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = cancellation.text
    builder.note = note
    builder.lapseRequests()
    builder.isAnswering = true
    builder.answer(request, accepted ? .accepted : .rejected)
    guard accepted, let current = builder.order else { return .plan(try builder.finish()) }
    let cancel = request.request.cancel
    builder.reason = cancel.reason
    let selected = try cancel.selection(current, snapshot)
    try checkExpiry(cancel.refund.expires, at: time, "refund.expires")
    try snapshot.checkTarget(cancel.refund, of: current, "refund.account")
    try cancel.checkState(current, selected, snapshot, at: time)
    try cancel.carryOut(selected, of: current, snapshot, &builder)
    try builder.checkAnswer(to: request.request)
    return .plan(try builder.finish())
  }
}

extension ExpireCancellationRequest: PlannedAction {
  package static var name: String { "expireCancellationRequest" }

  package var readSet: ReadSet { ReadSet(request: cancellation) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    let (order, request) = try snapshot.request(cancellation)
    // It lapsed already, and maybe another command has recorded it.
    if request.status == .expired, let sequence = request.closedBy {
      return .replay(sequence: sequence)
    }
    try command.checkVersion(order)
    guard request.status == .open else {
      throw LedgerError(
        .requestClosed, .request(cancellation), found: request.status.name,
        sequence: request.closedBy)
    }
    let time = context.time(of: command)
    guard !request.isHolding(at: time) else {
      throw LedgerError(
        .requestOpen, .request(cancellation), found: "\(time)",
        allowed: request.request.expires.map { "\($0) or later" } ?? "an answer")
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = cancellation.text
    builder.lapseRequests()
    return .plan(try builder.finish())
  }
}

extension ReadSet {
  /// A request with its order.
  init(request: RefundID) {
    order = .refund(request)
    self.request = request
  }
}

extension Snapshot {
  /// The request of this name and its order, or `.requestNotFound`.
  fileprivate func request(
    _ id: RefundID
  ) throws(LedgerError) -> (OrderState, RequestState) {
    guard let order, let request = order.requests.first(where: { $0.id == id }) else {
      throw LedgerError(.requestNotFound, .request(id))
    }
    return (order, request)
  }
}
