import OrderLedgerModel
import Testing

@Suite struct `Timestamp formatting` {
  static let table: [(microseconds: Int64, text: String)] = [
    (0, "1970-01-01T00:00:00Z"),
    (-1, "1969-12-31T23:59:59.999999Z"),
    (1, "1970-01-01T00:00:00.000001Z"),
    (1_000, "1970-01-01T00:00:00.001Z"),
    (250_000, "1970-01-01T00:00:00.250Z"),
    (1_795_428_930_123_456, "2026-11-23T10:15:30.123456Z"),
    (Timestamp.earliest.microseconds, "0001-01-01T00:00:00Z"),
    (Timestamp.latest.microseconds, "9999-12-31T23:59:59.999999Z"),
    (Timestamp.latest.microseconds + 1, "+010000-01-01T00:00:00Z"),
    (.max, "+294247-01-10T04:00:54.775807Z"),
    (.min, "-290308-12-21T19:59:05.224192Z"),
  ]

  @Test(arguments: table)
  func `an instant is written in UTC with 0, 3 or 6 decimals`(microseconds: Int64, text: String) {
    #expect(Timestamp(microseconds: microseconds).description == text)
  }

  @Test(arguments: seeds)
  func `every instant of the calendar is read back`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let range = Timestamp.earliest.microseconds...Timestamp.latest.microseconds
    for _ in 0..<20_000 {
      var microseconds = Int64.random(in: range, using: &random)
      if Bool.random(using: &random) { microseconds -= microseconds % 1_000_000 }
      let instant = Timestamp(microseconds: microseconds)
      if try Timestamp(parsing: instant.description) != instant { Issue.record("\(instant)") }
    }
  }

  @Test func `a day begins at midnight UTC, also before 1970`() throws {
    let day: Int64 = 86_400_000_000
    #expect(Timestamp(microseconds: 0).dayNumber == 0)
    #expect(Timestamp(microseconds: day - 1).dayNumber == 0)
    #expect(Timestamp(microseconds: day).dayNumber == 1)
    #expect(Timestamp(microseconds: -1).dayNumber == -1)
    #expect(Timestamp(microseconds: -day).dayNumber == -1)
    #expect(Timestamp(microseconds: -day - 1).dayNumber == -2)
    #expect(Timestamp(microseconds: .max).dayNumber == 106_751_991)
    #expect(Timestamp(microseconds: .min).dayNumber == -106_751_992)
    #expect(try Timestamp(parsing: "2026-11-23T10:15:30Z").date.description == "2026-11-23")
  }

  @Test func `arithmetic past 64 bits is an error`() throws {
    #expect(try Timestamp.epoch.adding(microseconds: -5).microseconds == -5)
    #expect(try Timestamp.latest.microseconds(since: .epoch) == Timestamp.latest.microseconds)
    #expect(throws: TimestampError.outOfRange) {
      try Timestamp(microseconds: .max).adding(microseconds: 1)
    }
    #expect(throws: TimestampError.outOfRange) {
      try Timestamp(microseconds: .min).microseconds(since: Timestamp(microseconds: 1))
    }
  }
}
