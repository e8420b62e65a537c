/// Bytes as hexadecimal digits: a digest.
struct HexBytes: WireScalar {
  let bytes: [UInt8]

  static var placeholder: HexBytes { HexBytes([]) }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(wire raw: String) throws(WireFault) {
    let digits = raw.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard index + 1 < digits.count, let high = digits[index], let low = digits[index + 1] else {
        throw WireFault(
          code: .invalidText, found: "a text of \(raw.utf8.count) bytes",
          allowed: "an even number of hexadecimal digits")
      }
      bytes.append(UInt8(high << 4 | low))
    }
    self.bytes = bytes
  }

  var wire: String {
    var text = ""
    for byte in bytes {
      if byte < 0x10 { text += "0" }
      text += String(byte, radix: 16)
    }
    return text
  }
}
