/// A test of an item's code, without regard to ASCII case.
///
/// Four shapes instead of regular expressions: they need no engine, cannot be slow, and a mapping
/// can be checked by reading it.
public enum CodePattern: Sendable, Hashable {
  /// So many ASCII digits, then any number of ASCII letters, and no more.
  case digitsThenLetters(digits: Int)
  /// Begins with this text.
  case prefix(String)
  /// Ends with this text.
  case suffix(String)
  /// Is this text.
  case exact(String)

  /// Whether the pattern matches a code.
  package func matches(_ code: String) -> Bool {
    switch self {
    case .digitsThenLetters(let digits): Self.isDigitsThenLetters(code.utf8, digits)
    case .prefix(let text): code.utf8.starts(with: text.utf8, by: Self.isSame)
    case .suffix(let text):
      code.utf8.reversed().starts(with: text.utf8.reversed(), by: Self.isSame)
    case .exact(let text): code.utf8.elementsEqual(text.utf8, by: Self.isSame)
    }
  }

  private static func isDigitsThenLetters(_ code: String.UTF8View, _ digits: Int) -> Bool {
    var position = 0
    for byte in code {
      let fits =
        position < digits
        ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        : (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      guard fits else { return false }
      position += 1
    }
    return position >= digits
  }

  private static func isSame(_ left: UInt8, _ right: UInt8) -> Bool {
    lowered(left) == lowered(right)
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension [CodePattern] {
  /// Whether any of the patterns matches.
  package func match(_ code: String) -> Bool {
    contains { $0.matches(code) }
  }
}

extension ImportMapping {
  /// Whether a code is an item's.
  package func isItem(_ code: String) -> Bool { items.isEmpty || items.match(code) }
}
