import ArgumentParser
import OrderLedger

/// Copies the ledger while others use it.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the ledger as it is now, while others read and write it.",
    discussion: """
      The copy is checked before it is kept. A file that exists is never written over.

      EXAMPLE
        order-ledger --db shop.sqlite backup /backups/shop-2026-11-23.sqlite
      """)

  @Argument(help: "Where the copy goes; no file may be there.") var destination: String
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let head = try await options.withLedger(.readOnly) { ledger in
      try await Progress.during("Copying") { try await ledger.backup(to: destination) }
      var configuration = LedgerConfiguration()
      configuration.mode = .readOnly
      return try await Ledger.using(destination, configuration) { try await $0.head() }
    }
    if console.json { return try console.json(head) }
    try console.line(
      "\(destination.printable()) holds \(head.sequence.counted("journal transaction")).")
  }
}
