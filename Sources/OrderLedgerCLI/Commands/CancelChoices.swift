import OrderLedger

/// What is chosen for a cancellation, by options or by answers; `nil` where nothing is chosen yet.
struct CancelChoices: Sendable {
  var lines: [CancelOrder.Line]?
  var reason: ReasonCode?
  var note: Note?
  var refund: RefundChoice?
  var shipping: ShippingChoice?
  var fee: CancellationFee?
  var disposition: Disposition?
  var notify: Bool?

  /// The command, with the ledger's defaults for what is not chosen.
  ///
  /// - Parameters:
  ///   - id: the cancellation's name; a generated one for `nil`.
  ///   - key: its idempotency key; a generated one for `nil`.
  func command(
    order: OrderID, reason: ReasonCode, id: RefundID?, key: IdempotencyKey?, actor: ActorID?
  ) throws -> Command {
    var action = CancelOrder(
      order: order, cancellation: id ?? "new", lines: lines, reason: reason, note: note,
      refund: refund ?? .original, shipping: shipping ?? .auto, fee: fee,
      disposition: disposition ?? .restock, notify: notify ?? false)
    let name = try GeneratedName(order: order, verb: "cancel", request: Command(action))
    action.cancellation = id ?? name.document
    return Command(action, key: key ?? name.key, actor: actor)
  }
}
