import OrderLedgerModel

/// The bounds of an import, besides those of the ledger (`Limits`).
package enum ImportLimits {
  /// The longest name of a mapping, in bytes.
  package static let mappingNameBytes = 24
  /// The longest order number and line name, in bytes: identifiers are made from them.
  package static let nameBytes = 48
  /// How many documents are held back, because the rows of one may be interrupted by another's.
  package static let documentWindow = 8
  /// The most rows of one document.
  package static let documentRows = Limits.maxLinesPerOrder
  /// How many receipts of opening stock make one step.
  package static let openingBatch = 500
}
