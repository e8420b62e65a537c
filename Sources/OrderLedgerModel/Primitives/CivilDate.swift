/// A day of the proleptic Gregorian calendar, years 1 to 9999.
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (https://howardhinnant.github.io/date_algorithms.html): the year is taken to begin in March, so
/// that the leap day is its last, and 400 years are one era of 146,097 days.
public struct CivilDate: Hashable, Sendable {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// 0001-01-01 and 9999-12-31 as day numbers.
  public static let dayNumbers: ClosedRange<Int64> = -719_162...2_932_896

  /// A day by year, month and day.
  ///
  /// - Throws: `TimestampError.invalidField` with the first field that is out of range.
  public init(year: Int, month: Int, day: Int) throws(TimestampError) {
    guard (1...9_999).contains(year) else { throw .invalidField(.year) }
    guard (1...12).contains(month) else { throw .invalidField(.month) }
    guard day >= 1, day <= Self.length(ofMonth: month, year: year) else {
      throw .invalidField(.day)
    }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// A day by its number: days since 1970-01-01, negative before.
  ///
  /// - Throws: `TimestampError.outOfRange` outside `dayNumbers`.
  public init(dayNumber: Int64) throws(TimestampError) {
    guard Self.dayNumbers.contains(dayNumber) else { throw .outOfRange }
    self.init(uncheckedDayNumber: dayNumber)
  }

  init(uncheckedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Any day that an instant of 64 bits can fall on; the year may then exceed the calendar's range.
  init(uncheckedDayNumber dayNumber: Int64) {
    let shifted = Int(dayNumber) + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.init(
      uncheckedYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// Days since 1970-01-01, negative before.
  public var dayNumber: Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear.floorDivided(by: 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }

  /// The number of days of a month.
  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: Comparable {
  /// Earlier is less.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// `"2026-11-23"`. A year of more than four digits has a sign and six (ISO 8601 expanded form).
  public var description: String {
    var text = TimestampText()
    text.append(self)
    return text.string
  }
}

extension FixedWidthInteger {
  /// The quotient rounded down, also below zero. The divisor is positive.
  func floorDivided(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
