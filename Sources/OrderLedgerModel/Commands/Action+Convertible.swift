// Each action as one of all: what lets `perform(CancelOrder(…))` take them as they are.

extension OpenLocation: ActionConvertible {
  /// `.openLocation` of itself.
  public var action: Action { .openLocation(self) }
}

extension CloseLocation: ActionConvertible {
  /// `.closeLocation` of itself.
  public var action: Action { .closeLocation(self) }
}

extension ReceiveStock: ActionConvertible {
  /// `.receiveStock` of itself.
  public var action: Action { .receiveStock(self) }
}

extension MoveStock: ActionConvertible {
  /// `.moveStock` of itself.
  public var action: Action { .moveStock(self) }
}

extension CountStock: ActionConvertible {
  /// `.countStock` of itself.
  public var action: Action { .countStock(self) }
}

extension PlaceOrder: ActionConvertible {
  /// `.placeOrder` of itself.
  public var action: Action { .placeOrder(self) }
}

extension AuthorizePayment: ActionConvertible {
  /// `.authorizePayment` of itself.
  public var action: Action { .authorizePayment(self) }
}

extension CapturePayment: ActionConvertible {
  /// `.capturePayment` of itself.
  public var action: Action { .capturePayment(self) }
}

extension RecordPayment: ActionConvertible {
  /// `.recordPayment` of itself.
  public var action: Action { .recordPayment(self) }
}

extension VoidAuthorization: ActionConvertible {
  /// `.voidAuthorization` of itself.
  public var action: Action { .voidAuthorization(self) }
}

extension ExpireAuthorization: ActionConvertible {
  /// `.expireAuthorization` of itself.
  public var action: Action { .expireAuthorization(self) }
}

extension Fulfill: ActionConvertible {
  /// `.fulfill` of itself.
  public var action: Action { .fulfill(self) }
}

extension CancelFulfillment: ActionConvertible {
  /// `.cancelFulfillment` of itself.
  public var action: Action { .cancelFulfillment(self) }
}

extension CancelOrder: ActionConvertible {
  /// `.cancelOrder` of itself.
  public var action: Action { .cancelOrder(self) }
}

extension Refund: ActionConvertible {
  /// `.refund` of itself.
  public var action: Action { .refund(self) }
}

extension SubmitRefund: ActionConvertible {
  /// `.submitRefund` of itself.
  public var action: Action { .submitRefund(self) }
}

extension SettleRefund: ActionConvertible {
  /// `.settleRefund` of itself.
  public var action: Action { .settleRefund(self) }
}

extension ReturnItems: ActionConvertible {
  /// `.returnItems` of itself.
  public var action: Action { .returnItems(self) }
}

extension ReceiveReturn: ActionConvertible {
  /// `.receiveReturn` of itself.
  public var action: Action { .receiveReturn(self) }
}

extension InspectReturn: ActionConvertible {
  /// `.inspectReturn` of itself.
  public var action: Action { .inspectReturn(self) }
}

extension CancelReturn: ActionConvertible {
  /// `.cancelReturn` of itself.
  public var action: Action { .cancelReturn(self) }
}

extension HoldStock: ActionConvertible {
  /// `.holdStock` of itself.
  public var action: Action { .holdStock(self) }
}

extension ReleaseHold: ActionConvertible {
  /// `.releaseHold` of itself.
  public var action: Action { .releaseHold(self) }
}

extension ExpireHolds: ActionConvertible {
  /// `.expireHolds` of itself.
  public var action: Action { .expireHolds(self) }
}

extension AllocateBackorder: ActionConvertible {
  /// `.allocateBackorder` of itself.
  public var action: Action { .allocateBackorder(self) }
}
