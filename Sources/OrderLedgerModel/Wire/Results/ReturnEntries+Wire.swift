extension ReturnChange: WireObject {
  enum Fields: String, WireField {
    case returnID = "return"
    case returnNumber, kind, line, lineNumber, shipment, quantity, disposition, location
  }

  init(_ wire: WireReader<Fields>) {
    self.init(
      id: wire.required(.returnID), number: wire.required(.returnNumber),
      kind: wire.required(.kind), line: wire.required(.line),
      lineNumber: wire.required(.lineNumber), shipment: wire.required(.shipment),
      quantity: wire.required(.quantity), disposition: wire.optional(.disposition),
      location: wire.optional(.location))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .returnID)
    try wire.write(number, .returnNumber)
    try wire.write(kind, .kind)
    try wire.write(line, .line)
    try wire.write(lineNumber, .lineNumber)
    try wire.write(shipment, .shipment)
    try wire.write(quantity, .quantity)
    try wire.write(disposition, .disposition)
    try wire.write(location, .location)
  }
}

extension HoldChange: WireObject {
  enum Fields: String, WireField { case hold, kind, sku, location, quantity, expires }

  init(_ wire: WireReader<Fields>) {
    self.init(
      hold: wire.required(.hold), kind: wire.required(.kind), sku: wire.required(.sku),
      location: wire.required(.location), quantity: wire.required(.quantity),
      expires: wire.optional(.expires))
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(hold, .hold)
    try wire.write(kind, .kind)
    try wire.write(sku, .sku)
    try wire.write(location, .location)
    try wire.write(quantity, .quantity)
    try wire.write(expires, .expires)
  }
}

/// A return in the view of its order.
extension ReturnState: WireWritable {
  enum Fields: String, WireField {
    case returnID = "return"
    case returnNumber, status, awaited, inspecting, portions
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(id, .returnID)
    try wire.write(number, .returnNumber)
    try wire.write(status, .status)
    try wire.write(awaited, .awaited)
    try wire.write(inspecting, .inspecting)
    try wire.write(portions, .portions)
  }
}

extension ReturnPortion: WireWritable {
  enum Fields: String, WireField {
    case lineNumber, shipment, location, announced, received, restocked, damaged, scrapped, kept
    case cancelled
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(line, .lineNumber)
    try wire.write(shipment, .shipment)
    try wire.write(location, .location)
    try wire.write(announced, .announced)
    try wire.write(received, .received)
    try wire.write(restocked, .restocked)
    try wire.write(damaged, .damaged)
    try wire.write(scrapped, .scrapped)
    try wire.write(kept, .kept)
    try wire.write(cancelled, .cancelled)
  }
}

extension ReturnChange.Kind: WireChoice { static let placeholder = ReturnChange.Kind.announce }
extension HoldChange.Kind: WireChoice { static let placeholder = HoldChange.Kind.hold }
extension ReturnStatus: WireChoice { static let placeholder = ReturnStatus.announced }
