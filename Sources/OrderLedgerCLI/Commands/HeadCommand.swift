import ArgumentParser
import OrderLedger

/// Shows the end of the journal.
struct HeadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Show the end of the journal: its last transaction and the hash over all of it.",
    discussion: """
      Keep it elsewhere: later it shows whether the journal still begins as it did then.

      EXAMPLE
        order-ledger --db shop.sqlite head --json
      """)

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let head = try await options.withLedger(.readOnly) { try await $0.head() }
    if console.json { return try console.json(HeadView(head)) }
    if head.sequence == 0 { return try console.line("The journal is empty.") }
    try console.line("Transaction  \(head.sequence.grouped)")
    try console.line("Recorded     \(head.recordedAt.second)")
    try console.line("Hash         \(head.hexHash)")
  }
}

/// The end of the journal as JSON.
struct HeadView: JSONLine, Sendable {
  let seq: Int64
  let recordedAt: String?
  let hash: String

  init(_ head: JournalHead) {
    seq = head.sequence
    recordedAt = head.sequence == 0 ? nil : head.recordedAt.description
    hash = head.hexHash
  }
}
