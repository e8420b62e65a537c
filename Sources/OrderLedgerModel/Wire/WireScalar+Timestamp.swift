extension Timestamp: WireScalar {
  static var placeholder: Timestamp { .epoch }

  init(wire raw: String) throws(WireFault) {
    do throws(TimestampError) {
      try self.init(parsing: raw)
    } catch {
      throw WireFault(
        code: .invalidTime, found: error.found,
        allowed: "ISO 8601 with a zone, such as 2026-11-23T10:15:30Z")
    }
  }

  var wire: String { description }
}

extension TimestampError {
  /// What was found, as half a sentence; the text itself is not repeated.
  fileprivate var found: String {
    switch self {
    case .malformed(let offset): "no time from byte \(offset) on"
    case .missingTime: "a date without a time"
    case .missingZone: "a time without a zone"
    case .invalidField(let field): "a \(field.rawValue) out of range"
    case .leapSecond: "second 60"
    case .tooPrecise: "more than six decimals of a second"
    case .outOfRange: "a year before 1 or after 9999"
    case .skippedLocalTime: "a local time that its zone skips"
    }
  }
}
