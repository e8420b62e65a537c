import OrderLedger
import OrderLedgerModel

/// A time that is read is written as the same instant.
enum TimeFuzz {
  static func check(_ input: [UInt8]) throws -> Bool {
    var choices = FuzzChoices(input)
    let zone = choices.pick(
      [.utc, .europeLondon, .fixed(minutes: 330), .fixed(minutes: -1_439)] as [ZoneRule])
    let text = Array(choices.rest)
    let instant = try read { () throws(TimestampError) in try Timestamp(parsing: text) }
    let local = try read { () throws(TimestampError) in
      try Timestamp(parsingLocal: text, in: zone)
    }
    if let instant { try check(instant, in: zone) }
    if let local { try check(local, in: zone) }
    // Any eight bytes are an instant, too.
    let other = Timestamp(microseconds: Int64(bitPattern: choices.number(8)))
    guard !other.description.isEmpty else { throw FuzzFailure("an instant without a text") }
    _ = try? other.dayNumber(in: zone)
    return instant != nil || local != nil
  }

  private static func check(_ instant: Timestamp, in zone: ZoneRule) throws {
    let again = try? Timestamp(parsing: instant.description)
    try FuzzFailure.requireEqual(again, instant, "an instant's text")
    let date = instant.date
    try FuzzFailure.requireEqual(date.dayNumber, instant.dayNumber, "a day's number")
    let sameDay = try? CivilDate(year: date.year, month: date.month, day: date.day)
    try FuzzFailure.requireEqual(sameDay, date, "a day's parts")
    let days = try instant.dayNumber(in: zone) - instant.dayNumber
    guard (-1...1).contains(days) else { throw FuzzFailure("\(days) days by the zone") }
  }

  private static func read(
    _ body: () throws(TimestampError) -> Timestamp
  ) throws -> Timestamp? {
    do throws(TimestampError) { return try body() } catch {
      guard error.description.utf8.count < 300 else { throw FuzzFailure("\(error)") }
      return nil
    }
  }
}
