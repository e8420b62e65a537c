extension IssueStoreCredit: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(account)
    writer.append(amount)
    writer.append(currency)
    writer.append(expires)
    writer.append(reason)
  }
}

extension IssueGiftCard: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(account)
    writer.append(amount)
    writer.append(currency)
    writer.append(expires)
    writer.append(tender) { $0.append($1) }
    writer.append(reason)
  }
}

extension ExpireCredit: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(account)
    writer.append(amount)
  }
}

extension OpenDispute: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(dispute)
    writer.append(payment)
    writer.append(amount)
    writer.append(fee)
    writer.append(presentment, cash: nil)
  }
}

extension CloseDispute: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(dispute)
    writer.append(outcome.status.rawValue)
    writer.append(feeReturned)
    writer.append(cancellation)
  }
}
