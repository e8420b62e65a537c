import Foundation
import OrderLedgerRawDatabase

/// What can become of a file.
enum Rot: String, CaseIterable {
  case bitFlip = "a bit flipped"
  case logBitFlip = "a bit of the log flipped"
  case byteChange = "a byte changed"
  case zeroedSector = "a sector zeroed"
  case zeroedPage = "a page zeroed"
  case truncated = "truncated"
  case logTruncated = "the log truncated"
  case logMissing = "the log missing"
  case logSwapped = "another ledger's log"
  case editedRow = "a row edited"
  case removedRow = "a row removed"
  case swappedRows = "two rows swapped"
  case transactionRemoved = "a transaction removed"
  case editedEntry = "an entry edited"
  case removedEntry = "an entry removed"
  case movedEntry = "an entry moved"
  case repeatedEntry = "an entry twice"
  case plantedEntry = "an entry of no transaction"

  var needsLog: Bool {
    switch self {
    case .logBitFlip, .logTruncated, .logMissing, .logSwapped: true
    default: false
    }
  }

  /// Spoils the files in `place`, which are those of `source`.
  ///
  /// - Returns: what was done.
  func spoil(
    _ place: Workplace, _ source: RotSource, _ sources: RotSource.Sources, _ dice: inout Dice
  ) throws -> RotDamage {
    let main = "ledger.sqlite"
    let log = "ledger.sqlite-wal"
    switch self {
    case .bitFlip, .byteChange, .zeroedSector, .zeroedPage, .truncated:
      return RotDamage(text: try spoilBytes(main, place, source, &dice))
    case .logBitFlip, .logTruncated:
      return RotDamage(text: try spoilBytes(log, place, source, &dice))
    case .logMissing:
      _ = unsafe unlink(place.path(log))
      return RotDamage(text: rawValue)
    case .logSwapped:
      try place.write(log, sources.foreignLog)
      return RotDamage(text: rawValue)
    case .editedRow, .removedRow, .swappedRows, .transactionRemoved:
      let file = try RawDatabase(place.ledger, makesFile: false)
      return RotDamage(text: try spoilRows(file, &dice))
    case .editedEntry, .removedEntry, .movedEntry, .repeatedEntry:
      return try spoilEntry(RawDatabase(place.ledger, makesFile: false), &dice)
    case .plantedEntry:
      return try plantEntry(RawDatabase(place.ledger, makesFile: false), &dice)
    }
  }

  private func spoilBytes(
    _ name: String, _ place: Workplace, _ source: RotSource, _ dice: inout Dice
  ) throws -> String {
    guard var bytes = source.contents[name], !bytes.isEmpty else { return "an empty \(name)" }
    let position = dice.below(bytes.count)
    switch self {
    case .bitFlip, .logBitFlip: bytes[position] ^= 1 << UInt8(dice.below(8))
    case .byteChange: bytes[position] &+= UInt8(1 + dice.below(255))
    case .zeroedSector: Self.zero(&bytes, position / 512 * 512, 512)
    case .zeroedPage: Self.zero(&bytes, position / 4_096 * 4_096, 4_096)
    default: bytes.removeLast(bytes.count - position)
    }
    try place.write(name, bytes)
    return "\(rawValue) at \(position) of \(name)"
  }

  private static func zero(_ bytes: inout [UInt8], _ start: Int, _ count: Int) {
    for index in start..<min(bytes.count, start + count) { bytes[index] = 0 }
  }

  private func spoilRows(_ file: RawDatabase, _ dice: inout Dice) throws -> String {
    // SQLite's own numbers would not come again with the seed.
    let tables = try file.tableNames().filter { $0 != "ledger_migration" }
    for _ in 0..<100 {
      let table = tables[dice.below(tables.count)]
      guard let sql = try statement(file, table, &dice) else { continue }
      do { try file.tamper(sql) } catch { continue }
      return "\(rawValue): \(sql)"
    }
    throw TortureError("no row to spoil")
  }

  private func statement(
    _ file: RawDatabase, _ table: String, _ dice: inout Dice
  ) throws -> String? {
    let columns = try file.columns(of: table)
    let keys = columns.filter(\.isKey)
    let quoted = keys.map { "quote(\"\($0.name)\")" }.joined(separator: ", ")
    let order = keys.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let rows = try file.query("SELECT \(quoted) FROM \(table) ORDER BY \(order)")
    guard rows.count > 1, !keys.isEmpty else { return nil }
    func place(_ row: [String]) -> String {
      zip(keys, row).map { "\"\($0.name)\" = \($1)" }.joined(separator: " AND ")
    }
    let row = rows[dice.below(rows.count)]
    let column = columns[dice.below(columns.count)]
    guard !RawDatabase.unverified.contains("\(table).\(column.name)") else { return nil }
    switch self {
    case .editedRow:
      return "UPDATE \(table) SET \(Self.change(column)) WHERE \(place(row))"
    case .removedRow: return "DELETE FROM \(table) WHERE \(place(row))"
    case .swappedRows:
      let other = rows[dice.below(rows.count)]
      guard other != row, !column.isKey else { return nil }
      let name = "\"\(column.name)\""
      return """
        CREATE TEMP TABLE swap AS SELECT (SELECT \(name) FROM \(table) WHERE \(place(row))) AS a,
          (SELECT \(name) FROM \(table) WHERE \(place(other))) AS b;
        UPDATE \(table) SET \(name) = (SELECT b FROM swap) WHERE \(place(row));
        UPDATE \(table) SET \(name) = (SELECT a FROM swap) WHERE \(place(other));
        """
    default:
      let last = try file.query("SELECT max(seq) FROM ledger_txn")[0][0]
      let sequence = 1 + dice.below(max(1, Int(last) ?? 1))
      return try file.conditions(ofTransaction: sequence)
        .map { "DELETE FROM \($0.key) WHERE \($0.value)" }.sorted().joined(separator: "; ")
    }
  }

  static func change(_ column: RawDatabase.Column) -> String {
    let name = "\"\(column.name)\""
    return switch column.type {
    case "INTEGER": "\(name) = coalesce(\(name), 0) + 1"
    case "BLOB":
      """
      \(name) = coalesce(CAST(substr(\(name), 1, length(\(name)) - 1) || \
      iif(substr(\(name), -1) = x'5a', x'5b', x'5a') AS BLOB), zeroblob(32))
      """
    default: "\(name) = coalesce(\(name), '') || 'Z'"
    }
  }
}
