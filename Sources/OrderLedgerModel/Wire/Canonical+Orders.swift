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
  }
}

extension RecordPayment: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    authorization.writeCanonical(into: &writer)
    writer.append(fee)
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
  }
}

extension SettleRefund: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(attempt)
    writer.append(outcome.status.rawValue)
    writer.append(reference)
    writer.append(failure)
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
