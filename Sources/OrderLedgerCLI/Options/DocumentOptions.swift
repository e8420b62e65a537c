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
    guard let plan = try await plan(command, ledger) else {
      throw ToolError(
        "alreadyDone", "This was done already, under the same key; nothing would be written.",
        exit: .refused)
    }
    if console.json { return try console.json(plan) }
    try console.plan(plan)
  }

  /// On a terminal shows what will be written and asks `question` first; else as ``carryOut(_:_:_:)``.
  ///
  /// - Throws: ``ToolError/declined``.
  func carryOut(
    _ command: Command, asking question: String, _ ledger: Ledger, _ console: Console
  ) async throws {
    guard console.asks, !yes, !preview, let plan = try await plan(command, ledger) else {
      return try await carryOut(command, ledger, console)
    }
    try console.plan(plan)
    try console.line()
    var prompter = Prompter(console)
    guard try prompter.confirm(question, preset: false) else { throw ToolError.declined }
    try await commit(plan, ledger, console)
  }

  /// What would be written; `nil` when the key was used already: performing it tells more.
  func plan(_ command: Command, _ ledger: Ledger) async throws -> Plan? {
    do {
      return try await ledger.preview(command)
    } catch {
      guard let sequence = error.sequence, let key = command.key else { throw error }
      let earlier = try await ledger.read { snapshot throws(LedgerError) in
        try snapshot.transaction(sequence)
      }
      guard earlier?.header.key == key else { throw error }
      return nil
    }
  }

  func perform(_ command: Command, _ ledger: Ledger, _ console: Console) async throws {
    try await console.receipt(try await ledger.perform(command), in: ledger)
  }

  func commit(_ plan: Plan, _ ledger: Ledger, _ console: Console) async throws {
    try await console.receipt(try await ledger.commit(plan), in: ledger)
  }
}
