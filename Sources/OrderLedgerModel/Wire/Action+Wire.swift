extension Action {
  /// Reads the fields of one action.
  typealias Form = @Sendable (KeyedDecodingContainer<WireKey>, WireProblems) -> Action

  /// Every action by its name in the wire form.
  static let forms: [String: Form] = Dictionary(
    uniqueKeysWithValues: [
      form(Action.openLocation), form(Action.closeLocation), form(Action.receiveStock),
      form(Action.moveStock), form(Action.countStock), form(Action.placeOrder),
      form(Action.authorizePayment), form(Action.capturePayment), form(Action.recordPayment),
      form(Action.voidAuthorization), form(Action.expireAuthorization), form(Action.fulfill),
      form(Action.cancelFulfillment), form(Action.cancelOrder), form(Action.refund),
      form(Action.submitRefund), form(Action.settleRefund), form(Action.returnItems),
      form(Action.receiveReturn), form(Action.inspectReturn), form(Action.cancelReturn),
      form(Action.holdStock), form(Action.releaseHold), form(Action.expireHolds),
      form(Action.allocateBackorder),
      form(Action.issueStoreCredit), form(Action.issueGiftCard), form(Action.expireCredit),
      form(Action.openDispute), form(Action.closeDispute),
      form(Action.requestCancellation), form(Action.answerCancellation),
      form(Action.expireCancellationRequest), form(Action.setPolicy),
      form(Action.closePeriod), form(Action.adjust), form(Action.reverse),
      form(Action.setContact), form(Action.eraseCustomer),
    ])

  private static func form<Value: PlannedAction & WireObject>(
    _ make: @escaping @Sendable (Value) -> Action
  ) -> (String, Form) {
    let read: Form = { container, problems in
      make(
        Value(
          WireReader<Value.Fields>(container, problems, envelope: CommandFields.names)))
    }
    return (Value.name, read)
  }

  /// Writes the action's own fields.
  func write(to container: KeyedEncodingContainer<WireKey>) throws {
    try body.writeFields(to: container)
  }
}
