import ArgumentParser
import OrderLedger

/// What cancellations and refunds have in common: their names, and how they are confirmed.
struct DocumentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The document's name, unique in the ledger.", valueName: "name"),
    transform: Read.id) var id: RefundID?

  @Option(
    help: ArgumentHelp("The idempotency key that makes a retry safe.", valueName: "key"),
    transform: Read.id) var key: IdempotencyKey?

  @Option(
    help: ArgumentHelp("Who asks, as in staff:ann.", valueName: "kind:name"), transform: Read.id)
  var actor: ActorID?

  @Flag(help: "Only show what would be written.") var preview = false
  @Flag(help: "Don't ask.") var yes = false

  /// Shows a preview, or does it.
  func carryOut(_ command: Command, _ ledger: Ledger, _ console: Console) async throws {
    guard preview else { return try await perform(command, ledger, console) }
    try await console.preview(command, in: ledger)
  }

  /// On a terminal shows what will be written and asks `question` first; else as ``carryOut(_:_:_:)``.
  ///
  /// - Throws: ``ToolError/declined``.
  func carryOut(
    _ command: Command, asking question: String, _ ledger: Ledger, _ console: Console
  ) async throws {
    guard console.asks, !yes, !preview, let plan = try await ledger.planIfNew(command) else {
      return try await carryOut(command, ledger, console)
    }
    try console.plan(plan)
    try console.line()
    var prompter = Prompter(console)
    guard try prompter.confirm(question, preset: false) else { throw ToolError.declined }
    try await commit(plan, ledger, console)
  }

  func perform(_ command: Command, _ ledger: Ledger, _ console: Console) async throws {
    try await console.receipt(try await ledger.perform(command), in: ledger)
  }

  func commit(_ plan: Plan, _ ledger: Ledger, _ console: Console) async throws {
    try await console.receipt(try await ledger.commit(plan), in: ledger)
  }
}
