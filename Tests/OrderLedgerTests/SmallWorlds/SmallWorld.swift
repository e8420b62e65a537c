import OrderLedger
import OrderLedgerModel

/// An order of two lines of two units, with a discount, a tax and a charge for shipping, that two
/// tenders can pay; and all that can be done to it.
struct SmallWorld: Sendable {
  private(set) var ledger = PureLedger()
  /// Documents that were named so far: fulfillments, and cancellations and refunds.
  private var fulfillments = 0
  private var decisions = 0
  private(set) var path: [Move] = []
  private(set) var tally = Tally()

  /// What the entries add up to, summed here and not asked of the state.
  struct Tally: Sendable, Hashable {
    var captured: Int64 = 0
    var due: Int64 = 0
    var decided: Int64 = 0
    var settled: Int64 = 0
    var kept: Int64 = 0
  }

  /// A step that can be tried in every state.
  enum Move: Int, Sendable, CaseIterable {
    case payHalf, payRest, authorize, capture, void
    case shipOne, shipAll, unship
    case cancelOne, cancelOther, cancelAll, cancelOneLater, cancelOneForNothing
    case refundOne, refundShipping, refundAmount
    case submit, succeed, fail
  }

  static let order = PlaceOrder(
    order: "1", currency: .gbp,
    lines: [
      PlaceOrder.Line(
        line: "A", sku: "MUG", quantity: 2, unitPrice: 1_000,
        taxes: [Tax(code: "VAT", amount: 333)], location: "LON"),
      PlaceOrder.Line(line: "B", sku: "CUP", quantity: 2, unitPrice: 251, location: "LON"),
    ],
    discounts: [Discount(code: "ODD", amount: 101)],
    shipping: [PlaceOrder.Service(line: "S", kind: .shipping, amount: 500)])

  /// What was there before the first step.
  static let beginning: [Action] = [
    .openLocation(OpenLocation(location: "LON")),
    .receiveStock(
      ReceiveStock(sku: "MUG", location: "LON", quantity: 3, unitCost: 301, currency: .gbp)),
    .receiveStock(
      ReceiveStock(sku: "CUP", location: "LON", quantity: 3, unitCost: 77, currency: .gbp)),
    .placeOrder(order),
  ]

  init() throws(LedgerError) {
    for action in Self.beginning { _ = try ledger.perform(action) }
  }

  var state: OrderState {
    guard let order = ledger.order else { preconditionFailure("Begin with the order.") }
    return order
  }

  /// The command of a step, in this state; `nil` where it has no meaning.
  func action(_ move: Move) -> Action? {
    let state = self.state
    switch move {
    case .payHalf: return pay("half", .gateway("stripe"), 1_617)
    case .payRest: return pay("rest", .manual("till"), max(1, state.total - 1_617))
    case .authorize:
      return .authorizePayment(
        AuthorizePayment(
          order: "1", payment: "held", tender: .gateway("stripe"), amount: state.total))
    case .capture: return .capturePayment(CapturePayment(order: "1", payment: "held"))
    case .void: return .voidAuthorization(VoidAuthorization(order: "1", payment: "held"))
    case .shipOne: return .fulfill(fulfill([LineQuantity(line: "A", quantity: 1)]))
    case .shipAll: return .fulfill(fulfill(nil))
    case .unship:
      guard fulfillments > 0 else { return nil }
      return .cancelFulfillment(
        CancelFulfillment(order: "1", fulfillment: FulfillmentID(unchecked: "f\(fulfillments)")))
    case .cancelOne: return cancel([.init(line: "A", quantity: 1)])
    case .cancelOther: return cancel([.init(line: "B", quantity: 1)])
    case .cancelAll: return cancel(nil)
    case .cancelOneLater: return cancel([.init(line: "A", quantity: 1)], .later)
    case .cancelOneForNothing: return cancel([.init(line: "B", quantity: 1)], .none)
    case .refundOne: return refund(lines: [LineQuantity(line: "A", quantity: 1)])
    case .refundShipping: return refund(shipping: .auto)
    case .refundAmount: return refund(amount: 99)
    case .submit:
      guard let refund = state.refunds.first(where: { $0.owed > 0 }) else { return nil }
      return .submitRefund(
        SubmitRefund(
          attempt: AttemptID(unchecked: "a\(state.attempts.count)"), refund: refund.id))
    case .succeed, .fail:
      let open = state.attempts.last { $0.status == .submitted || $0.status == .succeeded }
      guard let attempt = open else { return nil }
      return .settleRefund(
        SettleRefund(attempt: attempt.id, outcome: move == .succeed ? .succeeded : .failed))
    }
  }

