/// One of a few words in the wire form.
protocol WireChoice: WireScalar, CaseIterable, Equatable where Raw == String {
  /// The word.
  var name: String { get }
}

extension WireChoice {
  static func named(_ word: String, among choices: [Self]) throws(WireFault) -> Self {
    for choice in choices where choice.name == word { return choice }
    throw WireFault(
      code: .invalidChoice, found: WirePath.word(word),
      allowed: choices.map(\.name).joined(separator: ", "))
  }

  init(wire raw: String) throws(WireFault) {
    self = try Self.named(raw, among: Array(Self.allCases))
  }

  var wire: String { name }
}

extension WireChoice where Self: RawRepresentable, RawValue == String {
  var name: String { rawValue }
}

extension Bucket: WireChoice { static let placeholder = Bucket.available }
extension LineKind: WireChoice { static let placeholder = LineKind.item }
extension Tender.Kind: WireChoice { static let placeholder = Tender.Kind.gateway }
extension Disposition.Kind: WireChoice { static let placeholder = Disposition.Kind.restock }
extension RefundChoice.Kind: WireChoice { static let placeholder = RefundChoice.Kind.original }
extension ShippingChoice.Kind: WireChoice { static let placeholder = ShippingChoice.Kind.auto }
extension SettleRefund.Outcome: WireChoice {
  static let placeholder = SettleRefund.Outcome.succeeded
}
extension Side: WireChoice { static let placeholder = Side.debit }
extension Posting.Phase: WireChoice { static let placeholder = Posting.Phase.posted }
extension OrderStatus: WireChoice { static let placeholder = OrderStatus.open }
extension LineChange.Kind: WireChoice { static let placeholder = LineChange.Kind.cancel }
extension PaymentTransaction.Kind: WireChoice {
  static let placeholder = PaymentTransaction.Kind.authorize
}
extension RefundDecision.Kind: WireChoice {
  static let placeholder = RefundDecision.Kind.cancellation
}
extension AttemptStatus: WireChoice { static let placeholder = AttemptStatus.submitted }
extension Message.Kind: WireChoice { static let placeholder = Message.Kind.orderCancelled }
extension FulfillmentStatus: WireChoice { static let placeholder = FulfillmentStatus.unfulfilled }
extension PaymentStatus: WireChoice { static let placeholder = PaymentStatus.unpaid }
extension LedgerError.Code: WireChoice { static let placeholder = LedgerError.Code.malformedJSON }
