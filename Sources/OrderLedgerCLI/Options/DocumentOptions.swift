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
      if console.json { throw LedgerError(.alreadyExists, key.map { .init("key", $0.text) }) }
      return try console.line("This was already done; nothing would be written.")
    }
    if console.json { return try console.json(plan) }
    try console.plan(plan)
  }

  /// What would be written; `nil` when the key was used for the same request already.
  func plan(_ command: Command, _ ledger: Ledger) async throws -> Plan? {
    do {
      return try await ledger.preview(command)
    } catch {
      guard error.code == .alreadyExists, error.subject == nil else { throw error }
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
