package import OrderLedgerModel

/// The rows of one order number: an order, a cancellation document or an adjustment.
package struct ImportDocument: Sendable {
  /// The order's number; empty for a row whose number can't be read.
  package var order: String
  /// The rows, in the file's order.
  package var rows: [ImportRow]

  /// When it happened: its first readable row's time.
  package var at: Timestamp? {
    for row in rows where !row.isMalformed { return row.at }
    return nil
  }

  /// Whether something of it was paid for, if only the postage: then what cost nothing left too.
  var hasPaidRow: Bool {
    rows.contains { $0.kind == .sale || $0.kind == .shipping || $0.kind == .notItem }
  }
}

extension ImportRow {
  var isMalformed: Bool { if case .malformed = kind { true } else { false } }

  /// How this row moves stock when it is imported, or may: the opening stock is computed from it,
  /// and the planner books it.
  package func effect(in document: ImportDocument, _ mapping: ImportMapping) -> StockEffect {
    switch kind {
    case .sale: return .sold
    case .cancellation: return .returned
    case .adjustment where !mapping.isItem(sku): return .none
    case .adjustment where quantity < 0: return .writtenOff
    case .adjustment: return customer != nil || document.hasPaidRow ? .gift : .found
    default: return .none
    }
  }
}

/// How a row moves stock.
package enum StockEffect: Sendable, Hashable {
  /// Not at all.
  case none
  /// Leaves with its order.
  case sold
  /// Leaves with its order and costs nothing.
  case gift
  /// Thrown away.
  case writtenOff
  /// Was there and on no book.
  case found
  /// Comes back, if a sale is found that it cancels.
  case returned
}
