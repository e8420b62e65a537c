import OrderLedger

/// What is given any bytes: a decoder, a parser, or a ledger's file.
///
/// `Scripts/torture fuzz` gives each millions of inputs; a test gives each what was kept of them.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// A command in the wire form.
  case wire
  /// A journal's head and its signature, as they are kept elsewhere.
  case head
  /// The reader of CSV files.
  case csv
  /// An import of a CSV file, up to the commands that it plans.
  case history = "import"
  /// The mapping of an import.
  case mapping
  /// Amounts of money.
  case money
  /// Times, with a zone and in a zone.
  case time
  /// A ledger's file, changed in bytes, pages and rows.
  case file

  /// Gives the target these bytes.
  ///
  /// - Returns: whether they were taken for what they should be.
  /// - Throws: `FuzzFailure` where a promise is broken. A trap is the other way to fail.
  package func check(_ input: [UInt8]) async throws -> Bool {
    self == .file ? try await FileFuzz.check(input) : try checkNow(input)
  }

  /// ``check(_:)`` for what needs no other thread: all but ``file``.
  package func checkNow(_ input: [UInt8]) throws -> Bool {
    switch self {
    case .wire: try WireFuzz.check(input)
    case .head: try HeadFuzz.check(input)
    case .csv: try CSVFuzz.check(input)
    case .history: try ImportFuzz.check(input)
    case .mapping: try MappingFuzz.check(input)
    case .money: try MoneyFuzz.check(input)
    case .time: try TimeFuzz.check(input)
    case .file: preconditionFailure("A ledger's file is opened by an async function.")
    }
  }
}

/// A promise that an input breaks.
package struct FuzzFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }

  /// Requires that two values are equal.
  static func requireEqual<Value: Equatable>(
    _ found: Value, _ expected: Value, _ promise: String
  ) throws {
    guard found != expected else { return }
    throw FuzzFailure(
      "\(promise): \(String(reflecting: found).prefix(2_000)) is not "
        + "\(String(reflecting: expected).prefix(2_000))")
  }

  /// Requires that an error can be shown and logged: one line of a size that a person reads, its
  /// `description` without anything of the input.
  static func requireReadable(_ error: LedgerError) throws {
    try requireEqual(
      error.description, "\(error.code.rawValue): \(error.code.meaning)", "a description's text")
    let text = error.detailedDescription
    guard text.utf8.count <= 4_096 else {
      throw FuzzFailure("an error of \(text.utf8.count) bytes: \(text.prefix(300))")
    }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { throw FuzzFailure("control characters in an error: \(String(reflecting: text))") }
    // Its own wire form gives the same error again.
    let again: LedgerError
    do throws(LedgerError) { again = try LedgerError(json: error.json()) } catch {
      throw FuzzFailure("an error's wire form is refused: \(error.detailedDescription)")
    }
    try requireEqual(again, error, "an error's wire form")
  }
}

/// The bytes of an input that choose how the rest of it is used.
struct FuzzChoices {
  private(set) var rest: ArraySlice<UInt8>

  init(_ input: [UInt8]) { rest = input[...] }

  /// The next byte; 0 at the end.
  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// One of the values.
  mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(byte()) % values.count] }

  /// So many bytes as a number; what is missing is 0.
  mutating func number(_ bytes: Int) -> UInt64 {
    var number: UInt64 = 0
    for _ in 0..<bytes { number = number << 8 | UInt64(byte()) }
    return number
  }

  /// At most so many bytes.
  mutating func take(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}
