import OrderLedgerModel
import Testing

@testable import OrderLedger

@Suite struct MappingTests {
  private static let good = """
    {"name": "shop", "currency": "EUR", "location": "main", "tender": "import",
     "date": {"format": "local", "zone": "+02:00"},
     "columns": {"order": "o", "sku": "s", "quantity": "q", "price": "p", "date": "d",
                 "customer": "c"},
     "cancellations": {"negativeQuantity": true},
     "items": [{"kind": "prefix", "text": "IT"}]}
    """

  private func code(_ old: String, _ new: String) -> String? {
    do throws(LedgerError) {
      _ = try ImportMapping(json: Self.good.replacing(old, with: new).utf8)
      return nil
    } catch {
      return "\(error.code.rawValue) \(error.subject?.name ?? "")"
    }
  }

  @Test func `the built-in mapping survives its own JSON`() throws {
    let mapping = ImportMapping.onlineRetail
    #expect(try ImportMapping(json: try mapping.json()) == mapping)
    #expect(ImportMapping.named("online-retail") == mapping)
    #expect(ImportMapping.named("other") == nil)
  }

  @Test func `what is not given has its documented default`() throws {
    let mapping = try ImportMapping(json: Self.good.utf8)
    #expect(mapping.delimiter == UInt8(ascii: ","))
    #expect(mapping.date.zone == .fixed(minutes: 120))
    #expect(mapping.openingStock == .minimumOfRunningSum)
    #expect(mapping.zeroPrice == .adjustment)
    #expect(mapping.columns.line == nil)
  }

  @Test func `an error shows a text of the file's on one line, and not all of it`() throws {
    let bell = "\\u0007" + String(repeating: "x", count: 5_000)
    let error = #expect(throws: LedgerError.self) {
      _ = try ImportMapping(json: Self.good.replacing("local", with: bell).utf8)
    }
    #expect(error?.found?.hasPrefix("\\u{07}xxx") == true)
    #expect((error?.found?.utf8.count ?? .max) < 100)
    let header = (1...1_000).map { "c\($0)\u{1}" }.joined(separator: ",") + "\n"
    let other = #expect(throws: LedgerError.self) {
      _ = try ImportDocuments(MemoryBytes(header.utf8), mapping: .onlineRetail)
    }
    #expect(other?.code == .missingField)
    #expect(other?.allowed?.hasSuffix("and 980 more") == true)
    #expect((other?.detailedDescription.utf8.count ?? .max) < 1_000)
  }

  @Test func `each mistake is named`() {
    #expect(code("\"name\"", "\"nam\"") == "missingField name")
    #expect(code("\"sku\": \"s\",", "\"sku\": \"s\", \"skew\": 1,") == "unknownField columns.skew")
    #expect(code("\"sku\": \"s\",", "") == "missingField columns.sku")
    #expect(code("\"sku\": \"s\"", "\"sku\": 5") == "wrongType columns.sku")
    #expect(code("\"EUR\"", "\"EUX\"") == "unknownCurrency currency")
    #expect(code("\"local\"", "\"excel\"") == "invalidChoice date.format")
    #expect(code("+02:00", "Mars") == "invalidChoice date.zone")
    #expect(code("\"prefix\"", "\"regex\"") == "invalidChoice items[0].kind")
    #expect(code("\"main\"", "\" main\"") == "invalidIdentifier location")
    #expect(code("\"shop\"", "\"Shop 1\"") == "invalidText name")
    #expect(
      code("{\"negativeQuantity\": true}", "{}") == "invalidChoice cancellations")
    #expect(code("]}", "]") == "malformedJSON ")
  }

  @Test func `a column that the file lacks is named`() {
    #expect(throws: LedgerError.self) {
      try ImportDocuments(MemoryBytes("a,b\n".utf8), mapping: .onlineRetail)
    }
  }

  @Test(arguments: [
    ("85123A", true), ("85123", true), ("8512", false), ("851234", false), ("85123A1", false),
    ("dcgs0003", true), ("GIFT_0001_10", true), ("pads", true), ("PADS1", false), ("POST", false),
    ("", false), ("M", false),
  ])
  func `item codes are those of the data's README`(code: String, isItem: Bool) {
    #expect(ImportMapping.onlineRetail.isItem(code) == isItem)
  }
}
