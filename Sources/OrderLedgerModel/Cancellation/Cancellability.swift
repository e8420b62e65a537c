/// What can be cancelled of an order, and everything that stands in the way.
public struct Cancellability: Sendable, Hashable {
  /// A line of goods.
  public struct Line: Sendable, Hashable {
    /// Which.
    public let line: LineID
    /// Units that can be cancelled.
    public let open: Int64
    /// Units that have left: they come back by a return.
    public let fulfilled: Int64
    /// Units cancelled already.
    public let cancelled: Int64
    /// Units that have left and are part of a return that is not closed.
    public let returning: Int64
    /// What stands in the way of cancelling the open ones with the default disposition.
    public let blockers: [Blocker]
  }

  /// Which order.
  public let order: OrderID
  /// Its version, to be passed as the expected one.
  public let version: Int64
  /// What stands in the way of cancelling anything.
  public let blockers: [Blocker]
  /// The lines of goods.
  public let lines: [Line]
  /// The currency of the amounts.
  public let currency: Currency
  /// The most that can be given back, in minor units.
  public let refundable: Int64
  /// Promised and not captured: a whole cancellation lets go of it. Minor units.
  public let authorized: Int64
  /// Giving back more than this waits for somebody's approval, by the policy in force; `nil` where
  /// the actor needs none. Minor units.
  public let approvalAbove: Int64?

  /// Whether something can be cancelled, and its money be given back.
  ///
  /// An open dispute stands in the way of giving back what it holds, and not of cancelling: with the
  /// choice ``RefundChoice/later`` the order is cancelled at once, and the dispute's end settles who
  /// pays the customer.
  public var isCancellable: Bool {
    blockers.isEmpty && lines.contains { $0.open > 0 && $0.blockers.isEmpty }
  }

  /// - Parameters:
  ///   - policy: the one in force.
  ///   - actor: who would cancel it.
  ///   - time: when.
  package init(
    _ order: OrderState, _ snapshot: Snapshot, policy: CancellationPolicy? = nil,
    actor: ActorID? = nil, at time: Timestamp = .latest
  ) {
    self.order = order.id
    version = order.version
    currency = order.currency
    refundable = order.refundable
    authorized = order.authorized
    approvalAbove = policy?.approvalLimit(of: actor, order.currency)
    let subject = LedgerError.Subject("order", order.id.text)
    var blockers: [Blocker] = []
    if order.status == .cancelled { blockers.append(Blocker(.alreadyCancelled, subject)) }
    if order.openUnits == 0 {
      blockers += order.activeReturn()?.blockers ?? []
      blockers.append(Blocker(.nothingToCancel, subject))
    }
    for dispute in order.disputes where dispute.status == .open {
      blockers.append(Blocker(.activeDispute, .dispute(dispute.id)))
    }
    if let policy {
      let elapsed = time.microseconds.subtractingReportingOverflow(
        (snapshot.placedAt ?? time).microseconds)
      let seconds =
        elapsed.overflow
        ? .max : elapsed.partialValue.floorDivided(by: Timestamp.microsecondsPerSecond)
      let verdict = policy.judge(order, .original, by: actor, after: seconds)
      if let refusal = verdict.refusal { blockers.append(Blocker(refusal.code, refusal.subject)) }
    }
    self.blockers = blockers
    lines = order.lines.filter { $0.placed.kind == .item }.map { line in
      var blockers: [Blocker] = []
      if line.reserved > 0, let location = line.placed.location,
        let state = snapshot.locations[location], !state.isOpen
      {
        blockers.append(
          Blocker(.locationClosed, LedgerError.Subject("location", location.text)))
      }
      for request in order.holdingRequests(at: time)
      where request.quantity(of: line.placed.id) > 0 {
        blockers.append(Blocker(.cancellationRequested, .request(request.id)))
      }
      if line.open == 0 { blockers += order.activeReturn(of: line.number)?.blockers ?? [] }
      return Line(
        line: line.placed.id, open: line.open, fulfilled: line.fulfilled,
        cancelled: line.cancelled, returning: order.returning(line.number), blockers: blockers)
    }
  }
}
