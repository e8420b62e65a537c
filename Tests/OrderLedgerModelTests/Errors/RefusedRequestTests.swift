import OrderLedgerModel
import Testing

@Suite struct RefusedRequestTests {
  static let placed = [Sample.place, Sample.pay(10_200)]
  static let quantities = "1 to 1000000000"
  static let amounts = "\(Limits.maxAmount)"

  static let cancellations: [RefusalRow] = [
    RefusalRow(
      "nothing named", before: placed, Sample.cancel([]), "emptySelection | field lines"),
    RefusalRow(
      "a line twice", before: placed,
      Sample.cancel([CancelOrder.Line(line: "A"), CancelOrder.Line(line: "A", quantity: 1)]),
      "duplicateLine | line A"),
    RefusalRow(
      "no units", before: placed, Sample.cancel([CancelOrder.Line(line: "A", quantity: 0)]),
      "invalidQuantity | line A | 0 | \(quantities)"),
    RefusalRow(
      "fewer than no units", before: placed,
      Sample.cancel([CancelOrder.Line(line: "A", quantity: -3)]),
      "invalidQuantity | line A | -3 | \(quantities)"),
    RefusalRow(
      "units beyond all limits", before: placed,
      Sample.cancel([CancelOrder.Line(line: "A", quantity: .max)]),
      "invalidQuantity | line A | 9223372036854775807 | \(quantities)"),
    RefusalRow(
      "a refund below zero", before: placed, Sample.cancel(refund: .amount(-1)),
      "invalidAmount | field refund.amount | -1 | 0 to \(amounts)"),
    RefusalRow(
      "a refund beyond all limits", before: placed, Sample.cancel(refund: .amount(.max)),
      "invalidAmount | field refund.amount | 9223372036854775807 | 0 to \(amounts)"),
    RefusalRow(
      "shipping below zero", before: placed, Sample.cancel(shipping: .amount(-1)),
      "invalidAmount | field shipping.amount | -1 | 0 to \(amounts)"),
    RefusalRow(
      "a fee of nothing", before: placed, Sample.cancel(fee: CancellationFee(amount: 0)),
      "invalidAmount | field fee.amount | 0 | 1 to \(amounts)"),
    RefusalRow(
      "a fee that is more than tax", before: placed,
      Sample.cancel(fee: CancellationFee(amount: 10, tax: 11, taxCode: "VAT")),
      "invalidAmount | field fee.tax | 11 | 0 to 10"),
    RefusalRow(
      "tax of no code", before: placed, Sample.cancel(fee: CancellationFee(amount: 10, tax: 1)),
      "missingField | field fee.taxCode"),
    RefusalRow(
      "a fee where nothing goes back", before: placed,
      Sample.cancel(refund: .none, fee: CancellationFee(amount: 10)),
      "invalidChoice | field fee | a fee | no fee where no money goes back"),
  ]

  @Test(arguments: cancellations)
  func `a cancellation that makes no sense is refused`(_ row: RefusalRow) throws {
    try row.check()
  }

  static let others: [RefusalRow] = [
    RefusalRow(
      "an authorisation of nothing", before: placed, Sample.authorize(0, "p2"),
      "invalidAmount | field amount | 0 | 1 to \(amounts)"),
    RefusalRow(
      "a payment beyond the limit", before: placed, Sample.pay(Limits.maxAmount + 1, "p2"),
      "invalidAmount | field amount | \(Limits.maxAmount + 1) | 1 to \(amounts)"),
    RefusalRow(
      "a fee below zero", before: placed, Sample.pay(1, "p2", fee: -1),
      "invalidAmount | field fee | -1 | 0 to \(amounts)"),
    RefusalRow(
      "a capture of nothing", before: placed, Sample.capture(0),
      "invalidAmount | field amount | 0 | 1 to \(amounts)"),
    RefusalRow(
      "a capture that a retry could do twice", before: placed, Sample.capture(1), hasKey: false,
      "keyRequired | field key"),
    RefusalRow(
      "stock that a retry could receive twice",
      .receiveStock(ReceiveStock(sku: "MUG", location: "LON", quantity: 1)), hasKey: false,
      "keyRequired | field key"),
    RefusalRow(
      "a fulfillment of nothing", before: placed, Sample.fulfill([]),
      "emptySelection | field lines"),
    RefusalRow(
      "a fulfillment with a line twice", before: placed,
      Sample.fulfill([LineQuantity(line: "A", quantity: 1), LineQuantity(line: "A", quantity: 1)]),
      "duplicateLine | line A"),
    RefusalRow(
      "a fulfillment of no units", before: placed,
      Sample.fulfill([LineQuantity(line: "A", quantity: 0)]),
      "invalidQuantity | line A | 0 | \(quantities)"),
    RefusalRow(
      "a refund of nothing", before: placed, Sample.refund(),
      "emptySelection | field lines | lines, shipping or amount"),
    RefusalRow(
      "a refund kept", before: placed, Sample.refund(amount: 1, to: .none),
      "invalidChoice | field to | none | original, later, storeCredit"),
    RefusalRow(
      "a refund of shipping by the value of goods", before: placed,
      Sample.refund(shipping: .proportional),
      "invalidChoice | field shipping.kind | proportional | auto, amount, keep"),
    RefusalRow(
      "an attempt at nothing", before: placed, Sample.submit(amount: 0),
      "invalidAmount | field amount | 0 | 1 to \(amounts)"),
    RefusalRow(
      "a settlement with a fee below zero", before: placed, Sample.settle(.succeeded, fee: -1),
      "invalidAmount | field fee | -1 | 0 to \(amounts)"),
    RefusalRow(
      "a count below zero",
      .countStock(CountStock(sku: "MUG", location: "LON", quantity: -1)),
      "invalidQuantity | field quantity | -1 | 0 to 1000000000"),
    RefusalRow(
      "a cost in no currency",
      .receiveStock(ReceiveStock(sku: "MUG", location: "LON", quantity: 1, unitCost: 1)),
      "missingField | field currency"),
    RefusalRow(
      "reserved units moved by hand", StockPostingsTests.move(.reserved, .available),
      "invalidChoice | field from.bucket | reserved | available, inspection, damaged, "
        + "safety, countAdjustment, scrapped"),
    RefusalRow(
      "units moved to where they are", StockPostingsTests.move(.available, .available),
      "emptySelection | field to | from"),
    RefusalRow(
      "a location's name too long",
      .openLocation(OpenLocation(location: "NYC", name: String(repeating: "x", count: 257))),
      "invalidText | field name | 257 bytes | at most 256 bytes without NUL"),
  ]

  @Test(arguments: others) func `a request that makes no sense is refused`(
    _ row: RefusalRow
  ) throws {
    try row.check()
  }
}
