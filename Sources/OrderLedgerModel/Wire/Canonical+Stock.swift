extension OpenLocation: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(location)
    writer.append(name)
  }
}

extension CloseLocation: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) { writer.append(location) }
}

extension ReceiveStock: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(sku)
    writer.append(location)
    writer.append(quantity)
    writer.append(unitCost)
    writer.append(currency)
    writer.append(reference)
  }
}

extension MoveStock: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(sku)
    for place in [from, to] {
      writer.append(place.location)
      writer.append(place.bucket.rawValue)
    }
    writer.append(quantity)
    writer.append(reason)
  }
}

extension CountStock: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(sku)
    writer.append(location)
    writer.append(quantity)
    writer.append(expected)
  }
}

extension PlaceOrder: CanonicalAction {
  func writeCanonical(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(currency)
    writer.append(customer)
    writer.append(channel)
    writer.append(list: lines) { $0.append($1) }
    writer.append(discounts)
    writer.append(list: shipping) { $0.append($1) }
    writer.append(list: charges) { $0.append($1) }
    writer.append(backorder)
    // Beyond the end of an order that sells no gift card: which lines sell which.
    for (number, line) in lines.enumerated() {
      guard let card = line.giftCard else { continue }
      writer.append(UInt8(1))
      writer.append(number)
      writer.append(card)
    }
    // Only where there is one: the bytes of the others are those of the first release.
    if let replaces { writer.append(replaces) }
    writer.append(presentment, cash: nil)
    // Which holds the order takes over.
    if !holds.isEmpty {
      writer.append(UInt8(2))
      writer.append(list: holds) { $0.append($1) }
    }
  }
}

extension ByteWriter {
  fileprivate mutating func append(_ line: PlaceOrder.Line) {
    append(line.line)
    append(line.sku)
    append(line.quantity)
    append(line.unitPrice)
    append(line.discounts)
    append(line.taxes)
    append(line.taxIncluded)
    append(line.location)
    append(line.costed)
  }

  fileprivate mutating func append(_ service: PlaceOrder.Service) {
    append(service.line)
    append(service.kind.rawValue)
    append(service.amount)
    append(service.discounts)
    append(service.taxes)
    append(service.taxIncluded)
  }
}
