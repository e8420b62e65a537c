import OrderLedgerModel
import Testing

@Suite struct `Zone rule` {
  static let london: [(local: String, instant: String)] = [
    ("2026-01-15 12:00:00", "2026-01-15T12:00:00Z"),
    ("2026-07-15 12:00:00", "2026-07-15T11:00:00Z"),
    // Clocks go forward on 29 March 2026 at 01:00.
    ("2026-03-29 00:59:59.999999", "2026-03-29T00:59:59.999999Z"),
    ("2026-03-29 02:00:00", "2026-03-29T01:00:00Z"),
    // Clocks go back on 25 October 2026 at 02:00: the hour before occurs twice, the first counts.
    ("2026-10-25 00:59:59", "2026-10-24T23:59:59Z"),
    ("2026-10-25 01:00:00", "2026-10-25T00:00:00Z"),
    ("2026-10-25 01:59:59", "2026-10-25T00:59:59Z"),
    ("2026-10-25 02:00:00", "2026-10-25T02:00:00Z"),
    // A last Sunday on the 31st, and one on the 25th.
    ("2024-03-31 02:30:00", "2024-03-31T01:30:00Z"),
    ("2012-03-25 02:30:00", "2012-03-25T01:30:00Z"),
    ("0001-01-01 00:00:00", "0001-01-01T00:00:00Z"),
    ("9999-12-31T23:59:59", "9999-12-31T23:59:59Z"),
  ]

  @Test(arguments: london)
  func `local time in London is the instant it stands for`(local: String, instant: String) throws {
    #expect(
      try Timestamp(parsingLocal: local, in: .europeLondon) == Timestamp(parsing: instant))
  }

  @Test(arguments: ["2026-03-29 01:00:00", "2026-03-29 01:30:00", "2026-03-29 01:59:59.999999"])
  func `a local time that London skips is refused`(local: String) {
    #expect(throws: TimestampError.skippedLocalTime) {
      try Timestamp(parsingLocal: local, in: .europeLondon)
    }
  }

  /// Last Sundays of March and October as the UK government lists them.
  static let changes = """
    2016-03-27 2016-10-30
    2017-03-26 2017-10-29
    2018-03-25 2018-10-28
    2019-03-31 2019-10-27
    2020-03-29 2020-10-25
    2021-03-28 2021-10-31
    2022-03-27 2022-10-30
    2023-03-26 2023-10-29
    2024-03-31 2024-10-27
    2025-03-30 2025-10-26
    2026-03-29 2026-10-25
    2027-03-28 2027-10-31
    """.split(separator: "\n").map(String.init)

  @Test(arguments: changes)
  func `summer time begins and ends at 01_00 UTC`(row: String) throws {
    let days = row.split(separator: " ")
    for (day, before, after) in [(days[0], 0, 60), (days[1], 60, 0)] {
      let change = try Timestamp(parsing: "\(day)T01:00:00Z")
      let rule = ZoneRule.europeLondon
      #expect(try rule.offsetMinutes(at: change.adding(microseconds: -1)) == before)
      #expect(try rule.offsetMinutes(at: change) == after)
    }
  }

  @Test func `a fixed offset shifts every local time`() throws {
    #expect(
      try Timestamp(parsingLocal: "2026-11-23 10:15:30", in: .fixed(minutes: 120))
        == Timestamp(parsing: "2026-11-23T08:15:30Z"))
    #expect(
      try Timestamp(parsingLocal: "2026-11-23 10:15:30", in: .utc)
        == Timestamp(parsing: "2026-11-23T10:15:30Z"))
  }

  @Test(arguments: [Int.min, -1_440, 1_440, .max])
  func `a fixed offset of a day or more is refused`(minutes: Int) {
    #expect(throws: TimestampError.invalidField(.offset)) {
      try Timestamp(parsingLocal: "2026-11-23 10:15:30", in: .fixed(minutes: minutes))
    }
    #expect(throws: TimestampError.invalidField(.offset)) {
      try Timestamp.epoch.dayNumber(in: .fixed(minutes: minutes))
    }
  }

  static let refused: [(text: String, error: TimestampError)] = [
    ("2026-11-23", .missingTime),
    ("2026-11-23 10:15:30Z", .malformed(offset: 19)),
    ("2026-11-23 10:15:30+00:00", .malformed(offset: 19)),
    ("2026-11-23 10:15", .malformed(offset: 16)),
    ("23/11/2026 10:15:30", .malformed(offset: 2)),
    ("2026-11-23 23:59:60", .leapSecond),
    ("0001-01-01 00:00:00", .outOfRange),
  ]

  @Test(arguments: refused)
  func `a local time has no zone and lies in the calendar`(text: String, error: TimestampError) {
    #expect(throws: error) { try Timestamp(parsingLocal: text, in: .fixed(minutes: 1)) }
  }

  @Test func `a day is counted where the merchant is`() throws {
    let lateEvening = try Timestamp(parsing: "2026-07-15T23:30:00Z")
    #expect(try lateEvening.dayNumber(in: .utc) == lateEvening.dayNumber)
    #expect(try lateEvening.dayNumber(in: .europeLondon) == lateEvening.dayNumber + 1)
    #expect(throws: TimestampError.outOfRange) {
      try Timestamp(microseconds: .max).dayNumber(in: .fixed(minutes: 1))
    }
    #expect(try Timestamp(microseconds: .min).dayNumber(in: .europeLondon) == -106_751_992)
  }
}
