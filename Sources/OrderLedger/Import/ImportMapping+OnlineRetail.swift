import OrderLedgerModel

extension ImportMapping {
  /// UCI "Online Retail" (Chen, 2015): a year of a British wholesaler, item codes
  /// `^\d{5}[A-Za-z]*$|^DCGS|^gift_|^PADS$`.
  public static let onlineRetail = ImportMapping(
    name: "online-retail",
    columns: Columns(
      order: "InvoiceNo", line: nil, sku: "StockCode", quantity: "Quantity", price: "UnitPrice",
      date: "InvoiceDate", customer: "CustomerID"),
    date: DateRule(format: .local, zone: .europeLondon),
    currency: .gbp,
    cancellations: CancellationRule(orderPrefix: "C", negativeQuantity: true),
    items: [.digitsThenLetters(digits: 5), .prefix("DCGS"), .prefix("gift_"), .exact("PADS")],
    // Postage, Dotcom postage, carriage.
    shipping: [.exact("POST"), .exact("DOT"), .exact("C2")],
    badDebtPrefix: "A",
    location: "main",
    tender: "import")

  /// The mappings that need no file.
  public static let builtIn = [onlineRetail]

  /// The built-in mapping called `name`.
  public static func named(_ name: String) -> ImportMapping? {
    builtIn.first { $0.name == name }
  }
}
