extension Timestamp: CustomStringConvertible {
  /// ISO 8601 in UTC, with as many decimals of a second as needed out of 0, 3 and 6:
  /// `"2026-11-23T10:15:30Z"`, `"…30.250Z"`, `"…30.250001Z"`.
  ///
  /// Texts of different precision do not sort as their instants do; sort instants.
  public var description: String {
    var text = TimestampText()
    let dayNumber = dayNumber
    text.append(CivilDate(uncheckedDayNumber: dayNumber))
    // Wraps for the few hours at the start of 64 bits' time where the midnight before is not
    // representable; the difference is right.
    let ofDay = microseconds &- dayNumber &* Self.microsecondsPerDay
    let (seconds, fraction) = ofDay.quotientAndRemainder(
      dividingBy: Self.microsecondsPerSecond)
    text.append("T", Int(seconds / 3_600), digits: 2)
    text.append(":", Int(seconds / 60 % 60), digits: 2)
    text.append(":", Int(seconds % 60), digits: 2)
    if fraction.isMultiple(of: 1_000) {
      if fraction > 0 { text.append(".", Int(fraction / 1_000), digits: 3) }
    } else {
      text.append(".", Int(fraction), digits: 6)
    }
    text.append("Z")
    return text.string
  }
}

/// Text of digits with fixed width, gathered as bytes.
struct TimestampText {
  private var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(32)
  }

  var string: String {
    String(decoding: bytes, as: UTF8.self)
  }

  mutating func append(_ mark: Unicode.Scalar) {
    bytes.append(UInt8(truncatingIfNeeded: mark.value))
  }

  mutating func append(_ mark: Unicode.Scalar, _ number: Int, digits: Int) {
    append(mark)
    append(number, digits: digits)
  }

  mutating func append(_ number: Int, digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  mutating func append(_ date: CivilDate) {
    if (0...9_999).contains(date.year) {
      append(date.year, digits: 4)
    } else {
      append(date.year < 0 ? "-" : "+", abs(date.year), digits: 6)
    }
    append("-", date.month, digits: 2)
    append("-", date.day, digits: 2)
  }
}
