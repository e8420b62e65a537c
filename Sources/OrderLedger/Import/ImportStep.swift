package import OrderLedgerModel

/// What one document of the file asks of the ledger.
package struct ImportStep: Sendable {
  /// A command and the rows it comes from.
  package struct Planned: Sendable {
    /// The command; its key is the same whenever the same file is planned again.
    package var command: Command
    /// The data rows, from 1; empty for opening stock and the location.
    package var rows: [Int]
  }

  /// The document's number; empty for opening stock and for rows that can't be read.
  package var document: String
  /// Commands, to be run in this order.
  package var commands: [Planned] = []
  /// Rows for the report.
  package var findings: [ImportFinding] = []

  mutating func add(
    _ action: Action, key: IdempotencyKey, at: Timestamp?, rows: [Int]
  ) {
    commands.append(Planned(command: Command(action, key: key, at: at), rows: rows))
  }
}
