/// An entry that says which bytes of it the chain covers: all of its fields.
protocol ChainedEntry {
  func writePreimage(into writer: inout ByteWriter)
}

extension LocationChange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(location)
    writer.append(name)
    writer.append(isOpen)
  }
}

extension OrderPlacement: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(order)
    writer.append(currency)
    writer.append(customer)
    writer.append(channel)
    writer.append(count: lines.count)
    for line in lines { line.writePreimage(into: &writer) }
    // An entry of another kind: the bytes of one that replaces nothing are those of the first release.
    if let replaces { writer.append(replaces) }
  }
}

extension PlacedLine {
  fileprivate func writePreimage(into writer: inout ByteWriter) {
    writer.append(id)
    // A line that sells a gift card names it at its end, and says so here.
    writer.append(card == nil ? kind.rawValue : kind.rawValue | 0x40)
    writer.append(sku)
    writer.append(location)
    writer.append(quantity)
    writer.append(unitPrice)
    writer.append(discounts)
    writer.append(taxes)
    writer.append(taxIncluded)
    writer.append(costed)
    writer.append(backordered)
    if let card { writer.append(card) }
  }
}

extension LineChange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(line)
    writer.append(number)
    writer.append(kind.rawValue)
    writer.append(cancelled)
    writer.append(fulfilled)
    writer.append(returned)
    writer.append(backordered)
    writer.append(reversed)
    writer.append(recognized)
    writer.append(net)
    writer.append(discount)
    writer.append(tax)
    writer.append(reason)
    writer.append(disposition) { $0.append($1.rawValue) }
  }
}

extension StockMovement: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(sku)
    writer.append(location)
    writer.append(from.rawValue)
    writer.append(to.rawValue)
    writer.append(quantity)
    writer.append(value)
    writer.append(currency)
    writer.append(line)
  }
}

extension Posting: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(account.code.rawValue)
    writer.append(account.dimension)
    writer.append(side == .credit)
    writer.append(amount)
    writer.append(currency)
    writer.append(phase.rawValue)
  }
}

extension Message: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(kind.rawValue)
    writer.append(customer)
  }
}
