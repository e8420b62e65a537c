/// The view of one order: its three statuses, lines, payments, refunds, attempts and totals.
///
/// Written and never read: the ledger's state comes from its journal. Figures are written also
/// where they are 0, for people and spreadsheets.
extension OrderState: Encodable, JSONLine, WireWritable {
  enum Fields: String, WireField {
    case order, currency, customer, channel, version, seq, status, fulfillmentStatus
    case paymentStatus, cancelledBy, lines, payments, refunds, attempts, returns, disputes, totals
    case requests, replaces, presented
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .order)
    try wire.write(currency, .currency)
    try wire.write(customer, .customer)
    try wire.write(channel, .channel)
    try wire.write(version, .version)
    try wire.write(lastSequence, .seq)
    try wire.write(status, .status)
    try wire.write(fulfillmentStatus, .fulfillmentStatus)
    try wire.write(paymentStatus, .paymentStatus)
    try wire.write(cancelledBy, .cancelledBy)
    try wire.write(lines, .lines)
    try wire.write(payments, .payments)
    try wire.write(refunds, .refunds)
    try wire.write(attempts, .attempts)
    try wire.write(disputes, .disputes)
    try wire.writeUnlessEmpty(requests, .requests)
    try wire.write(replaces, .replaces)
    try wire.write(returns, .returns)
    try wire.write(OrderTotals(order: self), .totals)
    try wire.write(presented, .presented)
  }

  /// Writes the view.
  public func encode(to encoder: any Encoder) throws { try writeAll(to: encoder) }
}

private struct OrderTotals: WireWritable {
  enum Fields: String, WireField {
    case total, value, authorized, captured, outstanding, refundable, refundOwed, refundPending
    case refundSettled, disputed, chargedBack
  }

  let order: OrderState

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(order.total, .total)
    try wire.write(order.value, .value)
    try wire.write(order.authorized, .authorized)
    try wire.write(order.captured, .captured)
    try wire.write(order.outstanding, .outstanding)
    try wire.write(order.refundable, .refundable)
    try wire.write(order.refundOwed, .refundOwed)
    try wire.write(order.refundPending, .refundPending)
    try wire.write(order.refundSettled, .refundSettled)
    try wire.write(order.disputed, .disputed)
    try wire.write(order.chargedBack, .chargedBack)
  }
}

extension PaymentState: WireWritable {
  enum Fields: String, WireField {
    case payment, paymentNumber, tender, authorized, captured, open
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .payment)
    try wire.write(number, .paymentNumber)
    try wire.write(tender, .tender)
    try wire.write(authorized, .authorized)
    try wire.write(captured, .captured)
    try wire.write(open, .open)
  }
}

extension RefundState: WireWritable {
  enum Fields: String, WireField {
    case refund, refundNumber, amount, owed, pending, settled, shares
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .refund)
    try wire.write(number, .refundNumber)
    try wire.write(amount, .amount)
    try wire.write(owed, .owed)
    try wire.write(pending, .pending)
    try wire.write(settled, .settled)
    try wire.write(shares, .shares)
  }
}

extension AttemptState: WireWritable {
  enum Fields: String, WireField {
    case attempt, attemptNumber, refundNumber, paymentNumber, amount, status, seq
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .attempt)
    try wire.write(number, .attemptNumber)
    try wire.write(refund, .refundNumber)
    try wire.write(payment, .paymentNumber)
    try wire.write(amount, .amount)
    try wire.write(status, .status)
    try wire.write(sequence, .seq)
  }
}
