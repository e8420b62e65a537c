import ArgumentParser
import OrderLedger

/// Cancels an order, or a part of it.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel an order or a part of it: status, stock, refund, books and message at once.",
    discussion: """
      On a terminal it asks for what is not given, shows what will be written, and asks whether it \
      shall be; anything but a yes writes nothing. With --preview, --yes or --json, or when input \
      or output is no terminal, it never asks, and --reason has to be given.

      Repeating the same command line is safe: a cancellation without --id and --key is named after \
      the order and its choices, so that the second time says that it was already done. To cancel \
      the same again on purpose, give another --id.

      REASONS
      \(BuiltInReason.allCases.map { "  " + $0.rawValue.padded(to: 22) + $0.title }
        .joined(separator: "\n"))
        Any other code is a reason of your own.

      Several orders are cancelled in one commit, as one document: all of them or, with --each, \
      those that can be. What stays of each order is as for one.

      EXAMPLES
        order-ledger --db shop.sqlite cancel 1001
        order-ledger --db shop.sqlite cancel 1001 --reason customer --preview
        order-ledger --db shop.sqlite cancel 1001 --line A:2 --line B \\
          --reason inventory --yes
        order-ledger --db shop.sqlite cancel 1001 --reason staff \\
          --refund 12.50 --damaged --notify
        order-ledger --db shop.sqlite cancel 1001 --reason customer --request \\
          --of warehouse:LON --until 2026-11-28T18:00:00Z
        order-ledger --db shop.sqlite cancel 1001 1002 1003 --reason inventory \\
          --id recall-7 --each --yes
      """)

  enum Fate: String, EnumerableFlag {
    case damaged, scrapped, kept

    var kind: Disposition.Kind {
      switch self {
      case .damaged: .damaged
      case .scrapped: .scrapped
      case .kept: .kept
      }
    }
  }

  @Argument(
    help: ArgumentHelp("The order, or several.", valueName: "order"), transform: Read.id)
  var orders: [OrderID]

  @Flag(help: "Of several orders, cancel those that can be, whatever becomes of the others.")
  var each = false

  @Flag(help: "Only ask for the cancellation; 'accept' carries it out, 'reject' lets go of it.")
  var request = false

  @OptionGroup var asked: RequestOptions

  @Option(
    name: .customLong("line"),
    help: ArgumentHelp(
      "A line, or so many units of it; may be repeated. Everything open without it.",
      valueName: "line[:quantity]"), transform: Read.line) var lines: [LineArgument] = []

  @Option(help: ArgumentHelp("Why: a code.", valueName: "code"), transform: Read.id)
  var reason: ReasonCode?

  @Option(help: ArgumentHelp("For the merchant's eyes.", valueName: "text"), transform: Read.note)
  var note: Note?

  @Option(
    help: ArgumentHelp(
      "The money: original, storeCredit, later, none, amount.", valueName: "refund"),
    transform: { RefundArgument($0) }) var refund: RefundArgument?

  @Option(
    help: ArgumentHelp(
      "The shipping charge: auto, proportional, keep, or an amount.", valueName: "shipping"),
    transform: { ShippingArgument($0) }) var shipping: ShippingArgument?

  @Option(
    help: ArgumentHelp("Keep a fee out of the refund.", valueName: "amount"),
    transform: { AmountArgument(text: $0, option: "--fee") }) var fee: AmountArgument?

  @Option(
    help: ArgumentHelp("Restock at this location, not where the units are.", valueName: "location"),
    transform: Read.id) var restock: LocationID?

  @Flag(exclusivity: .exclusive, help: "What becomes of the units, if they are not restocked.")
  var fate: Fate?

  @Flag(inversion: .prefixedNo, help: "Tell the customer.") var notify: Bool?

  @OptionGroup var document: DocumentOptions
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    if restock != nil, fate != nil {
      throw ValidationError("Give --restock or --\(fate?.rawValue ?? ""), not both.")
    }
    if !request, asked.isGiven { throw ValidationError("Give --of and --until with --request.") }
    if request, orders.count > 1 { throw ValidationError("Give --request for one order only.") }
    if orders.count > 1, !lines.isEmpty {
      throw ValidationError("Give --line for one order only; several are cancelled whole.")
    }
  }

  func run() async throws {
    let console = options.console
    let asks = console.asks && !document.yes && !document.preview
    guard asks || reason != nil else {
      throw ToolError.usage("Give the reason with --reason CODE; see 'order-ledger help cancel'.")
    }
    try await options.withLedger(document.preview ? .readOnly : .open) { ledger in
      guard orders.count == 1, let order = orders.first else {
        return try await cancelSeveral(ledger, console, asks: asks)
      }
      let state = try await ledger.cancellability(of: order, by: document.actor)
      var choices = try choices(state.currency)
      guard asks else {
        let command = try command(choices, order)
        return try await document.carryOut(command, ledger, console)
      }
      if reason == nil, let blocker = state.blockers.first(where: \.isFinal) {
        throw LedgerError(blocker.code, blocker.subject, found: blocker.found)
      }
      var dialog = CancelDialog(console, state, isRequest: request)
      try dialog.complete(&choices)
      let command = try command(choices, order)
      if let plan = try await ledger.planIfNew(command) {
        try dialog.confirm(plan)
        try await document.commit(plan, ledger, console)
      } else {
        try await document.perform(command, ledger, console)
      }
    }
  }

  private func command(_ choices: CancelChoices, _ order: OrderID) throws -> Command {
    guard let reason = choices.reason else { throw ToolError.usage("Give --reason CODE.") }
    let command = try choices.command(
      order: order, reason: reason, id: document.id, key: document.key, actor: document.actor)
    guard request, case .cancelOrder(let cancel) = command.action else { return command }
    // Asked of another, or until another time, it is another request.
    var asking = RequestCancellation(cancel, of: asked.party, expires: asked.expires)
    let name = try GeneratedName(order: order, verb: "request", request: Command(asking))
    asking.cancel.cancellation = document.id ?? name.document
    return Command(asking, key: document.key ?? name.key, actor: document.actor)
  }

  func choices(_ currency: Currency) throws -> CancelChoices {
    var choices = CancelChoices()
    if !lines.isEmpty {
      choices.lines = lines.map { CancelOrder.Line(line: $0.line, quantity: $0.quantity) }
    }
    choices.reason = reason
    choices.note = note
    choices.refund = try refund?.value(currency)
    choices.shipping = try shipping?.value(currency)
    choices.fee = try fee.map { CancellationFee(amount: try $0.minorUnits(currency)) }
    choices.disposition =
      restock.map { Disposition(.restock, at: $0) } ?? fate.map { Disposition($0.kind) }
    choices.notify = notify
    return choices
  }
}

extension Blocker {
  /// Whether nothing that can be chosen helps. What else stands in the way, as a permission that
  /// depends on the refund, is for the plan to tell.
  fileprivate var isFinal: Bool {
    code == .alreadyCancelled || code == .nothingToCancel || code == .activeReturn
  }
}
