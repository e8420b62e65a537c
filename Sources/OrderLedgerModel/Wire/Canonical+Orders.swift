extension AuthorizePayment: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(payment)
    writer.append(tender)
    writer.append(amount)
    writer.append(reference)
    writer.append(expires)
  }
}

extension CapturePayment: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(payment)
    writer.append(amount)
    writer.append(fee)
    writer.append(reference)
    writer.append(presentment, cash: nil)
  }
}

extension RecordPayment: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    authorization.writeCanonical(into: &writer)
    writer.append(fee)
    writer.append(presentment, cash: cash)
  }
}

extension VoidAuthorization: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(payment)
  }
}

extension ExpireAuthorization: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(payment)
  }
}

extension Fulfill: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(fulfillment)
    writer.append(lines)
  }
}

extension CancelFulfillment: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(fulfillment)
  }
}

extension CancelOrder: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(cancellation)
    writer.append(lines) { $0.append(list: $1) { $0.append($1) } }
    writer.append(reason)
    writer.append(note != nil)
    writer.append(refund)
    writer.append(shipping)
    writer.append(fee) { $0.append($1) }
    writer.append(disposition)
    writer.append(notify)
  }
}

extension Refund: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(refund)
    writer.append(lines)
    writer.append(shipping) { $0.append($1) }
    writer.append(amount)
    writer.append(to)
    writer.append(reason)
    writer.append(note != nil)
    writer.append(notify)
  }
}

extension SubmitRefund: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(attempt)
    writer.append(refund)
    writer.append(payment)
    writer.append(amount)
    writer.append(reference)
    writer.append(presentment, cash: cash)
  }
}

extension SettleRefund: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(attempt)
    writer.append(outcome.status.rawValue)
    writer.append(reference)
    writer.append(failure: failure)
    writer.append(fee)
  }
}

extension ByteWriter {
  mutating func append(_ lines: [LineQuantity]?) {
    append(lines) {
      $0.append(list: $1) {
        $0.append($1.line)
        $0.append($1.quantity)
      }
    }
  }

  fileprivate mutating func append(_ line: CancelOrder.Line) {
    append(line.line)
    append(line.quantity)
    append(line.reason)
    append(line.disposition) { $0.append($1) }
  }

  mutating func append(_ fee: CancellationFee) {
    append(fee.amount)
    append(fee.tax)
    append(fee.taxCode)
  }

  mutating func append(_ disposition: Disposition) {
    append(disposition.kind.rawValue)
    append(disposition.location)
  }

  mutating func append(_ choice: RefundChoice) {
    append(choice.kind.rawValue)
    append(choice.amount)
    guard choice.kind == .storeCredit else { return }
    append(choice.account)
    append(choice.expires)
  }

  mutating func append(_ choice: ShippingChoice) {
    append(choice.kind.rawValue)
    append(choice.amount)
  }
}

extension ByteWriter {
  /// Amounts as the customer sees them, at a request's end: without them it is what it always was.
  /// The marks are others than those of gift cards that an order sells (1).
  mutating func append(_ presentment: Money?, cash: Int64?) {
    if let presentment {
      append(UInt8(2))
      append(presentment.minorUnits)
      append(presentment.currency)
    }
    if let cash {
      append(UInt8(3))
      append(cash)
    }
  }
}
