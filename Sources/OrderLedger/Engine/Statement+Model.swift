import OrderLedgerModel
import OrderLedgerSQLite

// Columns as values of the model. Identifiers were checked when they were written; a file that was
// tampered with is for `verify` to find.

extension Statement {
  /// A figure of one order, document or SKU, a number or a time. None comes near the ends of
  /// `Int64`, unless the file was changed behind the ledger's back: what follows may add dozens of
  /// them, and must not stop the host's process.
  borrowing func figure(_ column: Int) throws(SQLiteError) -> Int64 {
    try figure(try int64(column), column)
  }

  borrowing func figureOrNil(_ column: Int) throws(SQLiteError) -> Int64? {
    guard let value = try int64OrNil(column) else { return nil }
    return try figure(value, column)
  }

  /// The number of a journal transaction; they count from 1.
  borrowing func sequenceOrNil(_ column: Int) throws(SQLiteError) -> Int64? {
    guard let sequence = try figureOrNil(column) else { return nil }
    guard sequence > 0 else { throw invalid(column, "\(sequence)") }
    return sequence
  }

  /// The price of so many units, which makes a figure, too.
  borrowing func price(_ column: Int, of quantity: Int64) throws(SQLiteError) -> Int64 {
    let price = try figure(column)
    let (gross, overflow) = price.multipliedReportingOverflow(by: quantity)
    guard !overflow else { throw invalid(column, "\(price) × \(quantity)") }
    _ = try figure(gross, column)
    return price
  }

  /// The number of a row of an order, which counts from 0 without a gap: it is its place in a list.
  borrowing func number(_ column: Int, after count: Int) throws(SQLiteError) -> Int {
    let number = try int(column)
    guard number == count else { throw invalid(column, "\(number), not \(count)") }
    return number
  }

  /// So many of a line's parts: from none to all. Shares of its amounts are made of them.
  borrowing func share(_ column: Int, of parts: Int64) throws(SQLiteError) -> Int64 {
    let share = try int64(column)
    guard share >= 0, share <= parts else { throw invalid(column, "\(share) of \(parts)") }
    return share
  }

  private borrowing func figure(_ value: Int64, _ column: Int) throws(SQLiteError) -> Int64 {
    // Times go up to 2.6 × 10^17, the last microsecond of the year 9999; amounts are smaller.
    guard value.magnitude <= 1 << 58 else { throw invalid(column, "\(value)") }
    return value
  }

  /// A sum over all orders: as large as it came to be, and never less than nothing.
  borrowing func total(_ column: Int) throws(SQLiteError) -> Int64 {
    let value = try int64(column)
    guard value >= 0 else { throw invalid(column, "\(value)") }
    return value
  }

  borrowing func id<Kind: IdentifierKind>(
    _ column: Int, _ kind: Identifier<Kind>.Type = Identifier<Kind>.self
  ) throws(SQLiteError) -> Identifier<Kind> {
    Identifier<Kind>(unchecked: try string(column))
  }

  borrowing func idOrNil<Kind: IdentifierKind>(
    _ column: Int, _ kind: Identifier<Kind>.Type = Identifier<Kind>.self
  ) throws(SQLiteError) -> Identifier<Kind>? {
    try stringOrNil(column).map { Identifier<Kind>(unchecked: $0) }
  }

  borrowing func code<Value: RawRepresentable>(
    _ column: Int, _ type: Value.Type = Value.self
  ) throws(SQLiteError) -> Value where Value.RawValue: FixedWidthInteger {
    guard let value = try codeOrNil(column, type) else { throw invalid(column, "no value") }
    return value
  }

  borrowing func codeOrNil<Value: RawRepresentable>(
    _ column: Int, _ type: Value.Type = Value.self
  ) throws(SQLiteError) -> Value? where Value.RawValue: FixedWidthInteger {
    guard let raw = try int64OrNil(column) else { return nil }
    guard let rawValue = Value.RawValue(exactly: raw), let value = Value(rawValue: rawValue) else {
      throw invalid(column, "\(raw) is not a \(Value.self)")
    }
    return value
  }

  borrowing func currency(_ column: Int) throws(SQLiteError) -> Currency {
    guard let currency = try currencyOrNil(column) else { throw invalid(column, "no currency") }
    return currency
  }

  borrowing func currencyOrNil(_ column: Int) throws(SQLiteError) -> Currency? {
    guard let code = try shortTextOrNil(column) else { return nil }
    guard let currency = Currency(packedCode: code.bits) else {
      throw invalid(column, "not a currency")
    }
    return currency
  }

  /// Ten counts, their value and its currency, beginning with this column.
  borrowing func stockLevel(from column: Int) throws(SQLiteError) -> StockLevel {
    var units = BucketCounts()
    for bucket in Bucket.allCases {
      units[bucket] = try figure(column + Int(bucket.rawValue))
    }
    return StockLevel(
      units: units, value: try figure(column + 10), currency: try currencyOrNil(column + 11))
  }

  borrowing func time(_ column: Int) throws(SQLiteError) -> Timestamp {
    Timestamp(microseconds: try figure(column))
  }

  borrowing func timeOrNil(_ column: Int) throws(SQLiteError) -> Timestamp? {
    try figureOrNil(column).map { Timestamp(microseconds: $0) }
  }

  borrowing func noteOrNil(_ column: Int) throws(SQLiteError) -> Note? {
    guard let text = try stringOrNil(column) else { return nil }
    do { return try Note(text) } catch { throw invalid(column, "not a note") }
  }

  mutating func bind<Kind: IdentifierKind>(_ index: Int, _ value: Identifier<Kind>) {
    bind(index, value.text)
  }

  mutating func bind<Kind: IdentifierKind>(_ index: Int, _ value: Identifier<Kind>?) {
    bind(index, value?.text)
  }

  mutating func bind(_ index: Int, _ value: Currency) {
    bind(index, value.code)
  }

  mutating func bind(_ index: Int, _ value: Currency?) {
    bind(index, value?.code)
  }

  mutating func bind<Value: RawRepresentable>(
    _ index: Int, code value: Value
  ) where Value.RawValue: FixedWidthInteger {
    bind(index, Int64(value.rawValue))
  }

  mutating func bind<Value: RawRepresentable>(
    _ index: Int, code value: Value?
  ) where Value.RawValue: FixedWidthInteger {
    bind(index, value.map { Int64($0.rawValue) })
  }
}
