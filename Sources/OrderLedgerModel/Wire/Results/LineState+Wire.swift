/// A line of an order's view: what was placed, and what has happened to it.
///
/// Units (`ordered` and what became of them) are those of goods; a service has none. Its money is
/// in the components like that of goods: gross, discounts, taxes, total, and of it `reversed`.
extension LineState: WireWritable {
  enum Fields: String, WireField {
    case line, lineNumber, kind, sku, location, costed
    case ordered, cancelled, fulfilled, returned, open, backordered
    case unitPrice, taxIncluded, gross, discounts, taxes, total, reversed
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(placed.id, .line)
    try wire.write(number, .lineNumber)
    try wire.write(placed.kind, .kind)
    if placed.kind == .item { try writeUnits(&wire) }
    try wire.write(placed.unitPrice, .unitPrice)
    try wire.write(placed.taxIncluded, .taxIncluded)
    try wire.write(placed.gross, .gross)
    try wire.write(placed.discounts, .discounts)
    try wire.write(placed.taxes, .taxes)
    try wire.write(placed.total, .total)
    try wire.write(reversedAmounts, .reversed)
  }

  private func writeUnits(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(placed.sku, .sku)
    try wire.write(placed.location, .location)
    try wire.write(placed.costed, .costed)
    try wire.write(placed.quantity, .ordered)
    try wire.write(cancelled, .cancelled)
    try wire.write(fulfilled, .fulfilled)
    try wire.write(returned, .returned)
    try wire.write(open, .open)
    try wire.write(backordered, .backordered)
  }
}

extension LineAmounts: WireWritable {
  enum Fields: String, WireField { case net, discount, tax, total }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(net, .net)
    try wire.write(discount, .discount)
    try wire.write(tax, .tax)
    try wire.write(total, .total)
  }
}
