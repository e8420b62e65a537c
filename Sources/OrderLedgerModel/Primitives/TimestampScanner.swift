/// Reads dates and times field by field from UTF-8 bytes.
///
/// Over an array and not any collection: calls through an unspecialized collection cost twenty times
/// what copying these few bytes does.
struct TimestampScanner {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset == bytes.count }

  var next: UInt8? { isAtEnd ? nil : bytes[offset] }

  var malformed: TimestampError { .malformed(offset: offset) }

  mutating func advance() {
    offset += 1
  }

  /// Consumes the byte if it is the next one.
  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard let next, UInt32(next) == mark.value else { return false }
    advance()
    return true
  }

  mutating func expect(_ mark: Unicode.Scalar) throws(TimestampError) {
    guard skip(mark) else { throw malformed }
  }

  mutating func digit() -> Int? {
    guard let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) else { return nil }
    advance()
    return Int(next - UInt8(ascii: "0"))
  }

  mutating func number(digits: Int) throws(TimestampError) -> Int {
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { throw malformed }
      value = value * 10 + digit
    }
    return value
  }

  /// `YYYY-MM-DD`.
  mutating func date() throws(TimestampError) -> CivilDate {
    let year = try number(digits: 4)
    try expect("-")
    let month = try number(digits: 2)
    try expect("-")
    let day = try number(digits: 2)
    return try CivilDate(year: year, month: month, day: day)
  }

  /// `HH:MM:SS` and up to six decimals, as microseconds of the day.
  mutating func timeOfDay() throws(TimestampError) -> Int64 {
    let hour = try number(digits: 2)
    try expect(":")
    let minute = try number(digits: 2)
    try expect(":")
    let second = try number(digits: 2)
    let fraction = skip(".") ? try fraction() : 0
    guard hour < 24 else { throw .invalidField(.hour) }
    guard minute < 60 else { throw .invalidField(.minute) }
    guard second != 60 else { throw .leapSecond }
    guard second < 60 else { throw .invalidField(.second) }
    return Int64(hour * 3_600 + minute * 60 + second) * Timestamp.microsecondsPerSecond
      + Int64(fraction)
  }

  private mutating func fraction() throws(TimestampError) -> Int {
    var value = 0
    var digits = 0
    while let digit = digit() {
      guard digits < 6 else { throw .tooPrecise }
      value = value * 10 + digit
      digits += 1
    }
    guard digits > 0 else { throw malformed }
    for _ in digits..<6 { value *= 10 }
    return value
  }

  /// `Z`, `+HH:MM` or `+HHMM`, as minutes east of UTC.
  mutating func zone() throws(TimestampError) -> Int {
    guard !isAtEnd else { throw .missingZone }
    if skip("Z") { return 0 }
    let isWest = skip("-")
    if !isWest { try expect("+") }
    let hours = try number(digits: 2)
    _ = skip(":")
    let minutes = try number(digits: 2)
    guard hours < 24, minutes < 60 else { throw .invalidField(.offset) }
    return isWest ? -(hours * 60 + minutes) : hours * 60 + minutes
  }

  func expectEnd() throws(TimestampError) {
    guard isAtEnd else { throw malformed }
  }
}
