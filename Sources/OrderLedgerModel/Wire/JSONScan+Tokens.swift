extension JSONScan {
  mutating func literal(_ word: StaticString) throws(LedgerError) {
    for scalar in "\(word)".unicodeScalars { try expect(scalar) }
  }

  /// Goes over a number and says whether it is written as an integer.
  mutating func number() throws(LedgerError) -> Bool {
    if next == UInt8(ascii: "-") { offset += 1 }
    if next == UInt8(ascii: "0") {
      offset += 1
    } else {
      try digits()
    }
    var isInteger = true
    if next == UInt8(ascii: ".") {
      offset += 1
      try digits()
      isInteger = false
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      try digits()
      isInteger = false
    }
    return isInteger
  }

  private mutating func digits() throws(LedgerError) {
    let start = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw fault("a digit") }
  }

  /// A field's name, without its escapes: `"\u0061"` is `"a"` again.
  mutating func key() throws(LedgerError) -> ArraySlice<UInt8> {
    guard next == UInt8(ascii: "\"") else { throw fault("a field's name") }
    let start = offset + 1
    return try string() ? unescaped(start..<(offset - 1)) : bytes[start..<(offset - 1)]
  }

  /// Goes over a string and says whether it has escapes.
  mutating func string() throws(LedgerError) -> Bool {
    offset += 1
    var hasEscapes = false
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return hasEscapes
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try escape()
      case 0..<0x20:
        throw fault("no control characters in a string")
      default:
        if byte >= 0x80 { hasNonASCII = true }
        offset += 1
      }
    }
    throw fault("the end of the string")
  }

  private mutating func escape() throws(LedgerError) {
    offset += 1
    guard let byte = next, Self.escapes.contains(byte) || byte == UInt8(ascii: "u") else {
      throw fault("an escape that JSON has")
    }
    guard byte == UInt8(ascii: "u") else {
      offset += 1
      return
    }
    let unit = try hexadecimal()
    if UTF16.isTrailSurrogate(unit) { throw fault("a surrogate's first half before its second") }
    guard UTF16.isLeadSurrogate(unit) else { return }
    try expect("\\")
    guard next == UInt8(ascii: "u"), UTF16.isTrailSurrogate(try hexadecimal()) else {
      throw fault("a surrogate's second half after its first")
    }
  }

  /// The four digits after a `u`.
  private mutating func hexadecimal() throws(LedgerError) -> UInt16 {
    offset += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let next, let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
        throw fault("four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(digit)
      offset += 1
    }
    return unit
  }

  private static let escapes = Array("\"\\/bfnrt".utf8)
  private static let escaped = Array("\"\\/\u{8}\u{C}\n\r\t".utf8)

  /// The text of a string that was found valid.
  private func unescaped(_ range: Range<Int>) -> ArraySlice<UInt8> {
    var text: [UInt8] = []
    var units: [UInt16] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") {
        let digits = String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self)
        units.append(UInt16(digits, radix: 16) ?? 0)
        index += 6
        continue
      }
      text += String(decoding: units, as: UTF16.self).utf8
      units.removeAll()
      if byte == UInt8(ascii: "\\") {
        let mark = Self.escapes.firstIndex(of: bytes[index + 1]) ?? 0
        text.append(Self.escaped[mark])
        index += 2
      } else {
        text.append(byte)
        index += 1
      }
    }
    text += String(decoding: units, as: UTF16.self).utf8
    return text[...]
  }
}
