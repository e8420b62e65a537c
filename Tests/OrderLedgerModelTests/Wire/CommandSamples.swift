@testable import OrderLedgerModel

/// Commands that between them hold every field, present and left out.
enum CommandSamples {
  static let at = Timestamp(microseconds: 1_795_428_000_000_000)

  static let all: [Command] =
    stock + orders + payments + goods + cancellations + refunds
    + returns + holds + books + requests + credits + disputes

  static let requests: [Command] = [
    Command(
      .requestCancellation(
        RequestCancellation(
          CancelOrder(
            order: "1001", cancellation: "c4",
            lines: [CancelOrder.Line(line: "A", quantity: 1, reason: "fraud")], reason: "customer",
            note: "asks by phone", refund: .later, shipping: .keep,
            fee: CancellationFee(amount: 5), disposition: Disposition(.damaged), notify: true),
          of: "warehouse:LON", expires: at)), key: "k10", actor: "staff:ann", at: at),
    Command(
      .requestCancellation(
        RequestCancellation(
          CancelOrder(order: "1001", cancellation: "c5", reason: "customer")))),
    Command(
      .answerCancellation(AnswerCancellation(cancellation: "c4", accepted: true, note: "yes")),
      actor: "warehouse:LON"),
    Command(.answerCancellation(AnswerCancellation(cancellation: "c4", accepted: false))),
    Command(.expireCancellationRequest(ExpireCancellationRequest(cancellation: "c5")), key: "k11"),
    Command(.setPolicy(SetPolicy(policy)), actor: "staff:ann", expectedVersion: 0),
    Command(.setPolicy(SetPolicy(CancellationPolicy()))),
    Command(
      .placeOrder(
        PlaceOrder(
          order: "1001-B", currency: .gbp,
          lines: [
            PlaceOrder.Line(line: "A", sku: "MUG", quantity: 1, unitPrice: 900, location: "LON")
          ], replaces: "1001"))),
  ]

  /// A policy that uses everything a policy has.
  static let policy = CancellationPolicy(
    grants: [
      CancellationPolicy.Grant(["staff:ann", "staff:bob"], roles: ["manager", "clerk"]),
      CancellationPolicy.Grant(["staff:*"], roles: ["clerk"]),
    ],
    administrators: ["manager"],
    rules: [
      CancellationPolicy.Rule(
        "customers", roles: ["clerk"], fulfillment: [.unfulfilled, .partiallyFulfilled],
        payment: [.paid], within: 3_600, refunds: [.original, .storeCredit, .later],
        waivesFee: true),
      CancellationPolicy.Rule("managers", roles: ["manager"]),
    ],
    fees: [
      CancellationPolicy.Fee(
        from: 60, basisPoints: 1_000, taxCode: "VAT-20", taxBasisPoints: 2_000),
      CancellationPolicy.Fee(from: 0, basisPoints: 0),
    ],
    shipping: .proportional, disposition: .damaged, tenders: [.giftCard, .gateway],
    backorder: false,
    approval: CancellationPolicy.Approval(
      above: [CancellationPolicy.Limit(.gbp, 10_000)], roles: ["manager"]),
    refundLimits: [
      CancellationPolicy.RefundLimit(
        "clerks", roles: ["clerk"],
        limits: [CancellationPolicy.Limit(.gbp, 5_000), CancellationPolicy.Limit(.eur, 0)])
    ])

  static let stock: [Command] = [
    Command(.openLocation(OpenLocation(location: "LON", name: "London"))),
    Command(.openLocation(OpenLocation(location: "LON"))),
    Command(.closeLocation(CloseLocation(location: "LON")), actor: "staff:ann"),
    Command(
      .receiveStock(
        ReceiveStock(
          sku: "MUG", location: "LON", quantity: 10, unitCost: 250, currency: .gbp,
          reference: "DN-7")), key: "k1", at: at),
    Command(.receiveStock(ReceiveStock(sku: "MUG", location: "LON", quantity: 10)), key: "k2"),
    Command(
      .moveStock(
        MoveStock(
          sku: "MUG", from: StockPlace(location: "LON", bucket: .available),
          to: StockPlace(location: "PAR", bucket: .damaged), quantity: 2, reason: "staff")),
      key: "k3"),
    Command(.countStock(CountStock(sku: "MUG", location: "LON", quantity: 9, expected: 8))),
    Command(.countStock(CountStock(sku: "MUG", location: "LON", quantity: 0)), key: "k4"),
  ]

