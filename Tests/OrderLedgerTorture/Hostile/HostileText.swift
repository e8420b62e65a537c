/// Texts that have broken other programs.
enum HostileText {
  static let known: [String] = [
    "", " ", "\t", "\n", "\r\n", "\0", "a\0b", "\u{1}", "\u{7F}", "\u{85}", "\u{A0}", "\u{FEFF}x",
    "\u{200B}", "\u{202E}txt.exe", "\u{2028}", "\u{FFFD}", "\u{FFFE}", "\u{10FFFF}", "\u{E000}",
    "é", "e\u{301}", "Å", "A\u{30A}", "\u{212B}", "ﬁ", "ß", "İ", "ı", "ǆ", "ſ", "Ω", "\u{2126}",
    "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇬🇧", "שלום", "مرحبا", "Z̷͑a̶̛l̸͝g̵͝o̴", "ｆｕｌｌ", "〆切", "𝟘𝟙",
    "'; DROP TABLE ledger_txn; --", "\" OR 1=1 --", "x' || quote(hash) || '", "1); DELETE FROM t",
    "%s%n%x", "%00", "\\0", "\\u0000", "\\", "'", "\"", "`", "''", "\\'", "?1", ":a", "@a", "$a",
    "NULL", "null", "nil", "undefined", "true", "NaN", "-0", "1e309", "0x7f", "9223372036854775808",
    "-9223372036854775809", "../../etc/passwd", "/dev/null", "C:\\CON", "file:///etc/passwd",
    "<script>alert(1)</script>", "&lt;", "]]>", "<?xml", "{{7*7}}", "${jndi:ldap://x}", "$(id)",
    "`id`", "| id", "=1+1", "+1", "@SUM(1)", "-1", "#REF!", "{\"a\":1}", "[]", "//", "/*", "--",
    "LIKE_%", "*", "a:b", "staff:", ":ann", "STAFF:ann", "staff:\u{200B}", "kind:name:more",
    "customer", "available", "2026-02-30T00:00:00Z", "0000-00-00T00:00:00Z", "9999-12-31T24:00:00Z",
    String(repeating: "a", count: 63), String(repeating: "a", count: 64),
    String(repeating: "a", count: 65), String(repeating: "é", count: 32),
    String(repeating: "é", count: 33), String(repeating: "a", count: 128),
    String(repeating: "a", count: 129), String(repeating: "a", count: 256),
    String(repeating: "a", count: 257), String(repeating: "a", count: 2_000),
    String(repeating: "a", count: 2_001), String(repeating: "\u{301}", count: 200),
    String(repeating: "(", count: 5_000), String(repeating: "a", count: 100_000),
  ]

  /// All of the known ones, whatever the count, and others of all sorts of code points up to
  /// `count`.
  static func all(_ count: Int, _ dice: inout Dice) -> [String] {
    var texts = known
    while texts.count < count {
      var text = ""
      for _ in 0...dice.below(24) { text.unicodeScalars.append(scalar(&dice)) }
      texts.append(text)
    }
    return texts
  }

  private static func scalar(_ dice: inout Dice) -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x20...0x7E, 0x7F...0xFF, 0x300...0x36F, 0x590...0x6FF, 0x2000...0x206F,
      0xD000...0xF8FF, 0xFE00...0xFFFF, 0x1F000...0x1FAFF, 0xE0000...0xE01EF, 0...0x10FFFF,
    ]
    while true {
      let range = ranges[dice.below(ranges.count)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &dice)) { return scalar }
    }
  }
}
