package import OrderLedgerModel

/// Why a CSV file can't be read on, and where.
///
/// Holds positions and counts, never the text of a cell, which may be personal.
package struct CSVError: Error, Sendable, Hashable {
  /// What was found.
  package var problem: CSVProblem
  /// The data row, from 1; 0 is the header.
  package var row: Int
  /// The physical line, from 1. Rows with line breaks in quotes have several.
  package var line: Int
  /// The field in its row, from 1.
  package var column: Int
}

/// What can be wrong with a CSV file.
package enum CSVProblem: Error, Sendable, Hashable {
  /// The file ends inside quotes.
  case unterminatedQuote
  /// Something other than a delimiter or the row's end follows a closing quote.
  case garbageAfterQuote
  /// A quote in a field that does not begin with one.
  case strayQuote
  /// A carriage return without a line feed, outside quotes.
  case strayCarriageReturn
  /// More or fewer fields than the header has.
  case fieldCount(found: Int, expected: Int)
  /// A field longer than ``CSVReader/maxFieldBytes``.
  case fieldTooLong
  /// A header of more than ``CSVReader/maxFields`` fields.
  case tooManyColumns
  /// Bytes that are not UTF-8.
  case invalidUTF8
  /// There is no header row.
  case noHeader
  /// The file can't be opened.
  case cannotOpen(errno: Int32)
  /// The disk failed.
  case unreadable(errno: Int32)

  /// Whether the rows that follow can still be read: the fault is inside one row whose end is known.
  package var isInsideRow: Bool {
    switch self {
    case .fieldCount, .invalidUTF8: true
    default: false
    }
  }

  /// One clause, without a full stop.
  package var meaning: String {
    switch self {
    case .unterminatedQuote: "the file ends inside quotes"
    case .garbageAfterQuote: "text after a closing quote"
    case .strayQuote: "a quote inside an unquoted field"
    case .strayCarriageReturn: "a carriage return without a line feed"
    case .fieldCount(let found, let expected): "\(found) fields where the header has \(expected)"
    case .fieldTooLong: "a field of more than \(CSVReader.maxFieldBytes) bytes"
    case .tooManyColumns: "more than \(CSVReader.maxFields) columns"
    case .invalidUTF8: "bytes that are not UTF-8"
    case .noHeader: "no header row"
    case .cannotOpen(let errno): "the file can't be opened (errno \(errno))"
    case .unreadable(let errno): "the file can't be read (errno \(errno))"
    }
  }
}

extension LedgerError {
  /// A fault of a CSV file as the ledger's own error.
  package init(_ error: CSVError) {
    let code: Code =
      switch error.problem {
      case .cannotOpen: .cannotOpen
      case .unreadable: .ioFailure
      case .fieldCount, .noHeader: .missingField
      case .fieldTooLong, .tooManyColumns: .limitExceeded
      default: .invalidText
      }
    self.init(
      code, Subject("row", "\(error.row)"),
      found: "\(error.problem.meaning), line \(error.line), column \(error.column)")
  }
}
