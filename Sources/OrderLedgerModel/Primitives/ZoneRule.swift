/// How local times relate to UTC, for files that state local times and for days as people count
/// them.
///
/// Three rules and no time zone database: those of the files that the ledger reads. A host with
/// other needs converts with its own tools and hands in instants.
public enum ZoneRule: Hashable, Sendable {
  /// UTC itself.
  case utc
  /// A constant number of minutes east of UTC, at most 23:59 either way.
  case fixed(minutes: Int)
  /// The United Kingdom: UTC in winter, one hour ahead from the last Sunday of March, 01:00 UTC, to
  /// the last Sunday of October, 01:00 UTC.
  ///
  /// The law since 1996 (Summer Time Act 1972 as amended by the Summer Time Order 2002, which
  /// follows Directive 2000/84/EC). Earlier years are computed by the same rule, and may be an hour
  /// off on some days.
  case europeLondon

  /// The minutes that local clocks are ahead of UTC at an instant.
  ///
  /// - Throws: `TimestampError.invalidField(.offset)` for a fixed offset out of bounds.
  public func offsetMinutes(at instant: Timestamp) throws(TimestampError) -> Int {
    switch self {
    case .utc: return 0
    case .fixed(let minutes):
      guard minutes > -24 * 60, minutes < 24 * 60 else { throw .invalidField(.offset) }
      return minutes
    case .europeLondon:
      return Self.isBritishSummer(instant) ? 60 : 0
    }
  }

  /// Offsets that the rule ever has, the largest first.
  var possibleOffsets: [Int] {
    get throws(TimestampError) {
      switch self {
      case .utc: [0]
      case .fixed: [try offsetMinutes(at: .epoch)]
      case .europeLondon: [60, 0]
      }
    }
  }

  private static func isBritishSummer(_ instant: Timestamp) -> Bool {
    let year = instant.date.year
    let hour = instant.microseconds.floorDivided(by: 3_600_000_000)
    let start = lastSunday(ofMonth: 3, year: year) * 24 + 1
    let end = lastSunday(ofMonth: 10, year: year) * 24 + 1
    return hour >= start && hour < end
  }

  /// The last Sunday of a month with 31 days, as a day number.
  private static func lastSunday(ofMonth month: Int, year: Int) -> Int64 {
    let last = CivilDate(uncheckedYear: year, month: month, day: 31).dayNumber
    // Day 0 was a Thursday, four days after a Sunday.
    let sinceSunday = last + 4 - (last + 4).floorDivided(by: 7) * 7
    return last - sinceSunday
  }
}

extension Timestamp {
  /// Days since 1970-01-01 as the zone's calendars count them: the day under which a merchant there
  /// looks for the instant.
  ///
  /// - Throws: `TimestampError`.
  public func dayNumber(in zone: ZoneRule) throws(TimestampError) -> Int64 {
    let offset = Int64(try zone.offsetMinutes(at: self))
    return try adding(microseconds: offset * Self.microsecondsPerMinute).dayNumber
  }
}
