import OrderLedgerRawDatabase

/// One change of a ledger's file. An input of the fuzzer is a few of them, because most files that
/// are made of any bytes are refused by their first sixteen.
enum FileEdit {
  /// These bytes at this place.
  case bytes(at: Int, [UInt8])
  case flippedBit(at: Int, bit: UInt8)
  /// Zeros, so many of 512 bytes.
  case zeros(at: Int, sectors: Int)
  case copiedPage(from: Int, to: Int)
  case end(at: Int)
  /// Another value in a cell of a table.
  case cell(table: Int, row: Int, column: Int, Value)
  case removedRow(table: Int, row: Int)
  /// A row that is there twice, but for a key that is larger.
  case doubledRow(table: Int, row: Int)

  enum Value {
    case integer(Int64)
    case text([UInt8])
    case blob([UInt8])
    case null

    var sql: String {
      switch self {
      // What SQLite takes the literal 9223372036854775808 for is a float.
      case .integer(.min): "(-9223372036854775807 - 1)"
      case .integer(let value): "\(value)"
      case .text(let bytes): "CAST(\(Self.literal(bytes)) AS TEXT)"
      case .blob(let bytes): Self.literal(bytes)
      case .null: "NULL"
      }
    }

    private static func literal(_ bytes: [UInt8]) -> String {
      let digits = Array("0123456789abcdef".unicodeScalars)
      var text = "x'"
      for byte in bytes {
        text.unicodeScalars.append(digits[Int(byte >> 4)])
        text.unicodeScalars.append(digits[Int(byte & 15)])
      }
      return text + "'"
    }
  }

  /// The most changes of one input.
  static let limit = 12

  static func read(_ input: [UInt8]) -> [FileEdit] {
    var choices = FuzzChoices(input)
    var edits: [FileEdit] = []
    while edits.count < limit, !choices.rest.isEmpty { edits.append(FileEdit(&choices)) }
    return edits
  }

  private init(_ choices: inout FuzzChoices) {
    let kind = choices.byte() % 10
    switch kind {
    case 0:
      let place = Int(choices.number(3))
      self = .bytes(at: place, choices.take(1 + Int(choices.byte()) % 32))
    case 1: self = .flippedBit(at: Int(choices.number(3)), bit: choices.byte() % 8)
    case 2: self = .zeros(at: Int(choices.number(3)), sectors: 1 + Int(choices.byte()) % 16)
    case 3: self = .copiedPage(from: Int(choices.byte()), to: Int(choices.byte()))
    case 4: self = .end(at: Int(choices.number(3)))
    case 5: self = .removedRow(table: Int(choices.byte()), row: Int(choices.byte()))
    case 6: self = .doubledRow(table: Int(choices.byte()), row: Int(choices.byte()))
    default:
      let (table, row, column) = (choices.byte(), choices.byte(), choices.byte())
      self = .cell(table: Int(table), row: Int(row), column: Int(column), Value(&choices))
    }
  }

  /// Changes the bytes of a file; nothing if it is about rows.
  func apply(to file: inout [UInt8]) {
    guard !file.isEmpty else { return }
    switch self {
    case .bytes(let place, let bytes):
      for (offset, byte) in bytes.enumerated() { file[(place + offset) % file.count] = byte }
    case .flippedBit(let place, let bit): file[place % file.count] ^= 1 << bit
    case .zeros(let place, let sectors):
      let start = place % file.count / 512 * 512
      for index in start..<min(file.count, start + sectors * 512) { file[index] = 0 }
    case .copiedPage(let from, let to):
      let pages = file.count / 4_096
      guard pages > 0 else { return }
      let page = file[(from % pages * 4_096)..<(from % pages + 1) * 4_096]
      file.replaceSubrange((to % pages * 4_096)..<(to % pages + 1) * 4_096, with: page)
    case .end(let place): file.removeLast(file.count - place % file.count)
    case .cell, .removedRow, .doubledRow: break
    }
  }

  /// Whether it is about rows.
  var isOfRows: Bool {
    switch self {
    case .cell, .removedRow, .doubledRow: true
    default: false
    }
  }

  /// Changes rows behind the ledger's back; nothing if the file can't be read any more.
  func apply(to file: RawDatabase) throws {
    switch self {
    case .cell(let table, let row, let column, let value):
      guard let place = try RowPlace(file, table, row) else { return }
      let columns = try file.columns(of: place.table)
      let name = columns[column % columns.count].name
      try file.tamper("UPDATE \(place.table) SET \"\(name)\" = \(value.sql) WHERE \(place.rowid)")
    case .removedRow(let table, let row):
      guard let place = try RowPlace(file, table, row) else { return }
      try file.tamper("DELETE FROM \(place.table) WHERE \(place.rowid)")
    case .doubledRow(let table, let row):
      guard let place = try RowPlace(file, table, row) else { return }
      let columns = try file.columns(of: place.table)
      let values = columns.enumerated().map { index, column in
        index == 0 && column.type == "INTEGER" ? "\"\(column.name)\" + 1000" : "\"\(column.name)\""
      }
      try file.tamper(
        """
        INSERT INTO \(place.table) (\(columns.map { "\"\($0.name)\"" }.joined(separator: ", ")))
        SELECT \(values.joined(separator: ", ")) FROM \(place.table) WHERE \(place.rowid)
        """)
    default: break
    }
  }
}

extension FileEdit.Value {
  init(_ choices: inout FuzzChoices) {
    switch choices.byte() % 6 {
    case 0: self = .integer(Int64(bitPattern: choices.number(8)))
    case 1: self = .integer(Int64(Int8(bitPattern: choices.byte())))
    // Limits and their neighbors.
    case 2:
      self = .integer(
        choices.pick([.max, .min, .max - 1, 1 << 53, 1_000_000_000_000_000, -1, 0, 1 << 31]))
    case 3: self = .text(choices.take(Int(choices.byte()) % 24))
    case 4: self = .blob(choices.take(Int(choices.byte()) % 40))
    default: self = .null
    }
  }
}

/// A row of a table, by what its table and its number choose.
private struct RowPlace {
  let table: String
  let rowid: String

  init?(_ file: RawDatabase, _ table: Int, _ row: Int) throws {
    let tables = try file.tableNames()
    guard !tables.isEmpty else { return nil }
    self.table = tables[table % tables.count]
    let keys = try file.columns(of: self.table).filter(\.isKey).map(\.name)
    guard !keys.isEmpty else { return nil }
    let quoted = keys.map { "quote(\"\($0)\")" }.joined(separator: ", ")
    let order = keys.map { "\"\($0)\"" }.joined(separator: ", ")
    let rows = try file.query("SELECT \(quoted) FROM \(self.table) ORDER BY \(order)")
    guard !rows.isEmpty else { return nil }
    rowid = zip(keys, rows[row % rows.count]).map { "\"\($0)\" = \($1)" }
      .joined(separator: " AND ")
  }
}
