import OrderLedgerModel
import Testing

@Suite struct `Civil date` {
  @Test func `every day from 0001 to 9999 follows the one before and is found again`() throws {
    var expected = (year: 1, month: 1, day: 1)
    for dayNumber in CivilDate.dayNumbers {
      let date = try CivilDate(dayNumber: dayNumber)
      if (date.year, date.month, date.day) != expected || date.dayNumber != dayNumber {
        Issue.record("day \(dayNumber) is \(date), expected \(expected)")
        return
      }
      let isLeap =
        expected.year % 4 == 0 && (expected.year % 100 != 0 || expected.year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      expected.day += 1
      if expected.day > lengths[expected.month - 1] {
        expected = (expected.year, expected.month + 1, 1)
      }
      if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
    }
    #expect(expected == (10_000, 1, 1))
  }

  static let known: [(text: String, dayNumber: Int64)] = [
    ("0001-01-01", -719_162), ("1582-10-15", -141_427), ("1900-02-28", -25_509),
    ("1900-03-01", -25_508), ("1969-12-31", -1), ("1970-01-01", 0), ("2000-02-29", 11_016),
    ("2000-03-01", 11_017), ("2026-11-23", 20_780), ("9999-12-31", 2_932_896),
  ]

  @Test(arguments: known)
  func `known days have their numbers`(text: String, dayNumber: Int64) throws {
    #expect(try CivilDate(dayNumber: dayNumber).description == text)
  }

  @Test func `a day that no calendar has is refused by field`() throws {
    #expect(throws: TimestampError.invalidField(.year)) {
      try CivilDate(year: 0, month: 1, day: 1)
    }
    #expect(throws: TimestampError.invalidField(.year)) {
      try CivilDate(year: 10_000, month: 1, day: 1)
    }
    #expect(throws: TimestampError.invalidField(.month)) {
      try CivilDate(year: 2026, month: 13, day: 1)
    }
    #expect(throws: TimestampError.invalidField(.day)) {
      try CivilDate(year: 1900, month: 2, day: 29)
    }
    #expect(throws: TimestampError.invalidField(.day)) {
      try CivilDate(year: 2026, month: 6, day: 0)
    }
    #expect(try CivilDate(year: 2000, month: 2, day: 29).dayNumber == 11_016)
  }

  @Test(arguments: [Int64.min, -719_163, 2_932_897, .max])
  func `a number outside the calendar is refused`(dayNumber: Int64) {
    #expect(throws: TimestampError.outOfRange) { try CivilDate(dayNumber: dayNumber) }
  }

  @Test func `earlier is less`() throws {
    #expect(try CivilDate(dayNumber: 30) < CivilDate(dayNumber: 31))
    #expect(try !(CivilDate(dayNumber: 31) < CivilDate(dayNumber: 31)))
  }
}
