import ArgumentParser
import OrderLedger

/// A person has paid.
struct RefundsConfirmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Say that an attempt was paid out.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite refunds confirm refund-92c24d83
        order-ledger --db shop.sqlite refunds confirm a-17 --reference till-4711
      """)

  @Argument(help: "The attempt, as 'refunds' lists it.", transform: Read.id) var attempt: AttemptID

  @Option(
    help: ArgumentHelp("The bank's or service's own name for it.", valueName: "text"),
    transform: Read.id) var reference: GatewayReference?

  @Option(
    help: ArgumentHelp("Who says so, as in staff:ann.", valueName: "kind:name"),
    transform: Read.id)
  var actor: ActorID?

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let settle = SettleRefund(attempt: attempt, outcome: .succeeded, reference: reference)
    try await options.answer(Command(settle, actor: actor))
  }
}

/// A person could not pay.
struct RefundsFailCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fail",
    abstract: "Say that an attempt was not paid out, or came back; the debt stands.",
    discussion: """
      EXAMPLE
        order-ledger --db shop.sqlite refunds fail a-17 --why "Account closed"
      """)

  @Argument(help: "The attempt, as 'refunds' lists it.", transform: Read.id) var attempt: AttemptID

  @Option(
    help: ArgumentHelp("Why, in words that name no person.", valueName: "text"),
    transform: Read.note)
  var why: Note?

  @Option(
    help: ArgumentHelp("Who says so, as in staff:ann.", valueName: "kind:name"),
    transform: Read.id)
  var actor: ActorID?

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let settle = SettleRefund(attempt: attempt, outcome: .failed, failure: why)
    try await options.answer(Command(settle, actor: actor))
  }
}

/// Hands a refund back to the workers.
struct RefundsRetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Hand a refund that was given up back to the workers; what failed is forgiven.",
    discussion: """
      EXAMPLE
        order-ledger --db shop.sqlite refunds retry cancellation-17
      """)

  @Argument(help: "The refund or cancellation.", transform: Read.id) var refund: RefundID
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let count = try await options.withLedger { try await $0.retryRefund(refund) }
    if console.json { return try console.json(RetriedView(refund: refund.text, retried: count)) }
    try console.line(count == 0 ? "Nothing of it is stuck." : "Due again.")
  }
}

struct RetriedView: JSONLine {
  let refund: String
  let retried: Int
}

extension LedgerOptions {
  /// Carries out what a person says of an attempt.
  fileprivate func answer(_ command: Command) async throws {
    let console = console
    try await withLedger { ledger in
      try await console.receipt(try await ledger.perform(command), in: ledger)
    }
  }
}
