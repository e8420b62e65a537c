import OrderLedgerModel

/// Orders of all sorts: free, cheap and dear goods, discounts up to the whole price, several taxes,
/// included or on top, services with taxes, currencies with 0, 2 and 3 decimals.
struct RandomOrder {
  var random: SplitMix64
  let currency: Currency

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    currency = [Currency.jpy, .gbp, .kwd].randomElement(using: &random) ?? .gbp
  }

  mutating func make() -> PlaceOrder {
    var lines: [PlaceOrder.Line] = []
    for number in 0..<int(1...6) {
      lines.append(line(number))
    }
    var order = PlaceOrder(order: "1001", currency: currency, channel: "web", lines: lines)
    var room: Int64 = 0
    for line in lines { room += line.unitPrice * line.quantity - line.discounts.sum }
    for number in 0..<int(0...2) where room > 0 {
      // Included taxes leave only some of the price for discounts of the order.
      let most = lines.contains(where: \.taxIncluded) ? room / 100 : room
      let amount = int64(0...most)
      order.discounts.append(Discount(code: number == 0 ? "ORDER" : nil, amount: amount))
      room -= amount
    }
    for number in 0..<int(0...2) {
      order.shipping.append(service("S\(number)", .shipping))
    }
    for number in 0..<int(0...1) {
      let kind = LineKind.charges.randomElement(using: &random) ?? .fee
      order.charges.append(service("C\(number)", kind))
    }
    return order
  }

  private mutating func line(_ number: Int) -> PlaceOrder.Line {
    let quantity = int64(1...40)
    let price = price()
    var line = PlaceOrder.Line(
      line: LineID(unchecked: "L\(number)"), sku: SKU(unchecked: "SKU-\(number)"),
      quantity: quantity, unitPrice: price, location: "LON", costed: int(0...4) > 0)
    var net = price * quantity
    for _ in 0..<int(0...3) {
      let amount = int(0...4) == 0 ? net : int64(0...net / 2)
      line.discounts.append(Discount(code: nil, amount: amount))
      net -= amount
    }
    // Where hardly anything is left of the price of a unit, a tax inside it makes no sense.
    line.taxIncluded = int(0...2) == 0 && net / quantity >= 20
    line.taxes = taxes(on: line.taxIncluded ? net / 4 : net / 2)
    return line
  }

  private mutating func service(_ name: String, _ kind: LineKind) -> PlaceOrder.Service {
    let amount = price()
    var service = PlaceOrder.Service(line: LineID(unchecked: name), kind: kind, amount: amount)
    var net = amount
    for _ in 0..<int(0...2) {
      let discount = int64(0...net / 2)
      service.discounts.append(Discount(amount: discount))
      net -= discount
    }
    service.taxIncluded = int(0...2) == 0 && net >= 20
    service.taxes = net == 0 ? [] : taxes(on: service.taxIncluded ? net / 4 : net / 2)
    return service
  }

  private mutating func taxes(on most: Int64) -> [Tax] {
    var taxes: [Tax] = []
    for code in (["STATE", "COUNTY", "CITY"] as [TaxCode]).prefix(int(0...3)) {
      taxes.append(Tax(code: code, amount: int64(0...most / 3)))
    }
    return taxes
  }

  private mutating func price() -> Int64 {
    switch int(0...5) {
    case 0: 0
    case 1: int64(1...9)
    case 2: int64(1_000_000_000...1_000_000_000_000)
    default: int64(1...20_000)
    }
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }

  mutating func int64(_ range: ClosedRange<Int64>) -> Int64 {
    .random(in: range, using: &random)
  }
}

extension [Discount] {
  var sum: Int64 { reduce(0) { $0 + $1.amount } }
}
