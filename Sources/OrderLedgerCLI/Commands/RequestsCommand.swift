import ArgumentParser
import OrderLedger

/// Lists requests for cancellations that wait for an answer.
struct RequestsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requests",
    abstract: "List the requests for cancellations that wait for an answer.",
    discussion: """
      Ask with 'order-ledger cancel --request'; answer with 'accept' or 'reject'. With --expire the \
      requests that were not answered in time are recorded as such. At most \
      \(Int64(LedgerSnapshot.maxPage).grouped) are listed: those that lapse first.

      EXAMPLES
        order-ledger --db shop.sqlite requests
        order-ledger --db shop.sqlite requests --expire --actor system:sweep
      """)

  @Flag(help: "Record which of them were not answered in time.") var expire = false

  @Option(
    help: ArgumentHelp("Who records it, as in system:sweep.", valueName: "kind:name"),
    transform: Read.id) var actor: ActorID?

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let requests = try await options.withLedger(expire ? .open : .readOnly) { ledger in
      if expire { try await ledger.expireCancellationRequests(actor: actor) }
      return try await ledger.openRequests()
    }
    if console.json {
      for request in requests { try console.json(RequestView(request)) }
      return
    }
    if requests.isEmpty { return try console.line("No request waits for an answer.") }
    var table = Table([
      .text("Request", minimum: 8), .text("Order", minimum: 6), .text("Asked by", minimum: 8),
      .text("Asked of", minimum: 8), .text("Until", minimum: 5), .text("Waits for", minimum: 8),
      .text(""), .figure("Would go back"),
    ])
    for request in requests {
      table.row([
        Table.Cell(request.state.id.text), Table.Cell(request.order.text),
        Table.Cell(request.actor?.text ?? "–"),
        Table.Cell(request.state.request.party?.text ?? "–"),
        Table.Cell(request.state.request.expires?.minute ?? "–"),
        Table.Cell(request.state.request.needsApproval ? "approval" : "an answer"),
        Table.Cell(request.currency.code),
        Table.Cell(request.currency.figure(request.state.request.amount)),
      ])
    }
    try console.table(table)
    if requests.count == LedgerSnapshot.maxPage {
      try console.line("No more than \(Int64(requests.count).grouped) are listed.")
    }
  }
}

/// A request that waits, as JSON.
struct RequestView: JSONLine {
  let cancellation: String
  let order: String
  let actor: String?
  let party: String?
  let expires: String?
  let needsApproval: Bool
  let currency: String
  let amount: Int64
  let seq: Int64

  init(_ request: OpenRequest) {
    cancellation = request.state.id.text
    order = request.order.text
    actor = request.actor?.text
    party = request.state.request.party?.text
    expires = request.state.request.expires?.description
    needsApproval = request.state.request.needsApproval
    currency = request.currency.code
    amount = request.state.request.amount
    seq = request.state.sequence
  }
}

/// Answers a request for a cancellation with yes: it is carried out.
struct AcceptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Accept a request for a cancellation, or approve it: it is carried out at once.",
    discussion: """
      EXAMPLE
        order-ledger --db shop.sqlite accept c-17 --actor warehouse:LON
      """)

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws { try await answer.give(accepted: true, options) }
}

/// Answers a request for a cancellation with no.
struct RejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Reject a request for a cancellation: its units are free again.",
    discussion: """
      EXAMPLE
        order-ledger --db shop.sqlite reject c-17 --actor carrier:dhl \\
          --note "Already on the road."
      """)

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws { try await answer.give(accepted: false, options) }
}

/// What an answer says.
struct AnswerOptions: ParsableArguments {
  @Argument(help: "The request, which has the cancellation's name.", transform: Read.id)
  var request: RefundID

  @Option(help: ArgumentHelp("For the merchant's eyes.", valueName: "text"), transform: Read.note)
  var note: Note?

  @Option(
    help: ArgumentHelp("Who answers, as in warehouse:LON.", valueName: "kind:name"),
    transform: Read.id) var actor: ActorID?

  @Option(
    help: ArgumentHelp("The idempotency key that makes a retry safe.", valueName: "key"),
    transform: Read.id) var key: IdempotencyKey?

  func give(accepted: Bool, _ options: LedgerOptions) async throws {
    let console = options.console
    try await options.withLedger { ledger in
      let receipt = try await ledger.perform(
        AnswerCancellation(cancellation: request, accepted: accepted, note: note), key: key,
        actor: actor)
      try await console.receipt(receipt, in: ledger)
    }
  }
}
