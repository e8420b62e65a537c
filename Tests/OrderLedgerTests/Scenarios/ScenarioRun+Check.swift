import OrderLedger
import OrderLedgerTesting

// What a case expects, compared with what is there. A figure that this library does not keep is a
// problem like any other: the page says why it is not kept.

extension ScenarioRun {
  func check() async throws -> [String] {
    guard let start = moments.first, let end = moments.last else { return ["nothing happened"] }
    let steps = Array(moments.dropFirst())
    let then = scenario.then
    var problems: [String] = []
    for (index, result) in then["results"].list.enumerated() {
      guard index < steps.count else {
        problems.append("results[\(index)] without an action")
        continue
      }
      let previous = moments[index]
      for key in result.keys {
        let ground = Ground(start: previous, steps: [steps[index]], soFar: Array(steps[...index]))
        if let problem = try await check(key, result[key], steps[index], ground) {
          problems.append("results[\(index)].\(problem)")
        }
      }
    }
    if then["results"].list.isEmpty, !then["ok"].exists, !then["one_of"].exists,
      let failed = steps.first(where: { $0.failure != nil }), then["refunds"].exists == false,
      !then.keys.contains("error")
    {
      problems.append("refused: \(failed.failureText)")
    }
    for key in then.keys where key != "results" {
      let ground = Ground(start: start, steps: steps, soFar: steps)
      if let problem = try await check(key, then[key], end, ground) { problems.append(problem) }
    }
    return problems
  }

  /// What a figure is about: an action, or all of them.
  struct Ground {
    /// What was there before.
    let start: Moment
    let steps: [Moment]
    /// All actions up to these.
    let soFar: [Moment]
  }

  private func check(
    _ key: String, _ expected: Node, _ moment: Moment, _ ground: Ground
  ) async throws -> String? {
    if let problem = checkOutcome(key, expected, ground) { return problem.text }
    if let order = moment.order, let found = figure(key, order, moment, ground) {
      return found.matches(expected.int) ? nil : "\(key): found \(found), expected \(expected.json)"
    }
    if let verdict = try await checkAlternatives(key, expected, moment, ground) {
      return verdict.text
    }
    if let verdict = checkState(key, expected, moment, ground) { return verdict.text }
    if let verdict = checkCredits(key, expected, moment, ground) { return verdict.text }
    if let verdict = checkStock(key, expected, moment, ground) { return verdict.text }
    if let verdict = try checkComputed(key, expected) { return verdict.text }
    if let verdict = try await checkBooks(key, expected, ground) { return verdict.text }
    return "\(key): a figure that the ledger does not keep"
  }

  /// What one of several answers fits, and what must not be.
  private func checkAlternatives(
    _ key: String, _ expected: Node, _ moment: Moment, _ ground: Ground
  ) async throws -> Verdict? {
    guard key == "one_of" || key == "never" else { return nil }
    let isWanted = key == "one_of"
    var problems: [String] = []
    for alternative in isWanted ? expected.list : [expected] {
      var found: [String] = []
      for key in alternative.keys {
        if let problem = try await check(key, alternative[key], moment, ground) {
          found.append(problem)
        }
      }
      if found.isEmpty {
        return isWanted ? .holds : Verdict(text: "\(key): found \(alternative.json)")
      }
      problems += found
    }
    return isWanted ? Verdict(text: "\(key): \(problems)") : .holds
  }

  /// A check that was made, and what it found.
  struct Verdict {
    let text: String?
    static let holds = Verdict(text: nil)

    init(text: String?) { self.text = text }

    init(_ holds: Bool, _ key: String, _ found: Any, _ expected: Node) {
      text = holds ? nil : "\(key): found \(found), expected \(expected.json)"
    }
  }

  // MARK: Whether it worked

  private func checkOutcome(_ key: String, _ expected: Node, _ ground: Ground) -> Verdict? {
    switch key {
    case "ok":
      let failed = ground.steps.first { $0.failure != nil }
      // A duplicate that is known for one is refused by some, and answered by others.
      if expected.bool == false, ground.steps.contains(where: \.replayed) { return .holds }
      return Verdict((failed == nil) == expected.bool, key, failed?.failureText ?? "done", expected)
    case "error":
      let neutral = expected.text ?? ""
      if neutral == "DUPLICATE", ground.steps.contains(where: \.replayed) { return .holds }
      guard let failure = ground.steps.last(where: { $0.failure != nil }) else {
        return Verdict(false, key, "done", expected)
      }
      let isIt = failure.failure?.matches(neutral, isNoUnits: selectsNothing) == true
      return Verdict(isIt, key, failure.failureText, expected)
    default: return nil
    }
  }

  /// Whether the case asks for lines with no units at all.
  private var selectsNothing: Bool {
    scenario.when.contains { action in
      let lines = action["lines"].list
      return !lines.isEmpty && lines.allSatisfy { $0["qty"].int == 0 }
    }
  }

  // MARK: Figures of an order

