import OrderLedger
import OrderLedgerTesting

/// The worked examples of returns in the posting matrix.
let returnExamples = [
  WorkedExample("A return announced, received and inspected") { shop in
    try await shop.sell()
    return [
      try await shop.announce([.init(line: "A", quantity: 2)]),
      try await shop.ledger.perform(ReceiveReturn(order: "1001", return: "rt1")),
      try await shop.inspect(),
    ]
  },
  WorkedExample("A restocking fee") { shop in
    try await shop.sell()
    try await shop.announce([.init(line: "B", quantity: 1)], received: true)
    return [
      try await shop.inspect(fee: CancellationFee(amount: 600, tax: 100, taxCode: "VAT-20"))
    ]
  },
  WorkedExample("Returned units that are not for sale") { shop in
    try await shop.sell()
    try await shop.announce([.init(line: "A", quantity: 3)])
    try await shop.ledger.perform(
      ReceiveReturn(
        order: "1001", return: "rt1", lines: [LineQuantity(line: "A", quantity: 2)]), key: "rt1")
    return [
      try await shop.inspect(lines: [
        .init(line: "A", quantity: 1, disposition: Disposition(.damaged)),
        .init(line: "A", quantity: 1, disposition: Disposition(.scrapped)),
        .init(line: "A", quantity: 1, disposition: Disposition(.kept)),
      ])
    ]
  },
  WorkedExample("A return at another location") { shop in
    try await shop.sell()
    return [
      try await shop.announce([.init(line: "A", quantity: 2)], received: true, at: "PAR"),
      try await shop.inspect(disposition: Disposition(.restock, at: "LON")),
    ]
  },
  WorkedExample("A return after its money went back") { shop in
    try await shop.sell()
    try await shop.refund([LineQuantity(line: "A", quantity: 2)])
    try await shop.announce([.init(line: "A", quantity: 3)], received: true)
    return [try await shop.inspect()]
  },
  WorkedExample("A return that was never paid") { shop in
    try await shop.place()
    try await shop.fulfill()
    try await shop.announce([.init(line: "A", quantity: 3)], received: true)
    return [try await shop.inspect()]
  },
  WorkedExample("A return to store credit") { shop in
    try await shop.sell()
    try await shop.announce([.init(line: "A", quantity: 1)], received: true)
    return [try await shop.inspect(refund: .storeCredit)]
  },
  WorkedExample("A return after a lost dispute") { shop in
    try await shop.sell()
    try await shop.ledger.perform(
      OpenDispute(order: "1001", dispute: "d1", payment: "p1", amount: 10_200))
    try await shop.announce([.init(line: "A", quantity: 3)], received: true)
    return [
      try await shop.ledger.perform(CloseDispute(dispute: "d1", outcome: .lost)),
      try await shop.inspect(),
    ]
  },
]

extension ExampleShop {
  fileprivate func sell() async throws {
    try await place()
    try await pay()
    try await fulfill()
  }

  @discardableResult
  fileprivate func announce(
    _ lines: [ReturnItems.Line], received: Bool = false, at location: LocationID? = nil
  ) async throws -> Receipt {
    try await ledger.perform(
      ReturnItems(
        order: "1001", return: "rt1", lines: lines, reason: "customer", location: location,
        received: received))
  }

  fileprivate func inspect(
    lines: [InspectReturn.Line]? = nil, refund: RefundChoice = .original,
    fee: CancellationFee? = nil, disposition: Disposition = .restock
  ) async throws -> Receipt {
    try await ledger.perform(
      InspectReturn(
        order: "1001", return: "rt1", lines: lines, reason: "customer", refund: refund,
        fee: fee, disposition: disposition))
  }
}
