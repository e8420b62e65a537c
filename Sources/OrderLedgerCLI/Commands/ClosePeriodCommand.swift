import ArgumentParser
import OrderLedger

/// Closes the books up to a day.
struct ClosePeriodCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close-period",
    abstract: "Close the books up to a day: nothing is dated there any more.",
    discussion: """
      Corrections are dated in the open period, see 'reverse' and 'adjust'. What a gateway tells of a \
      closed period is recorded in the open one, with the time it happened. Without --through, the \
      command says what is closed.

      EXAMPLES
        order-ledger --db shop.sqlite close-period
        order-ledger --db shop.sqlite close-period --through 2026-10-31
      """)

  @Option(
    help: ArgumentHelp(
      "The last day of the period in UTC, or its last instant with a zone.", valueName: "day"),
    transform: Read.endOfDay) var through: Timestamp?
  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    guard let through else {
      let closed = try await options.withLedger(.readOnly) { try await $0.closedThrough() }
      if console.json { return try console.json(ClosedView(closedThrough: closed?.description)) }
      return try console.line(closed.map { "Closed through \($0)." } ?? "Nothing is closed.")
    }
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(ClosePeriod(through: through), ledger, console)
    }
  }
}

/// What is closed, as JSON.
struct ClosedView: JSONLine {
  let closedThrough: String?
}

/// Posts by hand.
struct AdjustCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adjust",
    abstract: "Post an amount from one account to another by hand.",
    discussion: """
      For payouts, tax that was remitted, fees that no command knows. Accounts that follow from \
      orders, stock or credits can't be named. Repeating it with the same key writes nothing.

      EXAMPLE
        order-ledger --db shop.sqlite adjust --debit 1010 --credit 1110:stripe \\
          --amount 250.00 --currency GBP --reason payout --key po_17
      """)

  @Option(help: ArgumentHelp("The account debited.", valueName: "account"), transform: Read.account)
  var debit: Account
  @Option(
    help: ArgumentHelp("The account credited.", valueName: "account"), transform: Read.account)
  var credit: Account
  @Option(
    help: ArgumentHelp("How much, in major units.", valueName: "amount"),
    transform: { AmountArgument(text: $0, option: "--amount") }) var amount: AmountArgument
  @Option(help: ArgumentHelp("The amount's currency.", valueName: "code"), transform: Read.currency)
  var currency: Currency
  @Option(help: ArgumentHelp("Why: a code.", valueName: "code"), transform: Read.id)
  var reason: ReasonCode
  @Option(help: ArgumentHelp("For the merchant's eyes.", valueName: "text"), transform: Read.note)
  var note: Note?
  @Option(help: "The order that it concerns.", transform: Read.id) var order: OrderID?
  @Option(
    help: ArgumentHelp("The idempotency key that makes a retry safe.", valueName: "key"),
    transform: Read.id) var key: IdempotencyKey
  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let action = Adjust(
      order: order, debit: debit, credit: credit, amount: try amount.minorUnits(currency),
      currency: currency, reason: reason, note: note)
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(action, key: key, ledger, console)
    }
  }
}

/// Posts the opposite of a transaction.
struct ReverseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reverse",
    abstract: "Post the opposite of a journal transaction, once.",
    discussion: """
      Only postings by hand can be reversed. What changed an order, stock or a refund is undone by a \
      command of its own, which the refusal names.

      EXAMPLE
        order-ledger --db shop.sqlite reverse 57 --reason staff --preview
      """)

  @Argument(help: "The transaction's number in the journal.") var seq: Int64
  @Option(help: ArgumentHelp("Why: a code.", valueName: "code"), transform: Read.id)
  var reason: ReasonCode
  @Option(help: ArgumentHelp("For the merchant's eyes.", valueName: "text"), transform: Read.note)
  var note: Note?
  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let action = Reverse(sequence: seq, reason: reason, note: note)
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(action, ledger, console)
    }
  }
}
