/// A request to change the ledger: what to do, and who asks, when and under which key.
public struct Command: Sendable, Hashable {
  /// What to do.
  public var action: Action
  /// Makes a retry safe: the same key and request give the first receipt again, for ever.
  ///
  /// Required where a retry could move money or stock twice (``Action/needsKey``).
  public var key: IdempotencyKey?
  /// Who asks.
  public var actor: ActorID?
  /// When it happened in business; `nil` is when the ledger records it.
  public var at: Timestamp?
  /// The order's version that the caller has seen; any other is refused.
  public var expectedVersion: Int64?

  /// A command to do `action`.
  public init(
    _ action: Action, key: IdempotencyKey? = nil, actor: ActorID? = nil, at: Timestamp? = nil,
    expectedVersion: Int64? = nil
  ) {
    self.action = action
    self.key = key
    self.actor = actor
    self.at = at
    self.expectedVersion = expectedVersion
  }

  /// A command to do `action`: `Command(CancelOrder(…), key: "web-17")`.
  public init(
    _ action: some ActionConvertible, key: IdempotencyKey? = nil, actor: ActorID? = nil,
    at: Timestamp? = nil, expectedVersion: Int64? = nil
  ) {
    self.init(
      action.action, key: key, actor: actor, at: at, expectedVersion: expectedVersion)
  }
}

/// What a command can do: one of the structures that ``Action`` lists, or an ``Action`` itself.
public protocol ActionConvertible: Sendable {
  /// The action among all others.
  var action: Action { get }
}

extension Action: ActionConvertible {
  /// Itself.
  public var action: Action { self }
}

/// Everything that a command can do.
public indirect enum Action: Sendable, Hashable {
  case openLocation(OpenLocation)
  case closeLocation(CloseLocation)
  case receiveStock(ReceiveStock)
  case moveStock(MoveStock)
  case countStock(CountStock)
  case placeOrder(PlaceOrder)
  case authorizePayment(AuthorizePayment)
  case capturePayment(CapturePayment)
  case recordPayment(RecordPayment)
  case voidAuthorization(VoidAuthorization)
  case expireAuthorization(ExpireAuthorization)
  case fulfill(Fulfill)
  case cancelFulfillment(CancelFulfillment)
  case cancelOrder(CancelOrder)
  case refund(Refund)
  case submitRefund(SubmitRefund)
  case settleRefund(SettleRefund)
  case issueStoreCredit(IssueStoreCredit)
  case issueGiftCard(IssueGiftCard)
  case expireCredit(ExpireCredit)
  case openDispute(OpenDispute)
  case closeDispute(CloseDispute)
  case requestCancellation(RequestCancellation)
  case answerCancellation(AnswerCancellation)
  case expireCancellationRequest(ExpireCancellationRequest)
  case setPolicy(SetPolicy)
  case returnItems(ReturnItems)
  case receiveReturn(ReceiveReturn)
  case inspectReturn(InspectReturn)
  case cancelReturn(CancelReturn)
  case holdStock(HoldStock)
  case releaseHold(ReleaseHold)
  case expireHolds(ExpireHolds)
  case allocateBackorder(AllocateBackorder)
  case closePeriod(ClosePeriod)
  case adjust(Adjust)
  case reverse(Reverse)
  case setContact(SetContact)
  case eraseCustomer(EraseCustomer)
}
