extension PaymentTransaction: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(payment)
    writer.append(number)
    writer.append(kind.rawValue)
    writer.append(tender)
    writer.append(amount)
    writer.append(promised)
    writer.append(fee)
    writer.append(reference)
    writer.append(expires)
  }
}

extension RefundDecision: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(id)
    writer.append(kind.rawValue)
    writer.append(number)
    writer.append(reason)
    writer.append(choice.rawValue)
    writer.append(due)
    writer.append(amount)
    writer.append(fee)
    writer.append(feeTax)
    writer.append(feeTaxCode)
    writer.append(retained)
    writer.append(discrepancy)
    // At a decision nothing is under way or settled; what is later is told by the attempts.
    writer.append(list: shares) {
      $0.append($1.payment)
      $0.append($1.amount)
    }
    writer.append(notify)
  }
}

extension AttemptChange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(attempt)
    writer.append(number)
    writer.append(refund)
    writer.append(refundNumber)
    writer.append(payment)
    writer.append(amount)
    writer.append(previous) { $0.append($1.rawValue) }
    writer.append(status.rawValue)
    writer.append(reference)
    writer.append(failure: failure)
    writer.append(fee)
  }
}
