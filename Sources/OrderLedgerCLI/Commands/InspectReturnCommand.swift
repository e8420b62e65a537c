import ArgumentParser
import OrderLedger

/// Decides what becomes of returned units, and of their money.
struct InspectReturnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect-return",
    abstract: "Decide what becomes of units that came back, and of their money.",
    discussion: """
      On a terminal it shows what will be written and asks whether it shall be. Repeating the same \
      command line is safe, as with 'cancel'.

      EXAMPLES
        order-ledger --db shop.sqlite inspect-return 1001 rt1 --reason customer
        order-ledger --db shop.sqlite inspect-return 1001 rt1 --reason damage \\
          --line A:1=restock --line A:1=damaged --fee 2.50 --preview
      """)

  @Argument(help: "The order.", transform: Read.id) var order: OrderID
  @Argument(help: "The return.", transform: Read.id) var returnID: ReturnID

  @Option(
    name: .customLong("line"),
    help: ArgumentHelp(
      "Units, and restock, damaged, scrapped or kept; may be repeated. All that came without it.",
      valueName: "line[:quantity][=what]"), transform: { try InspectedArgument($0) })
  var lines: [InspectedArgument] = []

  @Option(help: ArgumentHelp("Why: a code.", valueName: "code"), transform: Read.id)
  var reason: ReasonCode

  @Option(help: ArgumentHelp("For the merchant's eyes.", valueName: "text"), transform: Read.note)
  var note: Note?

  @Option(
    help: ArgumentHelp(
      "The money: original, storeCredit, later, none, amount.", valueName: "refund"),
    transform: { RefundArgument($0) }) var refund: RefundArgument?

  @Option(
    help: ArgumentHelp(
      "The shipping charge: auto, keep, or an amount. It is kept without it.",
      valueName: "shipping"), transform: { ShippingArgument($0) }) var shipping: ShippingArgument?

  @Option(
    help: ArgumentHelp("Keep a restocking fee out of the refund.", valueName: "amount"),
    transform: { AmountArgument(text: $0, option: "--fee") }) var fee: AmountArgument?

  @Option(
    help: ArgumentHelp("Put the units at this location.", valueName: "location"),
    transform: Read.id) var at: LocationID?

  @Flag(help: "Tell the customer.") var notify = false

  @OptionGroup var document: DocumentOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    try await options.withLedger(document.preview ? .readOnly : .open) { ledger in
      let command = try command(try await ledger.order(order).currency)
      try await document.carryOut(command, asking: "Write this down?", ledger, console)
    }
  }

  func command(_ currency: Currency) throws -> Command {
    var action = InspectReturn(
      order: order, return: returnID, inspection: document.id ?? "new",
      lines: lines.isEmpty
        ? nil
        : lines.map { line in
          InspectReturn.Line(
            line: line.units.line, quantity: line.units.quantity,
            disposition: line.kind.map { Disposition($0, at: at) })
        },
      reason: reason, note: note, refund: try refund?.value(currency) ?? .original,
      shipping: try shipping?.value(currency),
      fee: try fee.map { CancellationFee(amount: try $0.minorUnits(currency)) },
      disposition: Disposition(.restock, at: at), notify: notify)
    let name = try GeneratedName(order: order, verb: "inspect", request: Command(action))
    action.inspection = document.id ?? name.document
    return Command(action, key: document.key ?? name.key, actor: document.actor)
  }
}

/// `A`, `A:2` or `A:2=damaged` on the command line.
struct InspectedArgument: Sendable, Hashable {
  let units: LineArgument
  let kind: Disposition.Kind?

  init(_ text: String) throws {
    guard let equals = text.lastIndex(of: "="),
      let kind = Disposition.Kind.allCases.first(where: {
        $0.name == text[text.index(after: equals)...]
      })
    else {
      units = try Read.line(text)
      self.kind = nil
      return
    }
    units = try Read.line(String(text[..<equals]))
    self.kind = kind
  }
}
