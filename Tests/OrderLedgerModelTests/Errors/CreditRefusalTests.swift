import Testing

@testable import OrderLedgerModel

@Suite struct CreditRefusalTests {
  static let card = Action.issueGiftCard(
    IssueGiftCard(account: "GC-1", amount: 5_000, currency: .gbp))
  static let giftCard = Tender(.giftCard, name: "GC-1")
  static let past = Timestamp(microseconds: 1)

  static func dispute(_ amount: Int64, of payment: PaymentID = "p1") -> Action {
    .openDispute(OpenDispute(order: "1001", dispute: "d1", payment: payment, amount: amount))
  }

  static let paid = [Sample.place, Sample.pay(10_200)]

  static let rows: [RefusalRow] = [
    RefusalRow(
      "credit of nothing",
      .issueStoreCredit(
        IssueStoreCredit(account: "c", amount: 0, currency: .gbp)),
      "invalidAmount | field amount | 0 | 1 to 1000000000000000"),
    RefusalRow(
      "credit without a key",
      .issueStoreCredit(IssueStoreCredit(account: "c", amount: 1, currency: .gbp)), hasKey: false,
      "keyRequired | field key"),
    RefusalRow(
      "a part of a card expired without a key", before: [card],
      .expireCredit(ExpireCredit(account: "GC-1", amount: 1)), hasKey: false,
      "keyRequired | field key"),
    RefusalRow(
      "a card paid for with a card", before: [card],
      .issueGiftCard(
        IssueGiftCard(account: "GC-2", amount: 1, currency: .gbp, tender: giftCard)),
      "invalidChoice | field tender.kind | giftCard | gateway, manual"),
    RefusalRow(
      "a card issued twice", before: [card], card, "alreadyExists | giftCard GC-1 | giftCard"),
    RefusalRow(
      "a card used as an account", before: [card],
      .issueStoreCredit(IssueStoreCredit(account: "GC-1", amount: 1, currency: .gbp)),
      "alreadyExists | giftCard GC-1 | giftCard | storeCredit"),
    RefusalRow(
      "an account in another currency",
      before: [.issueStoreCredit(IssueStoreCredit(account: "c", amount: 1, currency: .gbp))],
      .issueStoreCredit(IssueStoreCredit(account: "c", amount: 1, currency: .jpy)),
      "currencyMismatch | storeCredit c | JPY | GBP"),
    RefusalRow(
      "a card in another currency",
      before: [
        Sample.place,
        .issueGiftCard(IssueGiftCard(account: "GC-1", amount: 5_000, currency: .jpy)),
      ], Sample.pay(1, by: giftCard), "currencyMismatch | giftCard GC-1 | GBP | JPY"),
    RefusalRow(
      "more than there is on a card", before: [Sample.place, card],
      Sample.pay(5_001, by: giftCard), "insufficientCredit | giftCard GC-1 | 5001 | 5000"),
    RefusalRow(
      "a card where an account is meant", before: [Sample.place, card],
      Sample.pay(1, by: Tender(.storeCredit, name: "GC-1")),
      "creditNotFound | storeCredit GC-1 | giftCard"),
    RefusalRow(
      "a fee on a card", before: [Sample.place, card], Sample.pay(1, by: giftCard, fee: 1),
      "invalidAmount | field fee | 1 | 0 for giftCard"),
    RefusalRow(
      "an unknown card expired", .expireCredit(ExpireCredit(account: "none")),
      "creditNotFound | credit none"),
    RefusalRow(
      "more expired than there is", before: [card],
      .expireCredit(ExpireCredit(account: "GC-1", amount: 5_001)),
      "insufficientCredit | giftCard GC-1 | 5001 | 5000"),
    RefusalRow(
      "two gift cards on one line",
      .placeLine {
        $0.giftCard = "GC-2"
        $0.taxes = []
      }, "invalidQuantity | line A | 3 | 1 gift card"),
    RefusalRow(
      "a taxed gift card",
      .placeLine {
        $0.giftCard = "GC-2"
        $0.quantity = 1
      }, "invalidChoice | line A | taxes on a gift card | none"),
    RefusalRow(
      "a sold card that there is", before: [card],
      .placeLine {
        $0.giftCard = "GC-1"
        $0.quantity = 1
        $0.taxes = []
      }, "alreadyExists | giftCard GC-1 | giftCard"),
    RefusalRow(
      "store credit for no one",
      before: [.place { $0.customer = nil }, Sample.pay(10_200)],
      Sample.cancel(refund: .storeCredit),
      "missingField | field refund.account | an order without a customer | "
        + "the account that gets the credit"),
    RefusalRow(
      "store credit to a card", before: paid + [card],
      Sample.cancel(refund: .storeCredit(account: "GC-1")),
      "alreadyExists | giftCard GC-1 | giftCard | storeCredit"),
    RefusalRow(
      "store credit that has expired", before: paid,
      Sample.cancel(refund: .storeCredit(expires: past)),
      "invalidTime | field refund.expires | 1970-01-01T00:00:00.000001Z | "
        + "after 2026-01-01T00:00:00Z"),
    RefusalRow(
      "an attempt with the ledger's own name", before: paid + [Sample.cancel()],
      Sample.submit("x1", "at-once-1"),
      "invalidIdentifier | field attempt | at-once- | "
        + "any name that does not begin so: those are the ledger's own"),
    RefusalRow(
      "a dispute of a payment that there is not", before: paid, dispute(1, of: "p9"),
      "paymentNotFound | payment p9 | p1"),
    RefusalRow(
      "a dispute of a gift card", before: [Sample.place, card, Sample.pay(100, by: giftCard)],
      dispute(1), "invalidChoice | payment p1 | giftCard | gateway, manual"),
    RefusalRow(
      "a dispute of more than was captured", before: paid, dispute(10_201),
      "overDispute | payment p1 | 10201 | 10200"),
    RefusalRow(
      "a name that is taken", before: paid + [dispute(5_000)], dispute(5_001),
      "alreadyExists | dispute d1"),
    RefusalRow(
      "a fee returned with a lost dispute", before: paid + [dispute(5_000)],
      .closeDispute(CloseDispute(dispute: "d1", outcome: .lost, feeReturned: 1)),
      "invalidChoice | field feeReturned | lost | won"),
    RefusalRow(
      "a cancellation with a won dispute", before: paid + [dispute(5_000)],
      .closeDispute(CloseDispute(dispute: "d1", outcome: .won, cancellation: "x")),
      "invalidChoice | field cancellation | won | lost"),
    RefusalRow(
      "more of the fee than was charged", before: paid + [dispute(5_000)],
      .closeDispute(CloseDispute(dispute: "d1", outcome: .won, feeReturned: 1)),
      "invalidAmount | field feeReturned | 1 | 0 to 0"),
  ]

