@testable import OrderLedgerModel

/// Journal transactions that between them hold every kind of entry and every field.
enum JournalSamples {
  static let store = [UInt8](0..<16)
  static let previous = [UInt8](100..<132)

  static let header = JournalHeader(
    sequence: 17, recordedAt: Timestamp(microseconds: 1_795_428_000_000_001),
    effectiveAt: Timestamp(microseconds: -1), command: "cancelOrder", actor: "staff:ann",
    key: "k-1", requestDigest: [UInt8](repeating: 0xAB, count: 32), document: "c1",
    reason: "customer",
    transition: OrderTransition(
      order: "1001", version: 3, status: .partiallyCancelled, previous: 9),
    noteDigest: [UInt8](repeating: 0xCD, count: 32))

  /// The same under a policy.
  static let ruledHeader = JournalHeader(
    sequence: header.sequence, recordedAt: header.recordedAt, effectiveAt: header.effectiveAt,
    command: header.command, actor: header.actor, key: header.key,
    requestDigest: header.requestDigest, document: header.document, reason: header.reason,
    transition: header.transition, noteDigest: header.noteDigest, policyVersion: 3)

  static let bareHeader = JournalHeader(
    sequence: 1, recordedAt: .epoch, effectiveAt: .epoch, command: "openLocation", actor: nil,
    key: nil, requestDigest: nil, document: nil, reason: nil, transition: nil, noteDigest: nil)

  static let location = LocationChange(location: "LON", name: "London", isOpen: true)

  static let placement = OrderPlacement(
    order: "1001", currency: .gbp, customer: "c-9", channel: "web",
    lines: [
      PlacedLine(
        id: "A", kind: .item, sku: "MUG", location: "LON", quantity: 2, unitPrice: 1_000,
        discounts: [Discount(code: "TEN", amount: 200), Discount(amount: 1)],
        taxes: [Tax(code: "VAT-20", amount: 300)], taxIncluded: true, costed: true,
        backordered: 1),
      PlacedLine(
        id: "S", kind: .shipping, sku: nil, location: nil, quantity: 1, unitPrice: 499,
        discounts: [], taxes: [], taxIncluded: false, costed: false, backordered: 0),
    ])

  /// An order of one gift card.
  static let cardPlacement = OrderPlacement(
    order: "1003", currency: .gbp, customer: nil, channel: nil,
    lines: [
      PlacedLine(
        id: "A", kind: .item, sku: "GIFT", location: "LON", quantity: 1, unitPrice: 900,
        discounts: [], taxes: [], taxIncluded: false, costed: true, backordered: 0, card: "GC-2")
    ])

  static let line: LineChange = {
    var change = LineChange(line: "A", number: 0, kind: .cancel)
    change.cancelled = 1
    change.fulfilled = -2
    change.returned = 3
    change.backordered = -1
    change.reversed = 4
    change.recognized = -5
    change.net = 700
    change.discount = 100
    change.tax = 150
    change.reason = "fraud"
    change.disposition = .damaged
    return change
  }()

  static let movement = StockMovement(
    sku: "MUG", location: "LON", from: .reserved, to: .damaged, quantity: 1, value: 250,
    currency: .gbp, line: 0)

  static let payment = PaymentTransaction(
    payment: "p1", number: 0, kind: .capture, tender: .gateway("stripe"), amount: 2_900,
    promised: 2_800, fee: 90, reference: "ch_1", expires: .epoch)

  static let decision = RefundDecision(
    id: "c1", kind: .cancellation, number: 0, reason: "customer", choice: .amount, due: 850,
    amount: 500, fee: 120, feeTax: 20, feeTaxCode: "VAT-20", retained: 30, discrepancy: 200,
    shares: [RefundShare(payment: 0, amount: 500)], notify: true)

  static let attempt = AttemptChange(
    attempt: "a1", number: 0, refund: "c1", refundNumber: 0, payment: 0, amount: 500,
    previous: .submitted, status: .failed, reference: "re_1", failure: "card closed", fee: 3)

  static let posting = Posting(
    account: Account(.processorClearing, "stripe"), side: .credit, amount: 500, currency: .gbp,
    phase: .pending)

  static let credit = CreditChange(
    credit: "GC-1", kind: .giftCard, event: .spend, currency: .gbp, balance: -500, held: -400,
    status: .active, expires: Timestamp(microseconds: 1_795_428_000_000_000), previous: 9)

  static let dispute = DisputeChange(
    dispute: "d1", number: 0, payment: 0, amount: 500, previous: .open, status: .lost, fee: -15,
    refunded: 200, unfulfilled: 100)

