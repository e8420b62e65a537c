import OrderLedgerModel
import Testing

@Suite struct `Timestamp parsing` {
  static let accepted: [(text: String, microseconds: Int64)] = [
    ("1970-01-01T00:00:00Z", 0),
    ("1969-12-31T23:59:59.999999Z", -1),
    ("2026-11-23T10:15:30.123456Z", 1_795_428_930_123_456),
    ("2026-11-23T10:15:30.1Z", 1_795_428_930_100_000),
    ("2026-11-23T12:15:30+02:00", 1_795_428_930_000_000),
    ("2026-11-23T12:15:30+0200", 1_795_428_930_000_000),
    ("2026-11-23T04:45:30-05:30", 1_795_428_930_000_000),
    ("2026-11-23 10:15:30 +0000", 1_795_428_930_000_000),
    ("2026-11-23 10:15:30Z", 1_795_428_930_000_000),
    ("2026-11-23T10:15:30-00:00", 1_795_428_930_000_000),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
    ("0001-01-01T23:59:00+23:59", -62_135_596_800_000_000),
    ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ("2000-02-29T00:00:00Z", 951_782_400_000_000),
  ]

  @Test(arguments: accepted)
  func `an instant with a zone is read`(text: String, microseconds: Int64) throws {
    #expect(try Timestamp(parsing: text).microseconds == microseconds)
    #expect(try Timestamp(parsing: Array(text.utf8)).microseconds == microseconds)
  }

  static let refused: [(text: String, error: TimestampError)] = [
    ("", .malformed(offset: 0)),
    ("2026-11-23", .missingTime),
    ("2026-11-23T10:15:30", .missingZone),
    ("2026-11-23 10:15:30 ", .missingZone),
    ("2026-11-23T23:59:60Z", .leapSecond),
    ("2026-11-23T23:59:61Z", .invalidField(.second)),
    ("2026-11-23T24:00:00Z", .invalidField(.hour)),
    ("2026-11-23T10:60:00Z", .invalidField(.minute)),
    ("2026-13-23T10:15:30Z", .invalidField(.month)),
    ("2026-00-23T10:15:30Z", .invalidField(.month)),
    ("2026-02-29T10:15:30Z", .invalidField(.day)),
    ("2026-11-31T10:15:30Z", .invalidField(.day)),
    ("0000-11-30T10:15:30Z", .invalidField(.year)),
    ("2026-11-23T10:15:30+24:00", .invalidField(.offset)),
    ("2026-11-23T10:15:30+00:60", .invalidField(.offset)),
    ("2026-11-23T10:15:30.1234567Z", .tooPrecise),
    ("0001-01-01T00:00:00+00:01", .outOfRange),
    ("9999-12-31T23:59:59-00:01", .outOfRange),
    ("2026-11-23T10:15:30.Z", .malformed(offset: 20)),
    ("2026-11-23T10:15:30,5Z", .malformed(offset: 19)),
    ("2026-11-23T10:15Z", .malformed(offset: 16)),
    ("2026-11-23t10:15:30Z", .malformed(offset: 10)),
    ("2026-11-23T10:15:30z", .malformed(offset: 19)),
    ("2026-11-23T10:15:30ZZ", .malformed(offset: 20)),
    ("2026-11-23T10:15:30 +00:00", .malformed(offset: 19)),
    ("2026-11-23T10:15:30+2", .malformed(offset: 21)),
    ("2026-11-23T10:15:30Z\0", .malformed(offset: 20)),
    (" 2026-11-23T10:15:30Z", .malformed(offset: 0)),
    ("+2026-11-23T10:15:30Z", .malformed(offset: 0)),
    ("-001-11-23T10:15:30Z", .malformed(offset: 0)),
    ("٢٠٢٦-11-23T10:15:30Z", .malformed(offset: 0)),
    ("20261123T101530Z", .malformed(offset: 4)),
    ("1795428930", .malformed(offset: 4)),
  ]

  @Test(arguments: refused)
  func `anything else is refused with its reason`(text: String, error: TimestampError) {
    #expect(throws: error) { try Timestamp(parsing: text) }
  }

  @Test func `a long text is refused at its first fault`() {
    let instant = "2026-11-23 10:15:30.123456 +02:00"
    #expect(throws: TimestampError.malformed(offset: 33)) {
      try Timestamp(parsing: instant + String(repeating: "0", count: 1_000))
    }
    #expect(throws: TimestampError.tooPrecise) {
      try Timestamp(parsing: "2026-11-23T10:15:30." + String(repeating: "0", count: 1_000))
    }
  }

  @Test(arguments: seeds)
  func `damaged texts are read or refused, never a trap`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20_000 {
      var bytes = Array("2026-11-23T10:15:30.123456+02:00".utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = .random(in: .min ... .max, using: &random)
        case 1: bytes[index] = .random(in: 0x30...0x3A, using: &random)
        default: bytes.removeSubrange(index...)
        }
        if bytes.isEmpty { break }
      }
      guard let instant = try? Timestamp(parsing: bytes) else { continue }
      if (try? Timestamp(parsing: instant.description)) != instant {
        Issue.record("\(bytes) was read as \(instant)")
      }
    }
  }
}
