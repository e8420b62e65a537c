extension ReturnChange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(id)
    writer.append(number)
    writer.append(kind.rawValue)
    writer.append(line)
    writer.append(lineNumber)
    writer.append(shipment)
    writer.append(quantity)
    writer.append(disposition) { $0.append($1.rawValue) }
    writer.append(location)
  }
}

extension HoldChange: ChainedEntry {
  func writePreimage(into writer: inout ByteWriter) {
    writer.append(hold)
    writer.append(kind.rawValue)
    writer.append(sku)
    writer.append(location)
    writer.append(quantity)
    writer.append(expires)
  }
}