  static let message = Message(kind: .orderCancelled, customer: "c-9")

  static let replacement = OrderPlacement(
    order: "1001-B", currency: .gbp, customer: nil, channel: nil, replaces: "1001", lines: [])

  static let request = CancellationRequest(
    number: 1,
    cancel: CancelOrder(
      order: "1001", cancellation: "c4", lines: [CancelOrder.Line(line: "A", quantity: 1)],
      reason: "customer", refund: .later),
    party: "warehouse:LON", expires: .epoch, needsApproval: true, amount: 500)

  static let answer = RequestAnswer(number: 1, cancellation: "c4", status: .rejected)

  static let policy = PolicyVersion(
    version: 2, policy: CancellationPolicy(rules: [.init("a", within: 5)], backorder: false))
  static let returned = ReturnChange(
    id: "rt1", number: 0, kind: .announce, line: "A", lineNumber: 0, shipment: 12, quantity: 2,
    location: "PAR")

  static let inspected = ReturnChange(
    id: "rt1", number: 0, kind: .inspect, line: "A", lineNumber: 0, shipment: 12, quantity: 1,
    disposition: .damaged)

  static let hold = HoldChange(
    hold: "h1", kind: .hold, sku: "MUG", location: "LON", quantity: 3,
    expires: Timestamp(microseconds: 1_795_428_000_000_000))
  static let period = PeriodEntry(.late, Timestamp(microseconds: 1_795_428_000_000_000))
  static let reversal = Reversal(of: 12)
  static let exchange = Exchange(
    .succeeded, payment: 1, attempt: 2, amount: 500,
    presented: Money(minorUnits: 710, currency: .cad))
  static let customer = CustomerChange(.noteErased, "c-9", 11)

  /// One of every kind, in an order that is not that of the groups in a receipt.
  static let entries: [Entry] = [
    .message(message), .posting(posting), .location(location), .placement(placement),
    .returned(returned), .hold(hold), .stock(movement), .line(line), .payment(payment),
    .decision(decision), .attempt(attempt),
    .posting(Posting(account: Account(.bank), side: .debit, amount: 1, currency: .jpy)),
    .stock(
      StockMovement(sku: "MUG", location: "LON", from: .reserved, to: .available, quantity: 1)),
    .line(LineChange(line: "S", number: 1, kind: .service)),
    .attempt(
      AttemptChange(
        attempt: "a2", number: 1, refund: "c1", refundNumber: 0, payment: 0, amount: 1,
        previous: nil, status: .submitted)),
    .payment(
      PaymentTransaction(
        payment: "p2", number: 1, kind: .sale, tender: .manual("till"), amount: 1, promised: 0)),
    .answer(RequestAnswer(number: 0, cancellation: "c3", status: .expired)),
    .request(request), .answer(answer), .policy(policy),
    .returned(inspected),
    .hold(HoldChange(hold: "h1", kind: .order, sku: "MUG", location: "LON", quantity: 1)),
    .period(period), .reversal(reversal), .customer(customer),
    .customer(CustomerChange(.erased, "c-9")), .exchange(exchange),
    .exchange(
      Exchange(.placed, amount: 900, presented: Money(minorUnits: 1_350, currency: .cad))),
    .exchange(
      Exchange(
        .disputed, payment: 1, dispute: 3, amount: 422,
        presented: Money(minorUnits: 600, currency: .cad))),
    .message(Message(kind: .refundDecided, customer: nil)),
    .credit(credit), .dispute(dispute),
  ]

  static let decisionLeftForLater = RefundDecision(
    id: "r1", kind: .refund, number: nil, reason: "staff", choice: .later, due: 0, amount: 0,
    shares: [])

  static let all: [JournalTransaction] = [
    JournalTransaction(header: header, entries: entries),
    JournalTransaction(header: ruledHeader, entries: [.message(message)]),
    JournalTransaction(header: bareHeader, entries: []),
    JournalTransaction(header: bareHeader, entries: [.placement(replacement)]),
    JournalTransaction(
      header: bareHeader,
      entries: [.policy(PolicyVersion(version: 1, policy: CommandSamples.policy))]),
    JournalTransaction(header: bareHeader, entries: [.decision(decisionLeftForLater)]),
    JournalTransaction(
      header: bareHeader, entries: [.placement(cardPlacement)]),
    JournalTransaction(
      header: bareHeader,
      entries: [.location(LocationChange(location: "LON", name: nil, isOpen: false))]),
  ]
}
