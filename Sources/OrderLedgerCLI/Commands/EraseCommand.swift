import ArgumentParser
import OrderLedger

/// Erases a customer's personal data.
struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erase a customer's personal data: contact data, and notes on the orders.",
    discussion: """
      Orders, books and the chain stay, under the customer's opaque id. On a terminal it asks before. \
      Ends with 69 if copies are still in the file because somebody reads or writes it; 'erase' again \
      then.

      EXAMPLES
        order-ledger --db shop.sqlite erase cust-1 --actor staff:ann
        order-ledger --db shop.sqlite erase cust-1 --yes --json
      """)

  @Argument(help: "The customer's id, as orders carry it.", transform: Read.id)
  var customer: CustomerID
  @Option(
    help: ArgumentHelp("Who asks, as in staff:ann.", valueName: "kind:name"), transform: Read.id)
  var actor: ActorID?
  @Flag(help: "Don't ask.") var yes = false
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    try await options.withLedger { ledger in
      if console.asks, !yes {
        var prompter = Prompter(console)
        guard
          try prompter.confirm(
            "Erase the personal data of customer \(customer.text.printable()) for good?",
            preset: false)
        else { throw ToolError.declined }
      }
      let (receipt, isComplete) = try await ledger.erase(customer, actor: actor)
      if console.json {
        try console.json(receipt)
      } else {
        try console.receipt(receipt, nil)
      }
      guard isComplete else {
        throw ToolError(
          "busy", "Erased, but copies are still in the file: somebody reads or writes it.",
          exit: .busy)
      }
    }
  }
}

/// Shows what is known of a customer.
struct CustomerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer",
    abstract: "Show a customer's contact data, and whether it was erased.",
    discussion: """
      EXAMPLE
        order-ledger --db shop.sqlite customer cust-1
      """)

  @Argument(help: "The customer's id, as orders carry it.", transform: Read.id)
  var customer: CustomerID
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let customer = customer
    let record = try await options.withLedger(.readOnly) { try await $0.customer(customer) }
    if console.json { return try console.json(CustomerView(customer, record)) }
    var lines = ["Customer \(customer.text.printable())"]
    for (title, text) in [
      ("Name", record?.contact?.name), ("Email", record?.contact?.email),
      ("Phone", record?.contact?.phone), ("Language", record?.contact?.language),
    ] {
      if let text { lines.append("  " + title.padded(to: 10) + text.printable()) }
    }
    if let erased = record?.erasedBy {
      lines.append("  Personal data erased by journal transaction \(erased)")
    } else if record?.contact == nil {
      lines.append("  No contact data.")
    }
    try console.line(lines.joined(separator: "\n"))
  }
}

/// A customer as JSON.
struct CustomerView: JSONLine {
  let customer: String
  let name: String?
  let email: String?
  let phone: String?
  let language: String?
  let erasedBy: Int64?

  init(_ id: CustomerID, _ record: CustomerRecord?) {
    customer = id.text
    name = record?.contact?.name
    email = record?.contact?.email
    phone = record?.contact?.phone
    language = record?.contact?.language
    erasedBy = record?.erasedBy
  }
}