  private func pay(_ name: PaymentID, _ tender: Tender, _ amount: Int64) -> Action {
    .recordPayment(RecordPayment(order: "1", payment: name, tender: tender, amount: amount))
  }

  private func fulfill(_ lines: [LineQuantity]?) -> Fulfill {
    Fulfill(
      order: "1", fulfillment: FulfillmentID(unchecked: "f\(fulfillments + 1)"), lines: lines)
  }

  private var nextDecision: RefundID { RefundID(unchecked: "d\(decisions + 1)") }

  private func cancel(_ lines: [CancelOrder.Line]?, _ refund: RefundChoice = .original) -> Action {
    .cancelOrder(
      CancelOrder(
        order: "1", cancellation: nextDecision, lines: lines, reason: "customer", refund: refund))
  }

  private func refund(
    lines: [LineQuantity]? = nil, shipping: ShippingChoice? = nil, amount: Int64? = nil
  ) -> Action {
    .refund(
      Refund(
        order: "1", refund: nextDecision, lines: lines, shipping: shipping, amount: amount,
        reason: "staff"))
  }

  /// Takes a step.
  ///
  /// - Returns: the entries; `nil` where nothing was written.
  mutating func take(_ move: Move) throws(LedgerError) -> [Entry]? {
    guard let action = action(move), let plan = try ledger.perform(action) else { return nil }
    path.append(move)
    switch action {
    case .fulfill: fulfillments += 1
    case .cancelOrder, .refund: decisions += 1
    default: break
    }
    for entry in plan.entries {
      switch entry {
      case .payment(let payment) where payment.kind == .capture || payment.kind == .sale:
        tally.captured += payment.amount
      case .decision(let decision):
        tally.due += decision.due
        tally.decided += decision.amount
        tally.kept += decision.retained + decision.fee
      case .attempt(let change):
        if change.status == .succeeded { tally.settled += change.amount }
        if change.previous == .succeeded { tally.settled -= change.amount }
      default: break
      }
    }
    return plan.entries
  }
}

extension SmallWorld {
  /// Everything that what can happen next depends on, and nothing that tells how it came to be so.
  struct Key: Hashable, Sendable {
    private let figures: [Int64]

    init(_ world: SmallWorld) {
      var figures: [Int64] = []
      let state = world.state
      for line in state.lines {
        figures += [
          line.cancelled, line.fulfilled, line.returned, line.reversed, line.recognized,
        ]
      }
      for payment in state.payments {
        figures += [Int64(payment.id.text.utf8.first ?? 0), payment.captured, payment.open]
      }
      figures.append(-1)
      for refund in state.refunds {
        figures.append(refund.amount)
        for share in refund.shares {
          figures += [Int64(share.payment), share.amount, share.pending, share.settled]
        }
        figures.append(-2)
      }
      for attempt in state.attempts {
        figures += [
          Int64(attempt.refund), Int64(attempt.payment), attempt.amount,
          Int64(attempt.status.rawValue),
        ]
      }
      figures += [-3, state.received, Int64(world.fulfillments), Int64(world.decisions)]
      // Which fulfillments stand, and what is in them, decides what can be taken back.
      for number in 0..<world.fulfillments {
        let name = DocumentName(.fulfillment, "f\(number + 1)")
        figures.append(world.ledger.documents[name]?.closedBy == nil ? 0 : 1)
        figures.append(world.shipped(number + 1))
      }
      for (_, level) in world.ledger.stock.sorted(by: { $0.key < $1.key }) {
        for bucket in Bucket.allCases { figures.append(level[bucket]) }
        figures.append(level.value)
      }
      for (account, balance) in world.ledger.balances.sorted(by: { $0.key < $1.key }) {
        figures += [
          Int64(account.code.rawValue), balance.debit, balance.credit, balance.debitPending,
          balance.creditPending,
        ]
      }
      self.figures = figures
    }
  }

  private func shipped(_ number: Int) -> Int64 {
    var sum: Int64 = 0
    for entry in ledger.entries(of: "f\(number)") {
      if case .line(let change) = entry {
        sum += change.fulfilled << Int64(8 * change.number)
        sum += change.recognized << Int64(8 * change.number + 4)
      }
    }
    return sum
  }
}
