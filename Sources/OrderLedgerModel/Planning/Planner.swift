/// The entry to planning: what a command has to see, and what it would write.
///
/// Pure: no clock, no ids of its own, no database. The same plan for the same input, always.
package protocol PlannedAction: Sendable {
  /// The command's name in the wire form.
  static var name: String { get }
  /// What ``plan(_:_:_:)`` has to see.
  var readSet: ReadSet { get }
  /// Whether a retry could do it twice, so that a key is needed.
  var needsKey: Bool { get }
  /// Whether it tells what has happened outside, which is recorded also when the period of its time
  /// is closed: a gateway's outcome, an authorization that lapsed.
  var isOutsideFact: Bool { get }
  /// Whether it has to know which period is closed, also where it states no time.
  var seesPeriod: Bool { get }
  /// The plan, or what keeps it from being made. Nothing is written either way.
  func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision
}

extension PlannedAction {
  package var needsKey: Bool { false }
  package var isOutsideFact: Bool { false }
  package var seesPeriod: Bool { false }
}

extension Action {
  /// The action itself, as what it has in common with the others.
  package var planned: any PlannedAction { body }

  /// The action itself, as everything that it has in common with the others.
  var body: any PlannedAction & WireObject {
    switch self {
    case .openLocation(let action): action
    case .closeLocation(let action): action
    case .receiveStock(let action): action
    case .moveStock(let action): action
    case .countStock(let action): action
    case .placeOrder(let action): action
    case .authorizePayment(let action): action
    case .capturePayment(let action): action
    case .recordPayment(let action): action
    case .voidAuthorization(let action): action
    case .expireAuthorization(let action): action
    case .fulfill(let action): action
    case .cancelFulfillment(let action): action
    case .cancelOrder(let action): action
    case .refund(let action): action
    case .submitRefund(let action): action
    case .settleRefund(let action): action
    case .issueStoreCredit(let action): action
    case .issueGiftCard(let action): action
    case .expireCredit(let action): action
    case .openDispute(let action): action
    case .closeDispute(let action): action
    case .requestCancellation(let action): action
    case .answerCancellation(let action): action
    case .expireCancellationRequest(let action): action
    case .setPolicy(let action): action
    case .returnItems(let action): action
    case .receiveReturn(let action): action
    case .inspectReturn(let action): action
    case .cancelReturn(let action): action
    case .holdStock(let action): action
    case .releaseHold(let action): action
    case .expireHolds(let action): action
    case .allocateBackorder(let action): action
    case .closePeriod(let action): action
    case .adjust(let action): action
    case .reverse(let action): action
    case .setContact(let action): action
    case .eraseCustomer(let action): action
    }
  }

  /// The command's name in the wire form.
  public var name: String { type(of: planned).name }

  /// Whether a retry could do it twice, so that a key is needed.
  public var needsKey: Bool { planned.needsKey }
}

extension Command {
  /// What ``plan(_:_:)`` has to see.
  package var readSet: ReadSet { action.planned.readSet }

  /// What the command would write in this state.
  package func plan(
    _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try plan(action.planned, snapshot, context)
  }

  /// ``plan(_:_:)`` for whoever has the ``Action/planned`` of its action already, which is a copy.
  package func plan(
    _ planned: any PlannedAction, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    if key == nil, planned.needsKey {
      throw LedgerError(.keyRequired, .field("key"))
    }
    try checkCalendar(at, "at")
    try checkCalendar(context.recordedAt, "recordedAt")
    let decision = try planned.plan(self, snapshot, context)
    if at == nil { return decision }
    return try decision.dated(self, context, isOutsideFact: planned.isOutsideFact)
  }

  /// Whether ``plan(_:_:)`` has to know which period is closed. A command without a time of its own
  /// is dated when it is recorded, which is never in a closed period.
  package var seesPeriod: Bool { at != nil || action.planned.seesPeriod }

  /// Refuses an order that has moved on.
  func checkVersion(_ order: OrderState) throws(LedgerError) {
    guard let expectedVersion, expectedVersion != order.version else { return }
    throw LedgerError(
      .versionMismatch, .order(order.id), found: "\(order.version)", allowed: "\(expectedVersion)")
  }
}
