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
    try await show(try await ledger.perform(command), ledger, console)
  }

  func commit(_ plan: Plan, _ ledger: Ledger, _ console: Console) async throws {
    try await show(try await ledger.commit(plan), ledger, console)
  }

  private func show(_ receipt: Receipt, _ ledger: Ledger, _ console: Console) async throws {
    if console.json { return try console.json(receipt) }
    var order: OrderState?
    if let id = receipt.transaction.header.transition?.order { order = try await ledger.order(id) }
    try console.receipt(receipt, order)
  }
}