  static let orders: [Command] = [
    Command(
      .placeOrder(
        PlaceOrder(
          order: "1001", currency: .gbp, customer: "c-9", channel: "web",
          lines: [
            PlaceOrder.Line(
              line: "A", sku: "MUG", quantity: 2, unitPrice: 1_000,
              discounts: [Discount(code: "TEN", amount: 200), Discount(amount: 1)],
              taxes: [Tax(code: "VAT-20", amount: 300)], taxIncluded: true, location: "LON",
              costed: false),
            PlaceOrder.Line(line: "B", sku: "CUP", quantity: 1, unitPrice: 500, location: "PAR"),
          ],
          discounts: [Discount(code: "ORDER", amount: 100)],
          shipping: [
            PlaceOrder.Service(
              line: "S", kind: .shipping, amount: 499, discounts: [Discount(amount: 99)],
              taxes: [Tax(code: "VAT-20", amount: 80)], taxIncluded: true)
          ],
          charges: [
            PlaceOrder.Service(line: "T", kind: .tip, amount: 100),
            PlaceOrder.Service(line: "D", kind: .duty, amount: 20),
            PlaceOrder.Service(line: "F", kind: .fee, amount: 30),
            PlaceOrder.Service(line: "G", kind: .giftWrap, amount: 40),
          ], backorder: true, holds: ["h1", "h2"])), key: "k5", actor: "app:import", at: at),
    Command(
      .placeOrder(
        PlaceOrder(
          order: "1002", currency: .jpy,
          lines: [
            PlaceOrder.Line(line: "A", sku: "MUG", quantity: 1, unitPrice: 900, location: "LON")
          ]))),
  ]

  static let payments: [Command] = [
    Command(
      .authorizePayment(
        AuthorizePayment(
          order: "1001", payment: "p1", tender: .gateway("stripe"), amount: 2_900,
          reference: "ch_1", expires: at))),
    Command(
      .authorizePayment(
        AuthorizePayment(
          order: "1001", payment: "p2", tender: Tender(.giftCard, name: "GC-1"), amount: 1))),
    Command(
      .capturePayment(
        CapturePayment(order: "1001", payment: "p1", amount: 2_900, fee: 90, reference: "ch_2"))),
    Command(.capturePayment(CapturePayment(order: "1001", payment: "p1")), key: "k6"),
    Command(
      .recordPayment(
        RecordPayment(
          order: "1001", payment: "p3", tender: .manual("cash"), amount: 5, fee: 1,
          reference: "r-5"))),
    Command(
      .recordPayment(
        RecordPayment(
          order: "1001", payment: "p4", tender: Tender(.storeCredit, name: "SC-1"), amount: 5)),
      key: "k7"),
    Command(.voidAuthorization(VoidAuthorization(order: "1001", payment: "p1"))),
    Command(.expireAuthorization(ExpireAuthorization(order: "1001", payment: "p1"))),
  ]

  static let goods: [Command] = [
    Command(
      .fulfill(
        Fulfill(
          order: "1001", fulfillment: "f1", lines: [LineQuantity(line: "A", quantity: 1)]))),
    Command(.fulfill(Fulfill(order: "1001", fulfillment: "f2"))),
    Command(.cancelFulfillment(CancelFulfillment(order: "1001", fulfillment: "f1"))),
  ]

  static let cancellations: [Command] = [
    Command(.cancelOrder(CancelOrder(order: "1001", cancellation: "c0", reason: "customer"))),
    Command(
      .cancelOrder(
        CancelOrder(
          order: "1001", cancellation: "c1",
          lines: [
            CancelOrder.Line(
              line: "A", quantity: 1, reason: "fraud",
              disposition: Disposition(.damaged, at: "PAR")),
            CancelOrder.Line(line: "B"),
          ],
          reason: "customer", note: "changed\nher mind", refund: .amount(500),
          shipping: .amount(0), fee: CancellationFee(amount: 120, tax: 20, taxCode: "VAT-20"),
          disposition: Disposition(.restock, at: "LON"), notify: true)),
      key: "k8", actor: "staff:ann", at: at, expectedVersion: 3),
    Command(
      .cancelOrder(
        CancelOrder(
          order: "1001", cancellation: "c2", lines: [], reason: "other", refund: .none,
          shipping: .keep, fee: CancellationFee(amount: 1), disposition: Disposition(.scrapped)))),
    Command(
      .cancelOrder(
        CancelOrder(
          order: "1001", cancellation: "c3", reason: "other", refund: .later,
          shipping: .proportional, disposition: Disposition(.kept)))),
  ]

