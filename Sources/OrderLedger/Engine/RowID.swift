import OrderLedgerModel

// Rows that belong to two things are found by one integer, the greater thing's number in its upper
// bits: such a row is compared, moved and updated at about two thirds of the cost of one with a key
// of two columns.

/// The row of a SKU at a location.
struct StockRow: Hashable {
  let id: Int64

  /// Locations beyond this number have no room in the key.
  static let maxLocation: Int64 = (1 << 20) - 1

  init(sku: Int64, location: Int64) { id = sku << 20 | location }
}

/// The row of an entry: its transaction's number and its place there.
enum EntryRow {
  /// Transactions beyond this number have no room in the key.
  static let maxSequence = Int64.max >> 16

  /// - Parameter place: less than `Limits.maxEntries`, which is less than 2^16.
  static func id(_ sequence: Int64, _ place: Int) -> Int64 { sequence << 16 | Int64(place) }
}

/// The row of an order's line.
struct LineRow {
  let id: Int64

  /// - Parameter number: less than `Limits.maxLinesPerOrder`, which is less than 2^13.
  init(order: Int64, number: Int) { id = order << 13 | Int64(number) }
}
