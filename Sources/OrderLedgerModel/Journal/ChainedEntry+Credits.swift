extension CreditChange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(credit)
    writer.append(kind.rawValue)
    writer.append(event.rawValue)
    writer.append(currency)
    writer.append(balance)
    writer.append(held)
    writer.append(status.rawValue)
    writer.append(expires)
    writer.append(previous)
  }
}

extension DisputeChange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(dispute)
    writer.append(number)
    writer.append(payment)
    writer.append(amount)
    writer.append(previous) { $0.append($1.rawValue) }
    writer.append(status.rawValue)
    writer.append(fee)
    writer.append(refunded)
    writer.append(unfulfilled)
  }
}
