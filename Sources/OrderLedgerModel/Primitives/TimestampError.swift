/// Why a text or number is no instant. The text itself is never repeated.
public enum TimestampError: Error, Hashable, Sendable {
  /// A part of a date or time.
  public enum Field: String, Hashable, Sendable {
    /// 1 to 9999.
    case year
    /// 1 to 12.
    case month
    /// 1 to the length of the month.
    case day
    /// 0 to 23.
    case hour
    /// 0 to 59.
    case minute
    /// 0 to 59.
    case second
    /// At most 23:59 either side of UTC.
    case offset
  }

  /// The text has a byte that may not stand there, or ends too early. Counted in UTF-8 bytes from
  /// zero.
  case malformed(offset: Int)
  /// The text ends after the date.
  case missingTime
  /// The text ends after the time: which instant it means depends on a zone nobody named.
  case missingZone
  /// A field outside its range, such as month 13 or February 30.
  case invalidField(Field)
  /// Second 60. POSIX time, which the ledger counts in, has no place for it.
  case leapSecond
  /// More than six decimals of a second.
  case tooPrecise
  /// Before year 1 or after year 9999, in UTC.
  case outOfRange
  /// A local time that the zone skips when its clocks go forward.
  case skippedLocalTime
}

extension TimestampError: CustomStringConvertible {
  /// One sentence: what was found, what is allowed.
  public var description: String {
    switch self {
    case .malformed(let offset):
      "The time is malformed at byte \(offset); expected 2026-11-23T10:15:30Z."
    case .missingTime:
      "There is a date but no time; expected 2026-11-23T10:15:30Z."
    case .missingZone:
      "The time has no zone; end it with Z or an offset such as +02:00."
    case .invalidField(let field):
      "The \(field.rawValue) is out of range."
    case .leapSecond:
      "Second 60 is a leap second, which has no instant of its own; use 59 or the next minute's 00."
    case .tooPrecise:
      "The time has more than six decimals of a second."
    case .outOfRange:
      "The time lies outside the years 1 to 9999 in UTC."
    case .skippedLocalTime:
      "The local time does not exist: the zone's clocks skip it in spring."
    }
  }
}
