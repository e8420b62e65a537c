/// An instant: whole microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// An integer, because `Double` seconds, as Foundation's `Date` has them, neither keep microseconds
/// exactly nor give the same bytes twice. The ledger never reads a clock; the host hands its time in.
///
/// Any `Int64` is an instant, so that reading one can't fail. Text is limited to the years 1 to 9999;
/// `earliest` and `latest` are those bounds for whoever takes instants from outside.
public struct Timestamp: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z, negative before.
  public let microseconds: Int64

  static let microsecondsPerSecond: Int64 = 1_000_000
  static let microsecondsPerMinute: Int64 = 60_000_000
  static let microsecondsPerDay: Int64 = 86_400_000_000

  /// An instant from its microseconds since 1970-01-01T00:00:00Z.
  @inlinable
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// 1970-01-01T00:00:00Z.
  public static let epoch = Timestamp(microseconds: 0)
  /// 0001-01-01T00:00:00Z.
  public static let earliest = Timestamp(microseconds: -62_135_596_800_000_000)
  /// 9999-12-31T23:59:59.999999Z.
  public static let latest = Timestamp(microseconds: 253_402_300_799_999_999)

  /// Days since 1970-01-01 in UTC, rounded down: the day a statistic counts the instant under.
  public var dayNumber: Int64 {
    microseconds.floorDivided(by: Self.microsecondsPerDay)
  }

  /// The day in UTC.
  public var date: CivilDate {
    CivilDate(uncheckedDayNumber: dayNumber)
  }

  /// The instant so many microseconds later, or earlier for a negative number.
  ///
  /// - Throws: `TimestampError.outOfRange` when 64 bits do not hold it.
  public func adding(microseconds other: Int64) throws(TimestampError) -> Timestamp {
    let (sum, overflow) = microseconds.addingReportingOverflow(other)
    guard !overflow else { throw .outOfRange }
    return Timestamp(microseconds: sum)
  }

  /// The microseconds from another instant to this one; negative when this one is earlier.
  ///
  /// - Throws: `TimestampError.outOfRange` when 64 bits do not hold them.
  public func microseconds(since other: Timestamp) throws(TimestampError) -> Int64 {
    let (difference, overflow) = microseconds.subtractingReportingOverflow(other.microseconds)
    guard !overflow else { throw .outOfRange }
    return difference
  }
}

extension Timestamp: Comparable {
  /// Earlier is less.
  @inlinable
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}
