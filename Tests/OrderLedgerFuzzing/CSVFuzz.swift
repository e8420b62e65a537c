import OrderLedger

/// The rows of a CSV file are the same in whatever pieces it is read, and after being written again.
enum CSVFuzz {
  private struct Rows: Equatable {
    var header: [String] = []
    var rows: [[String]] = []
    /// Rows that can't be read but end somewhere.
    var faults: [CSVError] = []
    /// Why it can't be read on.
    var end: CSVError?
  }

  static func check(_ input: [UInt8]) throws -> Bool {
    var choices = FuzzChoices(input)
    let delimiter = choices.pick([",", ";", "\t", "|"] as [Unicode.Scalar])
    let piece = 1 + Int(choices.byte()) % 16
    let text = Array(choices.rest)
    let rows = read(text, UInt8(ascii: delimiter), chunk: 256 << 10)
    let inPieces = read(text, UInt8(ascii: delimiter), chunk: piece)
    try FuzzFailure.requireEqual(inPieces, rows, "a file read in pieces of \(piece)")
    for error in rows.faults + [rows.end].compactMap({ $0 }) {
      try FuzzFailure.requireReadable(LedgerError(error))
    }
    guard rows.end == nil, rows.faults.isEmpty else { return false }
    var again = Rows()
    again.header = rows.header
    again.rows = rows.rows
    let written = write([rows.header] + rows.rows, delimiter)
    try FuzzFailure.requireEqual(
      read(written, UInt8(ascii: delimiter), chunk: 256 << 10), again, "a file written again")
    return true
  }

  private static func read(_ text: [UInt8], _ delimiter: UInt8, chunk: Int) -> Rows {
    var rows = Rows()
    do throws(CSVError) {
      var reader = try CSVReader(
        MemoryBytes(text, chunk: chunk), delimiter: delimiter, chunkBytes: chunk)
      rows.header = reader.header
      while true {
        do throws(CSVError) {
          guard try reader.next() else { return rows }
          rows.rows.append((0..<reader.row.count).map { reader.row.text($0) })
        } catch {
          guard error.problem.isInsideRow else { throw error }
          rows.faults.append(error)
        }
      }
    } catch {
      rows.end = error
    }
    return rows
  }

  /// Everything in quotes, which is allowed, so that nothing depends on what needs them.
  private static func write(_ rows: [[String]], _ delimiter: Unicode.Scalar) -> [UInt8] {
    var text: [UInt8] = []
    for row in rows {
      for (index, field) in row.enumerated() {
        if index > 0 { text.append(UInt8(ascii: delimiter)) }
        text.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
          if byte == UInt8(ascii: "\"") { text.append(byte) }
          text.append(byte)
        }
        text.append(UInt8(ascii: "\""))
      }
      text += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }
    return text
  }
}