  /// One figure, or several that a case may mean.
  struct Figure: CustomStringConvertible {
    let values: [Int64]
    init(_ values: Int64...) { self.values = values }
    func matches(_ expected: Int64?) -> Bool { expected.map(values.contains) == true }
    var description: String { values.map { "\($0)" }.joined(separator: " or ") }
  }

  private func figure(
    _ key: String, _ order: OrderState, _ moment: Moment, _ ground: Ground
  ) -> Figure? {
    let kept = order.captured - order.refundSettled
    switch key {
    case "refunded_minor": return Figure(order.refundSettled)
    case "refundable_minor", "max_refundable_minor": return Figure(order.refundable)
    case "captured_minor": return Figure(order.captured)
    case "payment_amount_minor": return Figure(order.payments.last?.captured ?? 0)
    case "captured_remaining_minor", "payment_total_minor": return Figure(kept)
    case "outstanding_minor": return Figure(order.value - kept)
    case "balance_minor": return Figure(order.outstanding)
    // What was ordered stays, and what is left of it stands beside it.
    case "order_total_minor", "accounting_total_minor": return Figure(order.total, order.value)
    case "order_total_delta_minor":
      return Figure(order.value - (ground.start.order?.value ?? order.total))
    case "shipping_total_minor":
      let shipping = order.lines.filter { $0.placed.kind == .shipping }
      return Figure(shipping.reduce(0) { $0 + ($1.reversible == 0 ? 0 : $1.placed.total) })
    case "tax_minor": return Figure(order.lines.reduce(0) { $0 + $1.placed.tax })
    case "discount_total_minor":
      let net = order.lines.reduce(0) { $0 + $1.placed.discount }
      return Figure(net, order.lines.reduce(net) { $0 + $1.taxOnDiscount })
    case "line_net_minor":
      let lines = order.lines.filter { $0.placed.kind == .item }
      return Figure(lines.reduce(0) { $0 + $1.placed.gross - $1.placed.discount })
    case "granted_minor", "amount_minor": return Figure(moment.amount ?? -1)
    case "tax_refunded_minor": return Figure(ground.steps.reduce(0) { $0 + $1.entries.reversedTax })
    case "gateway_calls": return Figure(Int64(calls))
    case "refund_rows":
      return Figure(Int64(order.refunds.dropFirst(oldRefunds).count { $0.settled > 0 }))
    case "credit_slips": return Figure(Int64(order.refunds.count - oldRefunds))
    case "reservation_rows": return Figure(Int64(orders.count))
    case "returned_qty": return Figure(order.lines.reduce(0) { $0 + $1.returned })
    case "refunded_qty": return Figure(order.lines.reduce(0) { $0 + $1.reversed })
    default: return nil
    }
  }
}

extension LineState {
  /// The tax that would be due on the discount.
  fileprivate var taxOnDiscount: Int64 {
    let net = placed.gross - placed.discount
    return net == 0 || placed.taxIncluded ? 0 : placed.tax * placed.discount / net
  }
}

extension Moment {
  var failureText: String {
    switch failure {
    case .ledger(let error): error.detailedDescription
    case .gateway: "the gateway refused"
    case nil: "done"
    }
  }
}

extension Moment.Failure {
  /// Whether it is what the cases call by a neutral word.
  func matches(_ neutral: String, isNoUnits: Bool) -> Bool {
    guard case .ledger(let error) = self else { return neutral == "GATEWAY_FAILED" }
    let codes: [LedgerError.Code]
    switch neutral {
    case "BELOW_RESERVED": codes = [.stockBelowZero, .invalidQuantity, .invalidAmount]
    case "DUPLICATE": codes = [.alreadyExists, .idempotencyConflict, .referenceConflict]
    case "EMPTY_SELECTION": codes = [.emptySelection] + (isNoUnits ? [.invalidQuantity] : [])
    case "FOREIGN_LINE": codes = [.lineNotFound]
    case "INSUFFICIENT_STOCK": codes = [.insufficientStock, .stockBelowZero]
    case "INVALID_AMOUNT": codes = [.invalidAmount]
    case "INVALID_QUANTITY": codes = [.invalidQuantity, .wrongType]
    case "INVALID_STATE":
      codes = [
        .alreadyCancelled, .activeReturn, .nothingToCancel, .notCancellable, .nothingToFulfill,
        .returnClosed, .nothingToInspect, .creditDisabled, .creditExpired, .disputeClosed,
        .fulfillmentCancelled, .authorizationClosed, .nothingToCapture, .attemptClosed,
        .nothingToRefund, .alreadyReversed, .notReversible,
      ]
    case "NOT_REFUNDABLE": codes = [.nothingToRefund, .overRefund]
    case "OVER_CAPTURE": codes = [.overCapture, .authorizationClosed]
    case "OVER_QUANTITY", "OVER_RELEASE": codes = [.overQuantity]
    case "OVER_REFUND": codes = [.overRefund, .nothingToRefund]
    default: codes = []
    }
    return codes.contains(error.code)
  }
}
