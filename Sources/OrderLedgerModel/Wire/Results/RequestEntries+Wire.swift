extension CancellationRequest: WireObject {
  enum Fields: String, WireField {
    case requestNumber, cancel, party, expires, needsApproval, amount
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      number: wire.required(.requestNumber), cancel: wire.required(.cancel),
      party: wire.optional(.party), expires: wire.optional(.expires),
      needsApproval: wire.optional(.needsApproval, default: false),
      amount: wire.required(.amount))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(number, .requestNumber)
    try wire.write(cancel, .cancel)
    try wire.write(party, .party)
    try wire.write(expires, .expires)
    try wire.write(needsApproval, .needsApproval, default: false)
    try wire.write(amount, .amount)
  }
}

extension RequestAnswer: WireObject {
  enum Fields: String, WireField { case requestNumber, cancellation, status }

  init(_ wire: WireReader<Fields>) {
    self.init(
      number: wire.required(.requestNumber), cancellation: wire.required(.cancellation),
      status: wire.required(.status))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(number, .requestNumber)
    try wire.write(cancellation, .cancellation)
    try wire.write(status, .status)
  }
}

extension RequestStatus: WireChoice { static let placeholder = RequestStatus.open }

/// A request in the view of its order.
extension RequestState: WireWritable {
  enum Fields: String, WireField {
    case cancellation, requestNumber, status, party, expires, needsApproval, amount, lines, seq
    case closedBy
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .cancellation)
    try wire.write(request.number, .requestNumber)
    try wire.write(status, .status)
    try wire.write(request.party, .party)
    try wire.write(request.expires, .expires)
    try wire.write(request.needsApproval, .needsApproval)
    try wire.write(request.amount, .amount)
    try wire.write(request.cancel.lines ?? [], .lines)
    try wire.write(sequence, .seq)
    try wire.write(closedBy, .closedBy)
  }
}
