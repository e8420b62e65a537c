/// Reads a CSV file row by row in constant memory: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180)
/// with LF or CRLF, an optional byte order mark and any one-byte delimiter.
///
/// Strict, because a guess about a broken quote can move money to another column: what RFC 4180
/// does not allow is an error that names row, line and column. Empty lines are skipped, unless the
/// file has one column only. Complexity: O(bytes), each byte copied once.
package struct CSVReader {
  /// The longest field, in bytes.
  package static let maxFieldBytes = 64 << 10
  /// The most fields of a row.
  package static let maxFields = 1_024

  private enum State {
    case fieldStart, plain, quoted, quoteInQuotes, carriageReturn
  }

  /// The names of the columns, as the first row has them.
  package private(set) var header: [String] = []
  /// The row that ``next()`` has read.
  package private(set) var row = CSVRow()

  private var source: any ByteSource
  private let delimiter: UInt8
  private var chunk: [UInt8]
  private var position = 0
  private var filled = 0
  private var isAtEnd = false
  private var state = State.fieldStart
  private var line = 1
  private var fieldCount = 0
  private var fieldStart = 0
  /// All bytes of the row ORed: below 0x80 nothing has to be validated.
  private var seen: UInt8 = 0
  private var wasQuoted = false

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// A reader of `source`, its header read.
  package init(
    _ source: consuming any ByteSource, delimiter: UInt8 = UInt8(ascii: ","),
    chunkBytes: Int = 256 << 10
  ) throws(CSVError) {
    self.source = source
    self.delimiter = delimiter
    chunk = Array(repeating: 0, count: max(4, chunkBytes))
    try skipMark()
    guard try readRow() else { throw error(.noHeader) }
    guard fieldCount <= Self.maxFields else { throw error(.tooManyColumns) }
    try validate()
    header = (0..<row.count).map { row.text($0) }
  }

  /// Reads the next data row into ``row``: false at the end of the file.
  ///
  /// - Throws: `CSVError`. After one whose problem ``CSVProblem/isInsideRow`` the next call goes on
  ///   with the next row; ``row`` then holds the faulty one's fields, as many as the header has.
  package mutating func next() throws(CSVError) -> Bool {
    repeat {
      guard try readRow() else { return false }
    } while isEmptyLine
    row.number += 1
    guard fieldCount == header.count else {
      throw error(.fieldCount(found: fieldCount, expected: header.count))
    }
    try validate()
    return true
  }

  private var isEmptyLine: Bool {
    fieldCount == 1 && row.bytes.isEmpty && !wasQuoted && header.count > 1
  }

  // MARK: - Bytes

  /// Skips U+FEFF at the start. A source may hand out single bytes.
  private mutating func skipMark() throws(CSVError) {
    var start: [UInt8] = []
    while start.count < 3, try refill() {
      start.append(contentsOf: chunk[..<filled])
    }
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start.removeFirst(3) }
    if start.count > chunk.count {
      chunk = start
    } else {
      chunk.replaceSubrange(0..<start.count, with: start)
    }
    position = 0
    filled = start.count
  }

  private mutating func refill() throws(CSVError) -> Bool {
    position = 0
    filled = 0
    if isAtEnd { return false }
    do throws(CSVProblem) {
      filled = try source.read(into: &chunk)
    } catch {
      throw self.error(error)
    }
    isAtEnd = filled == 0
    return !isAtEnd
  }

  // MARK: - One row

  private mutating func readRow() throws(CSVError) -> Bool {
    row.clear()
    row.line = line
    (fieldCount, fieldStart, seen, wasQuoted, state) = (0, 0, 0, false, .fieldStart)
    while true {
      if position == filled, try !refill() { return try finishFile() }
      switch state {
      case .fieldStart:
        if chunk[position] == Self.quote {
          (state, wasQuoted) = (.quoted, true)
          position += 1
        } else {
          state = .plain
        }
      case .plain:
        if try takePlain() { return true }
      case .quoted:
        try takeQuoted()
      case .quoteInQuotes:
        if chunk[position] == Self.quote {
          try append(position..<position + 1)
          position += 1
          state = .quoted
        } else if try takeEnd(otherwise: .garbageAfterQuote) {
          return true
        }
      case .carriageReturn:
        guard chunk[position] == Self.lineFeed else { throw error(.strayCarriageReturn) }
        if try takeEnd(otherwise: .strayCarriageReturn) { return true }
      }
    }
  }

  private mutating func takePlain() throws(CSVError) -> Bool {
    let start = position
    var end = position
    var bits: UInt8 = 0
    let filled = filled
    let delimiter = delimiter
    while end < filled {
      let byte = chunk[end]
      if byte == delimiter || byte == Self.lineFeed || byte == Self.quote
        || byte == Self.carriageReturn
      {
        break
      }
      bits |= byte
      end &+= 1
    }
    seen |= bits
    try append(start..<end)
    position = end
    return end < filled ? try takeEnd(otherwise: .strayQuote) : false
  }

  private mutating func takeQuoted() throws(CSVError) {
    let start = position
    var end = position
    while end < filled, chunk[end] != Self.quote {
      let byte = chunk[end]
      if byte == Self.lineFeed { line += 1 }
      seen |= byte
      end &+= 1
    }
    try append(start..<end)
    position = end
    if end < filled {
      position += 1
      state = .quoteInQuotes
    }
  }

  /// Takes what ends a field; true if it ends the row too.
  private mutating func takeEnd(otherwise problem: CSVProblem) throws(CSVError) -> Bool {
    let byte = chunk[position]
    position += 1
    if byte == delimiter {
      endField()
      state = .fieldStart
      return false
    }
    switch byte {
    case Self.lineFeed:
      endField()
      line += 1
      return true
    case Self.carriageReturn:
      state = .carriageReturn
      return false
    default:
      throw error(problem)
    }
  }

  private mutating func finishFile() throws(CSVError) -> Bool {
    switch state {
    case .quoted: throw error(.unterminatedQuote)
    case .carriageReturn: throw error(.strayCarriageReturn)
    case .fieldStart where fieldCount == 0: return false
    default:
      endField()
      return true
    }
  }

  private mutating func append(_ range: Range<Int>) throws(CSVError) {
    // Fields beyond the header's are counted, not kept.
    guard fieldCount < limit else { return }
    row.bytes.append(contentsOf: chunk[range])
    guard row.bytes.count - fieldStart <= Self.maxFieldBytes else { throw error(.fieldTooLong) }
  }

  private var limit: Int { header.isEmpty ? Self.maxFields : header.count }

  private mutating func endField() {
    if fieldCount < limit { row.ends.append(row.bytes.count) }
    fieldCount += 1
    fieldStart = row.bytes.count
  }

  private mutating func validate() throws(CSVError) {
    guard seen >= 0x80 else { return }
    for field in 0..<row.count where String(validating: row[field], as: UTF8.self) == nil {
      var error = error(.invalidUTF8)
      error.column = field + 1
      error.line = row.line
      throw error
    }
  }

  private func error(_ problem: CSVProblem) -> CSVError {
    CSVError(
      problem: problem, row: row.number + (problem.isInsideRow || header.isEmpty ? 0 : 1),
      line: problem.isInsideRow ? row.line : line,
      column: header.isEmpty ? fieldCount + 1 : min(fieldCount, header.count) + 1)
  }
}
