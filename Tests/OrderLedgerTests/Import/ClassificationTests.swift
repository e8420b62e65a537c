import OrderLedgerModel
import Testing

@testable import OrderLedger

@Suite struct ClassificationTests {
  @Test func `each kind of row is told from the others`() throws {
    let plan = try Planning(
      Planning.rows(
        "01 1 85123A 6 2.55 7", "01 1 POST 1 18.00 7", "01 1 M 1 3.00 7",
        "01 1 10000 1 0.001 7", "01 1 10001 2 0 7", "02 2 10000 -3 0", "03 3 10000 4 0",
        "04 4 POST 2 0", "05 A5 B 1 -11062.06", "06 6 POST 1 18.00 7", "07 7 10000 x 1.00",
        "08 8 10000 -1 1.00", "09 C9 10000 1 1.00 7", "10 10 10000 1 -1.00"))
    #expect(
      plan.outcomes == [
        "3 notItem: neither item nor shipping", "4 unpayablePrice: can't be paid in GBP",
        "5 adjustment: given away with the order", "6 adjustment: written off",
        "7 adjustment: found", "8 adjustment: not an item: nothing moved",
        "9 badDebt: not booked", "10 notItem: shipping of an order without items",
        "11 malformed: the quantity is no whole number of units from 1 to 1000000000",
        "12 malformed: the quantity's sign does not fit the order number",
        "13 malformed: the quantity's sign does not fit the order number",
        "14 malformed: the price is no amount",
      ])
    #expect(plan.summary.orders == 1)
    #expect(plan.summary.lines == 2)
    #expect(plan.summary.shippingLines == 1)
    #expect(plan.summary.sold == 6 * 255 + 1_800)
  }

  @Test func `the smallest amount that there is does not overflow`() throws {
    let plan = try Planning(
      Planning.rows("01 1 10000 1 -92233720368547758.08 7", "02 A2 B 1 -92233720368547758.08"))
    #expect(
      plan.outcomes == [
        "1 malformed: quantity times price is beyond the limit",
        "2 malformed: quantity times price is beyond the limit",
      ])
  }

  @Test func `opening stock is the least that keeps every item above zero`() throws {
    let plan = try Planning(
      Planning.rows(
        "01 1 10000 6 1.00 7", "02 C2 10000 -6 1.00 7", "03 3 10000 4 1.00 7",
        "04 4 10000 5 0", "05 5 10000 -7 0"))
    // Cancelled units are not counted on: 6 + 4 − 5 + 7. They are left over at the end.
    #expect(plan.summary.opening == ImportSummary.Opening(items: 1, units: 12))
    #expect(plan.audit.available["10000"] == Int64(6))
    #expect(plan.audit.lowest == 0)
  }

  @Test func `rows of an order that another document interrupts are one order`() throws {
    let plan = try Planning(
      Planning.rows(
        "01 1 10000 6 1.00 7", "01 C2 10000 -2 1.00 7", "02 1 10001 1 1.00 7"))
    #expect(plan.summary.orders == 1)
    #expect(plan.summary.lines == 2)
    #expect(plan.outcomes == ["2 accepted: partLine: 2 of 1/1"])
  }

  @Test func `an order number that returns much later is refused`() throws {
    let between = (2...12).map { Planning.rows("02 \($0) 10000 1 1.00 7") }.joined()
    let plan = try Planning(
      Planning.rows("01 1 10000 1 1.00 7") + between + Planning.rows("03 1 10000 1 1.00 7"))
    #expect(plan.outcomes == ["13 malformed: the order number returns after other orders"])
    #expect(plan.summary.orders == 12)
  }

  @Test func `a second plan of the same file has the same commands and keys`() throws {
    let rows = Planning.rows("01 1 10000 6 1.00 7", "02 C2 10000 -2 1.00 7", "03 3 10000 -1 0")
    let commands = try Planning(rows).commands
    #expect(commands == (try Planning(rows).commands))
    #expect(
      commands.map { $0.key?.text } == [
        "import:online-retail:location:main", "import:online-retail:opening:1:10000",
        "import:online-retail:1:1:place", "import:online-retail:1:1:pay",
        "import:online-retail:C2:2:cancel-1", "import:online-retail:C2:2:submit-1",
        "import:online-retail:C2:2:settle-1", "import:online-retail:3:3:move",
      ])
  }

  @Test func `names that make no key by themselves are hashed into 128 bytes`() throws {
    let names = ImportNames(mapping: String(repeating: "m", count: 24))
    for order in ["Größe", "a:b", "~x", String(repeating: "9", count: 48)] {
      for sku in ["ü", String(repeating: "s", count: 64), "a b"] {
        _ = try IdempotencyKey(names.key(opening: sku, firstOrder: order).text)
        _ = try IdempotencyKey(names.key("cancel-5000", order, row: .max).text)
      }
    }
  }

  @Test func `the report quotes what has to be quoted`() {
    var row = ImportRow(kind: .sale, number: 3, order: "a,b", sku: "c\"d")
    row.quantity = -2
    row.priceText = "1.00"
    #expect(
      ImportFinding(.noSale, row, "x").csv == "noSale,3,\"a,b\",\"c\"\"d\",-2,1.00,x\n")
  }
}
