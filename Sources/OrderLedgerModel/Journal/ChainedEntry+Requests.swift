// Both have the kind 16, and a byte that tells them apart.

extension CancellationRequest: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(UInt8(0))
    writer.append(number)
    writer.append(cancel.text)
    writer.append(party)
    writer.append(expires)
    writer.append(needsApproval)
    writer.append(amount)
  }
}

extension RequestAnswer: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(UInt8(1))
    writer.append(number)
    writer.append(cancellation)
    writer.append(status.rawValue)
  }
}
