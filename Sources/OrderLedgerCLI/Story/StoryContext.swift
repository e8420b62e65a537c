import OrderLedger

/// What is needed to read entries aloud: the currency of their amounts, and what numbers stand for.
struct StoryContext: Sendable {
  let currency: Currency?
  private let payments: [Int: String]
  private let lines: [Int: String]
  private let names: [LineID: Int]

  init(_ order: OrderState?) {
    currency = order?.currency
    var payments: [Int: String] = [:]
    for payment in order?.payments ?? [] {
      payments[payment.number] = "\(payment.tender.name.text) (\(payment.id.text))"
    }
    self.payments = payments
    var lines: [Int: String] = [:]
    for line in order?.lines ?? [] {
      lines[line.number] = line.placed.sku?.text ?? line.placed.kind.name.spaced
    }
    self.lines = lines
    names = Dictionary(
      (order?.lines ?? []).map { ($0.placed.id, $0.number) },
      uniquingKeysWith: { first, _ in first })
  }

  /// An amount of the order's.
  func amount(_ minorUnits: Int64) -> String {
    currency?.amount(minorUnits) ?? "\(minorUnits.grouped) minor units"
  }

  /// A payment by its position in the order: `stripe (p1)`.
  func payment(_ number: Int) -> String { payments[number] ?? "payment \(number + 1)" }

  /// What a line sells, by its name.
  func goods(named line: LineID) -> String { names[line].map(goods) ?? "line" }

  /// What a line sells, by its position in the order.
  func goods(_ number: Int) -> String { lines[number] ?? "line \(number + 1)" }
}