  @Test(arguments: rows) func `what can't be is refused, and says why`(_ row: RefusalRow) throws {
    try row.check()
  }

  @Test func `tenders are given back in another order when a policy says so`() {
    let payments = [
      PaymentState(id: "c", number: 0, tender: giftCard("GC"), authorized: 1, open: 0),
      PaymentState(id: "g1", number: 1, tender: .gateway("stripe"), authorized: 1, open: 0),
      PaymentState(id: "m", number: 2, tender: .manual("till"), authorized: 1, open: 0),
      PaymentState(id: "g2", number: 3, tender: .gateway("adyen"), authorized: 1, open: 0),
      PaymentState(
        id: "s", number: 4, tender: Tender(.storeCredit, name: "S"), authorized: 1, open: 0),
    ]
    #expect(TenderOrder.standard.sorted(payments).map(\.id) == ["c", "s", "g2", "m", "g1"])
    let cashFirst = TenderOrder([
      TenderOrder.Group([.manual], isNewestFirst: false),
      TenderOrder.Group([.gateway], isNewestFirst: false),
    ])
    #expect(cashFirst.sorted(payments).map(\.id) == ["m", "g1", "g2", "s", "c"])
  }

  private func giftCard(_ name: CreditName) -> Tender { Tender(.giftCard, name: name) }
}
