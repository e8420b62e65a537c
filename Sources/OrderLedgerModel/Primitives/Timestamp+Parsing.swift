extension Timestamp {
  /// More than the longest text that is read, so that what is cut off was refused before it.
  @usableFromInline static let maxTextBytes = 40

  /// The instant that an ISO 8601 text with a zone states.
  ///
  /// `YYYY-MM-DDTHH:MM:SS`, up to six decimals of a second after a `.`, and `Z` or an offset
  /// (`+02:00`, `+0200`). A space may stand for the `T`, and then one before the offset too, as
  /// Shopify's order export has it: `2026-11-23 10:15:30 +0000`.
  ///
  /// A date alone and a time without a zone are refused, and so is a leap second (`:60`).
  ///
  /// - Throws: `TimestampError`, the first fault from the left.
  @inlinable
  public init(parsing text: some StringProtocol) throws(TimestampError) {
    try self.init(parsing: text.utf8)
  }

  /// The instant that an ISO 8601 text with a zone states, from its UTF-8 bytes.
  ///
  /// - Throws: `TimestampError`.
  @inlinable
  public init(parsing utf8: some Collection<UInt8>) throws(TimestampError) {
    try self.init(parsingBytes: Array(utf8.prefix(Self.maxTextBytes)))
  }

  @usableFromInline
  init(parsingBytes utf8: [UInt8]) throws(TimestampError) {
    var scanner = TimestampScanner(utf8)
    let date = try scanner.date()
    guard !scanner.isAtEnd else { throw .missingTime }
    let isSpaced = scanner.skip(" ")
    if !isSpaced { try scanner.expect("T") }
    let timeOfDay = try scanner.timeOfDay()
    if isSpaced { _ = scanner.skip(" ") }
    let offset = try scanner.zone()
    try scanner.expectEnd()
    try self.init(
      local: date.dayNumber * Self.microsecondsPerDay + timeOfDay, offsetMinutes: offset)
  }

  /// The instant that a local time without a zone states, in a zone the caller knows.
  ///
  /// `YYYY-MM-DD HH:MM:SS`, as databases and spreadsheets export it, with up to six decimals; a `T`
  /// may stand for the space. A time that occurs twice, when clocks go back, is its first
  /// occurrence. One that does not occur, when they go forward, is refused: a shop that recorded it
  /// does not keep the time of this zone, and every other row is suspect too.
  ///
  /// - Throws: `TimestampError`.
  @inlinable
  public init(
    parsingLocal text: some StringProtocol, in zone: ZoneRule
  ) throws(TimestampError) {
    try self.init(parsingLocal: text.utf8, in: zone)
  }

  /// The instant that a local time without a zone states, from its UTF-8 bytes.
  ///
  /// - Throws: `TimestampError`.
  @inlinable
  public init(
    parsingLocal utf8: some Collection<UInt8>, in zone: ZoneRule
  ) throws(TimestampError) {
    try self.init(parsingLocalBytes: Array(utf8.prefix(Self.maxTextBytes)), in: zone)
  }

  @usableFromInline
  init(parsingLocalBytes utf8: [UInt8], in zone: ZoneRule) throws(TimestampError) {
    var scanner = TimestampScanner(utf8)
    let date = try scanner.date()
    guard !scanner.isAtEnd else { throw .missingTime }
    if !scanner.skip(" ") { try scanner.expect("T") }
    let local = date.dayNumber * Self.microsecondsPerDay + (try scanner.timeOfDay())
    try scanner.expectEnd()
    try self.init(local: local, in: zone)
  }

  private init(local: Int64, in zone: ZoneRule) throws(TimestampError) {
    // The larger offset gives the earlier instant, so it is asked first.
    for offset in try zone.possibleOffsets {
      // In range of 64 bits: the text's year has four digits.
      let instant = Timestamp(microseconds: local - Int64(offset) * Self.microsecondsPerMinute)
      if try zone.offsetMinutes(at: instant) == offset {
        try self.init(local: local, offsetMinutes: offset)
        return
      }
    }
    throw .skippedLocalTime
  }

  private init(local: Int64, offsetMinutes: Int) throws(TimestampError) {
    self.init(microseconds: local - Int64(offsetMinutes) * Self.microsecondsPerMinute)
    guard self >= .earliest, self <= .latest else { throw .outOfRange }
  }
}
