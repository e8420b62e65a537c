import OrderLedgerModel
import OrderLedgerSQLite

// Columns as values of the model. Identifiers were checked when they were written; a file that was
// tampered with is for `verify` to find.

extension Statement {
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
      units[bucket] = try int64(column + Int(bucket.rawValue))
    }
    return StockLevel(
      units: units, value: try int64(column + 10), currency: try currencyOrNil(column + 11))
  }

  borrowing func time(_ column: Int) throws(SQLiteError) -> Timestamp {
    Timestamp(microseconds: try int64(column))
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
