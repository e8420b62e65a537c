import OrderLedger

/// Asks what a merchant is asked when cancelling an order: why, what becomes of the money, what
/// becomes of the goods, and whether the customer is told. What was given on the command line is
/// not asked.
struct CancelDialog: ~Copyable {
  private let console: Console
  private let state: Cancellability
  private let isRequest: Bool
  private var prompter: Prompter

  /// - Parameter isRequest: whether the cancellation is only asked for.
  init(_ console: Console, _ state: Cancellability, isRequest: Bool) {
    self.console = console
    self.state = state
    self.isRequest = isRequest
    prompter = Prompter(console)
  }

  /// Completes the choices.
  ///
  /// - Throws: ``ToolError/declined`` at the end of the input.
  mutating func complete(_ choices: inout CancelChoices) throws {
    let order = "order \(state.order.text.printable())"
    try console.line(
      (isRequest ? "Asking to cancel " : "Cancelling ") + "\(order): \(units(choices.lines)).")
    if choices.reason == nil { choices.reason = try reason() }
    if choices.refund == nil, state.refundable > 0 { choices.refund = try refund() }
    if choices.disposition == nil { choices.disposition = try disposition() }
    if choices.notify == nil {
      choices.notify = try prompter.confirm("Notify the customer?", preset: false)
    }
  }

  /// Shows what will be written, and asks whether it shall be.
  ///
  /// - Throws: ``ToolError/declined``.
  mutating func confirm(_ plan: Plan) throws {
    try console.line()
    try console.plan(plan)
    try console.line()
    let question = isRequest ? "Ask for this cancellation?" : "Cancel these units?"
    guard try prompter.confirm(question, preset: false) else { throw ToolError.declined }
  }

  /// The units of the lines that were chosen, or all that are open.
  private func units(_ lines: [CancelOrder.Line]?) -> String {
    let all = state.lines
    let open: Int64 = all.reduce(0) { $0 + $1.open }
    guard let lines else { return open.counted("open unit") }
    var chosen: [String] = []
    for line in lines {
      let units = line.quantity ?? all.first { $0.line == line.line }?.open ?? 0
      chosen.append("\(units.grouped) × \(line.line.text.printable())")
    }
    return "\(chosen.joined(separator: ", ")) of \(open.counted("open unit"))"
  }

  private mutating func reason() throws -> ReasonCode {
    let reasons = BuiltInReason.allCases
    let index = try prompter.choose(
      "Reason", reasons.map { Prompter.Choice(name: $0.rawValue, title: $0.title) })
    return reasons[index].code
  }

  private mutating func refund() throws -> RefundChoice {
    let most = state.currency.amount(state.refundable)
    let index = try prompter.choose(
      "Refund (at most \(most))",
      [
        Prompter.Choice(name: "original", title: "Original payment"),
        Prompter.Choice(name: "later", title: "Later"),
        Prompter.Choice(name: "none", title: "No refund"),
        Prompter.Choice(name: "amount", title: "Another amount"),
      ], preset: 0)
    switch index {
    case 0: return .original
    case 1: return .later
    case 2: return .none
    default:
      let currency = state.currency
      return .amount(
        try prompter.value("Amount in \(currency.code), at most \(most)") { text in
          try AmountArgument(text: text, option: "The amount").minorUnits(currency)
        })
    }
  }

  private mutating func disposition() throws -> Disposition {
    let index = try prompter.choose(
      "Items",
      [
        Prompter.Choice(name: "restock", title: "Restock"),
        Prompter.Choice(name: "damaged", title: "Damaged: on hand, not for sale"),
        Prompter.Choice(name: "scrapped", title: "Thrown away or lost"),
        Prompter.Choice(name: "kept", title: "The customer keeps them"),
      ], preset: 0)
    return Disposition([.restock, .damaged, .scrapped, .kept][index])
  }
}
