import OrderLedgerModel

extension CommandSamples {
  static let returns: [Command] = [
    Command(
      .returnItems(
        ReturnItems(
          order: "1001", return: "rt1",
          lines: [
            ReturnItems.Line(line: "A", quantity: 2, fulfillment: "f1"),
            ReturnItems.Line(line: "B", quantity: 1),
          ], reason: "customer", note: "too small", location: "PAR", received: true,
          notify: true)), key: "k10", at: at),
    Command(
      .returnItems(
        ReturnItems(
          order: "1001", return: "rt2", lines: [ReturnItems.Line(line: "A", quantity: 1)],
          reason: "customer"))),
    Command(
      .receiveReturn(
        ReceiveReturn(
          order: "1001", return: "rt1", lines: [LineQuantity(line: "A", quantity: 1)],
          notify: true)), key: "k11"),
    Command(.receiveReturn(ReceiveReturn(order: "1001", return: "rt1"))),
    Command(
      .inspectReturn(
        InspectReturn(
          order: "1001", return: "rt1", inspection: "i1",
          lines: [
            InspectReturn.Line(
              line: "A", quantity: 1, disposition: Disposition(.damaged, at: "PAR")),
            InspectReturn.Line(line: "B"),
          ], reason: "customer", note: "scratched", refund: .amount(500), shipping: .amount(100),
          fee: CancellationFee(amount: 120, tax: 20, taxCode: "VAT-20"),
          disposition: Disposition(.kept, at: "LON"), notify: true))),
    Command(.inspectReturn(InspectReturn(order: "1001", return: "rt1", reason: "customer"))),
    Command(.cancelReturn(CancelReturn(order: "1001", return: "rt1", notify: true))),
    Command(.cancelReturn(CancelReturn(order: "1001", return: "rt1"))),
  ]

  static let holds: [Command] = [
    Command(
      .holdStock(
        HoldStock(
          hold: "h1", lines: [HoldStock.Line(sku: "MUG", location: "LON", quantity: 2)],
          expires: at, reason: "other"))),
    Command(
      .holdStock(
        HoldStock(
          hold: "h2", lines: [HoldStock.Line(sku: "MUG", location: "LON", quantity: 2)]))),
    Command(
      .releaseHold(
        ReleaseHold(
          hold: "h1", lines: [HoldStock.Line(sku: "MUG", location: "LON", quantity: 1)])),
      key: "k12"),
    Command(.releaseHold(ReleaseHold(hold: "h1"))),
    Command(.expireHolds(ExpireHolds(through: at))),
    Command(
      .allocateBackorder(
        AllocateBackorder(order: "1001", lines: [LineQuantity(line: "A", quantity: 1)])),
      key: "k13"),
    Command(.allocateBackorder(AllocateBackorder(order: "1001"))),
  ]
}
