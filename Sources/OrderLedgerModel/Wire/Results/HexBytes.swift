/// Bytes as hexadecimal digits: a digest.
struct HexBytes: WireScalar {
  let bytes: [UInt8]

  static var placeholder: HexBytes { HexBytes([]) }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(wire raw: String) throws(WireFault) {
    guard let bytes = [UInt8](hexadecimal: raw) else {
      throw WireFault(
        code: .invalidText, found: "a text of \(raw.utf8.count) bytes",
        allowed: "an even number of hexadecimal digits")
    }
    self.bytes = bytes
  }

  var wire: String { bytes.hexadecimal }
}