  static let credits: [Command] = [
    Command(
      IssueStoreCredit(
        account: "SC-1", amount: 500, currency: .gbp, expires: at, reason: "staff"),
      key: "k10"),
    Command(IssueStoreCredit(account: "SC-1", amount: 500, currency: .gbp), key: "k11"),
    Command(
      IssueGiftCard(
        account: "GC-1", amount: 500, currency: .gbp, expires: at, tender: .manual("till"),
        reason: "staff")),
    Command(IssueGiftCard(account: "GC-1", amount: 500, currency: .gbp)),
    Command(ExpireCredit(account: "GC-1", amount: 20), key: "k12"),
    Command(ExpireCredit(account: "GC-1")),
    Command(
      CancelOrder(
        order: "1001", cancellation: "c4", reason: "customer",
        refund: .storeCredit(account: "SC-1", expires: at))),
    Command(
      Refund(order: "1001", refund: "r3", amount: 10, to: .storeCredit, reason: "staff")),
    Command(
      PlaceOrder(
        order: "1003", currency: .gbp,
        lines: [
          PlaceOrder.Line(
            line: "A", sku: "GIFT", quantity: 1, unitPrice: 900, location: "LON",
            giftCard: "GC-2")
        ])),
  ]

  static let disputes: [Command] = [
    Command(OpenDispute(order: "1001", dispute: "d1", payment: "p1", amount: 500, fee: 15)),
    Command(OpenDispute(order: "1001", dispute: "d1", payment: "p1", amount: 500)),
    Command(
      OpenDispute(
        order: "1001", dispute: "d1", payment: "p1", amount: 500,
        presentment: Money(minorUnits: 710, currency: .cad))),
    Command(CloseDispute(dispute: "d1", outcome: .won, feeReturned: 15)),
    Command(CloseDispute(dispute: "d1", outcome: .lost, cancellation: "c5")),
  ]

  static let books: [Command] = [
    Command(.closePeriod(ClosePeriod(through: at)), actor: "staff:ann"),
    Command(
      .adjust(
        Adjust(
          order: "1001", debit: Account(.bank), credit: Account(.processorClearing, "stripe"),
          amount: 250, currency: .gbp, reason: "payout", note: "October")), key: "b1", at: at,
      expectedVersion: 3),
    Command(
      .adjust(
        Adjust(
          debit: Account(.processorFees, "stripe"), credit: Account(.bank), amount: 1,
          currency: .gbp, reason: "fee")), key: "b2"),
    Command(.reverse(Reverse(sequence: 57, reason: "staff", note: "typo"))),
    Command(.reverse(Reverse(sequence: 58, reason: "staff"))),
    Command(
      .setContact(
        SetContact(
          customer: "c-9",
          contact: Contact(name: "Ann", email: "a@b.example", phone: "+44 1", language: "en"))),
      key: "b3"),
    Command(.setContact(SetContact(customer: "c-8", contact: Contact(email: "a@b.example")))),
    Command(.eraseCustomer(EraseCustomer(customer: "c-9"))),
    Command(
      .placeOrder(
        PlaceOrder(
          order: "1003", currency: .usd,
          lines: [
            PlaceOrder.Line(line: "A", sku: "MUG", quantity: 1, unitPrice: 900, location: "LON")
          ], presentment: Money(minorUnits: 1_350, currency: .cad)))),
    Command(
      .capturePayment(
        CapturePayment(
          order: "1003", payment: "p1", reference: "c3",
          presentment: Money(minorUnits: 1_277, currency: .cad)))),
    Command(
      .recordPayment(
        RecordPayment(
          order: "1003", payment: "p2", tender: .gateway("stripe"), amount: 900,
          presentment: Money(minorUnits: 1_277, currency: .cad)))),
    Command(
      .recordPayment(
        RecordPayment(
          order: "1004", payment: "p3", tender: .manual("till"), amount: 1_002, cash: 1_000))),
    Command(
      .submitRefund(
        SubmitRefund(
          attempt: "a3", refund: "r3", amount: 500,
          presentment: Money(minorUnits: 710, currency: .cad)))),
    Command(.submitRefund(SubmitRefund(attempt: "a4", refund: "r4", amount: 502, cash: 500))),
  ]

  static let refunds: [Command] = [
    Command(
      .refund(
        Refund(
          order: "1001", refund: "r1", lines: [LineQuantity(line: "A", quantity: 1)],
          shipping: .auto, amount: 10, to: .later, reason: "staff", note: "", notify: true)),
      key: "k9"),
    Command(.refund(Refund(order: "1001", refund: "r2", amount: 10, reason: "staff"))),
    Command(
      .submitRefund(
        SubmitRefund(
          attempt: "a1", refund: "c1", payment: "p1", amount: 5, reference: "re_1"))),
    Command(.submitRefund(SubmitRefund(attempt: "a2", refund: "c1"))),
    Command(
      .settleRefund(
        SettleRefund(
          attempt: "a1", outcome: .failed, reference: "re_1", failure: "card closed", fee: 3))),
    Command(.settleRefund(SettleRefund(attempt: "a1", outcome: .succeeded))),
    Command(.settleRefund(SettleRefund(attempt: "a1", outcome: .cancelled))),
  ]
}
