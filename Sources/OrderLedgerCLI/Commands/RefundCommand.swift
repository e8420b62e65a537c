import ArgumentParser
import OrderLedger

/// Gives money back without cancelling anything.
struct RefundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refund",
    abstract: "Decide to give money back; no stock moves.",
    discussion: """
      The decision is booked as a debt; carrying it out is 'submitRefund' and 'settleRefund', see \
      'apply'. On a terminal it shows what will be written and asks whether it shall be. Repeating \
      the same command line is safe, as with 'cancel'.

      EXAMPLES
        order-ledger --db shop.sqlite refund 1001 --amount 5.00 --reason priceError
        order-ledger --db shop.sqlite refund 1001 --line A:1 --reason staff --preview
        order-ledger --db shop.sqlite refund 1001 --line A --shipping 2.50 \\
          --reason staff --yes
      """)

  @Argument(help: "The order.", transform: Read.id) var order: OrderID

  @Option(
    name: .customLong("line"),
    help: ArgumentHelp(
      "Units whose price goes back; may be repeated. One unit without a quantity.",
      valueName: "line[:quantity]"), transform: Read.line) var lines: [LineArgument] = []

  @Option(
    help: ArgumentHelp(
      "How much in all; what the lines are worth without it.", valueName: "amount"),
    transform: { AmountArgument(text: $0, option: "--amount") }) var amount: AmountArgument?

  @Option(
    help: ArgumentHelp(
      "The shipping charge: auto, keep, or an amount. It is kept without it.",
      valueName: "shipping"),
    transform: { ShippingArgument($0) }) var shipping: ShippingArgument?

  @Flag(help: "Leave open to which payment it goes.") var later = false

  @Option(help: ArgumentHelp("Why: a code.", valueName: "code"), transform: Read.id)
  var reason: ReasonCode

  @Option(help: ArgumentHelp("For the merchant's eyes.", valueName: "text"), transform: Read.note)
  var note: Note?

  @Flag(help: "Tell the customer.") var notify = false

  @OptionGroup var document: DocumentOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    try await options.withLedger(document.preview ? .readOnly : .open) { ledger in
      let command = try command(try await ledger.order(order).currency)
      try await document.carryOut(command, asking: "Give this money back?", ledger, console)
    }
  }

  private func command(_ currency: Currency) throws -> Command {
    var action = Refund(
      order: order, refund: document.id ?? "new",
      lines: lines.isEmpty
        ? nil : lines.map { LineQuantity(line: $0.line, quantity: $0.quantity ?? 1) },
      shipping: try shipping?.value(currency), amount: try amount?.minorUnits(currency),
      to: later ? .later : .original, reason: reason, note: note, notify: notify)
    let name = try GeneratedName(order: order, verb: "refund", request: Command(action))
    action.refund = document.id ?? name.document
    return Command(action, key: document.key ?? name.key, actor: document.actor)
  }
}
