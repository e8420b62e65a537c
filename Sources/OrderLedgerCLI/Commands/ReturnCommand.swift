import ArgumentParser
import OrderLedger

/// Announces a return.
struct ReturnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return",
    abstract: "Take units back that have left: announce their return, or book that they are here.",
    discussion: """
      No money moves until the units are inspected, see 'inspect-return'. Repeating the same command \
      line is safe, as with 'cancel'; to announce the same again on purpose, give another --id.

      EXAMPLES
        order-ledger --db shop.sqlite return 1001 --line A:2 --reason customer
        order-ledger --db shop.sqlite return 1001 --line A --reason damage \\
          --received --at PAR --id rt1
      """)

  @Argument(help: "The order.", transform: Read.id) var order: OrderID

  @Option(
    name: .customLong("line"),
    help: ArgumentHelp(
      "Units that come back; may be repeated. One unit without a quantity.",
      valueName: "line[:quantity]"), transform: Read.line) var lines: [LineArgument] = []

  @Option(help: ArgumentHelp("Why: a code.", valueName: "code"), transform: Read.id)
  var reason: ReasonCode

  @Option(help: ArgumentHelp("For the merchant's eyes.", valueName: "text"), transform: Read.note)
  var note: Note?

  @Option(
    help: ArgumentHelp("Where they come in, if not where they were.", valueName: "location"),
    transform: Read.id) var at: LocationID?

  @Flag(help: "They are here already.") var received = false
  @Flag(help: "Tell the customer.") var notify = false

  @OptionGroup var document: DocumentOptions
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    if lines.isEmpty { throw ValidationError("Name what comes back with --line LINE[:QUANTITY].") }
  }

  func run() async throws {
    let console = options.console
    try await options.withLedger(document.preview ? .readOnly : .open) { ledger in
      try await document.carryOut(try command(), ledger, console)
    }
  }

  func command() throws -> Command {
    var action = ReturnItems(
      order: order, return: try ReturnID(document.id?.text ?? "new"),
      lines: lines.map { ReturnItems.Line(line: $0.line, quantity: $0.quantity ?? 1) },
      reason: reason, note: note, location: at, received: received, notify: notify)
    let name = try GeneratedName(order: order, verb: "return", request: Command(action))
    if document.id == nil { action.returnID = try ReturnID(name.document.text) }
    return Command(action, key: document.key ?? name.key, actor: document.actor)
  }
}

/// Books that units of a return came in.
struct ReceiveReturnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive-return",
    abstract: "Book that units of an announced return came in.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite receive-return 1001 rt1
        order-ledger --db shop.sqlite receive-return 1001 rt1 --line A:1 --key box-7
      """)

  @Argument(help: "The order.", transform: Read.id) var order: OrderID
  @Argument(help: "The return.", transform: Read.id) var returnID: ReturnID

  @Option(
    name: .customLong("line"),
    help: ArgumentHelp(
      "Units that came; may be repeated, and needs --key. All that are awaited without it.",
      valueName: "line[:quantity]"), transform: Read.line) var lines: [LineArgument] = []

  @Option(
    help: ArgumentHelp("The idempotency key that makes a retry safe.", valueName: "key"),
    transform: Read.id) var key: IdempotencyKey?

  @Flag(help: "Tell the customer.") var notify = false

  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let action = ReceiveReturn(
      order: order, return: returnID,
      lines: lines.isEmpty
        ? nil : lines.map { LineQuantity(line: $0.line, quantity: $0.quantity ?? 1) },
      notify: notify)
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(action, key: key, ledger, console)
    }
  }
}

/// Calls off what is awaited of a return.
struct CancelReturnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel-return",
    abstract: "Book that what is awaited of a return is not going to come.",
    discussion: """
      What came in before stays to be inspected.

      EXAMPLE
        order-ledger --db shop.sqlite cancel-return 1001 rt1
      """)

  @Argument(help: "The order.", transform: Read.id) var order: OrderID
  @Argument(help: "The return.", transform: Read.id) var returnID: ReturnID
  @Flag(help: "Tell the customer.") var notify = false
  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let action = CancelReturn(order: order, return: returnID, notify: notify)
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(action, ledger, console)
    }
  }
}
