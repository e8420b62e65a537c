import ArgumentParser
import OrderLedger

/// Carries refunds out, and shows what became of them.
struct RefundsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refunds",
    abstract: "Carry out the refunds that are owed, and show those that are not finished.",
    discussion: """
      'work' records an attempt for each refund that is owed and hands it to whoever pays it. A person \
      who has paid says so with 'confirm', or with 'fail' that it can't be done. What was given up is \
      listed by 'list --stuck', and handed back with 'retry'.

      EXAMPLES
        order-ledger --db shop.sqlite refunds work --gateway manual
        order-ledger --db shop.sqlite refunds
        order-ledger --db shop.sqlite refunds confirm a-17 --reference till-4711
        order-ledger --db shop.sqlite refunds list --stuck --json
        order-ledger --db shop.sqlite refunds retry cancellation-17
      """,
    subcommands: [
      RefundsListCommand.self, RefundsWorkCommand.self, RefundsConfirmCommand.self,
      RefundsFailCommand.self, RefundsRetryCommand.self,
    ],
    defaultSubcommand: RefundsListCommand.self)
}

/// Lists refunds that are not finished.
struct RefundsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List refunds that a worker has taken up and not finished.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite refunds
        order-ledger --db shop.sqlite refunds list --stuck --json
      """)

  @Flag(help: "Only those that were given up to a person.") var stuck = false
  @Flag(help: "Only those that wait for a person's or a service's word.") var awaiting = false
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    guard !stuck || !awaiting else {
      throw ValidationError("--stuck and --awaiting exclude each other")
    }
  }

  func run() async throws {
    let console = options.console
    let state: RefundWorkItem.State? = stuck ? .stuck : awaiting ? .awaitingNotice : nil
    let items = try await options.withLedger(.readOnly) { try await $0.refundWork(state) }
    try console.refundWork(items, none: stuck ? "Nothing is stuck." : "No refunds are under way.")
  }
}

/// Works on the refunds that are owed.
struct RefundsWorkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Record an attempt for each refund that is owed and due, and show what to pay out.",
    discussion: """
      The gateway 'manual' is a person: cash, a bank transfer, a click in a payment service's own \
      pages. It serves payments by manual tenders, and those of the services named by --tender. \
      Payment services with an interface of their own are served by a program that runs RefundWorker \
      of the library, see the guide "Carrying out refunds".

      EXAMPLES
        order-ledger --db shop.sqlite refunds work --gateway manual
        order-ledger --db shop.sqlite refunds work --gateway manual --tender stripe
      """)

  enum GatewayKind: String, ExpressibleByArgument, CaseIterable {
    case manual
  }

  @Option(help: "Who carries the refunds out.") var gateway: GatewayKind

  @Option(
    name: .customLong("tender"),
    help: ArgumentHelp(
      "A payment service whose refunds are made by hand too; may be repeated.", valueName: "name"),
    transform: Read.id) var tenders: [GatewayName] = []

  @Flag(help: "Also refunds that were decided to be given later.") var later = false

  @Option(
    help: ArgumentHelp("Who works, as in staff:ann.", valueName: "kind:name"),
    transform: Read.id)
  var actor: ActorID?

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    var settings = RefundWorkerSettings()
    settings.sendsLater = later
    if let actor { settings.actor = actor }
    let chosen = settings
    let items = try await options.withLedger { ledger in
      let worker = RefundWorker(
        ledger, gateways: [ManualGateway(alsoServing: Set(tenders))], settings: chosen)
      try await worker.runOnce()
      return try await ledger.refundWork()
    }
    try console.refundWork(items, none: "Nothing is owed that a worker has taken up.")
  }
}
