/// The fields of `cancelOrder`, and whom it is asked of and until when.
extension RequestCancellation: WireObject {
  enum Fields: String, WireField {
    case order, cancellation, lines, reason, note, refund, shipping, fee, disposition, notify
    case party, expires
  }

  init(_ wire: WireReader<Fields>) {
    // Unknown fields were refused by `wire`, which knows them all.
    let names = wire.container?.allKeys.map(\.stringValue) ?? []
    self.init(
      CancelOrder(
        WireReader<CancelOrder.Fields>(wire.container, wire.problems, envelope: names)),
      of: wire.optional(.party), expires: wire.optional(.expires))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try cancel.writeFields(to: wire.container)
    try wire.write(party, .party)
    try wire.write(expires, .expires)
  }
}

extension AnswerCancellation: WireObject {
  enum Fields: String, WireField { case cancellation, accepted, note }

  init(_ wire: WireReader<Fields>) {
    self.init(
      cancellation: wire.required(.cancellation), accepted: wire.required(.accepted),
      note: wire.optional(.note))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(cancellation, .cancellation)
    try wire.write(accepted, .accepted)
    try wire.write(note, .note)
  }
}

extension ExpireCancellationRequest: WireObject {
  enum Fields: String, WireField { case cancellation }

  init(_ wire: WireReader<Fields>) { self.init(cancellation: wire.required(.cancellation)) }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(cancellation, .cancellation)
  }
}

extension RequestCancellation: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    cancel.writeCanonical(into: &writer)
    writer.append(party)
    writer.append(expires)
  }
}

extension AnswerCancellation: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(cancellation)
    writer.append(accepted)
    writer.append(note != nil)
  }
}

extension ExpireCancellationRequest: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) { writer.append(cancellation) }
}
