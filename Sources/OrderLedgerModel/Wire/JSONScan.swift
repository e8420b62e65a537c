/// Looks over a JSON text before it is decoded, without recursion.
///
/// Decoders differ in what they let pass. This says what the wire form takes, byte for byte: one
/// object and nothing after it, RFC 8259 to the letter, UTF-8 without a byte order mark, no field
/// twice in an object (decoders keep the first or the last, and the two sides of a wire may
/// differ), bounded size and depth. Time and memory are linear in the input.
struct JSONScan {
  /// A number that is not written as an integer. Not refused at once: an unknown command or field
  /// takes precedence.
  private(set) var problem: LedgerError?
  var bytes: [UInt8]
  var offset = 0
  var hasNonASCII = false
  private var frames: [Frame] = []

  /// An object or array that is open.
  private struct Frame {
    var isObject: Bool
    var count = 0
    var key: ArraySlice<UInt8> = []
    var keys: Set<ArraySlice<UInt8>> = []
  }

  /// Looks over `bytes`.
  ///
  /// - Throws: `.malformedJSON`, `.limitExceeded`.
  init(_ bytes: [UInt8]) throws(LedgerError) {
    guard bytes.count <= Limits.maxJSONBytes else {
      throw LedgerError(
        .limitExceeded, found: "\(bytes.count) bytes",
        allowed: "at most \(Limits.maxJSONBytes) bytes")
    }
    self.bytes = bytes
    skipSpace()
    guard next == UInt8(ascii: "{") else { throw fault("an object") }
    try open(isObject: true)
    while !frames.isEmpty { try step() }
    skipSpace()
    guard next == nil else { throw fault("nothing after the object") }
    if hasNonASCII, String(validating: bytes, as: UTF8.self) == nil {
      throw LedgerError(.malformedJSON, found: "bytes that are not UTF-8", allowed: "UTF-8")
    }
  }

  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  mutating func expect(_ mark: Unicode.Scalar) throws(LedgerError) {
    guard let next, UInt32(next) == mark.value else { throw fault("'\(mark)'") }
    offset += 1
  }

  func fault(_ allowed: String) -> LedgerError {
    var found = "the end of the input"
    if let next {
      let digits = String(next, radix: 16, uppercase: true)
      found = "the byte 0x\(digits.utf8.count < 2 ? "0" : "")\(digits) at offset \(offset)"
    }
    return LedgerError(.malformedJSON, found: found, allowed: allowed)
  }
}

// MARK: - Values

extension JSONScan {
  private mutating func open(isObject: Bool) throws(LedgerError) {
    guard frames.count < Limits.maxJSONDepth else {
      throw LedgerError(
        .limitExceeded, found: "more than \(Limits.maxJSONDepth) levels at offset \(offset)",
        allowed: "at most \(Limits.maxJSONDepth) levels of objects and arrays")
    }
    offset += 1
    frames.append(Frame(isObject: isObject))
  }

  /// Goes over one member of the innermost object or array, or closes it.
  private mutating func step() throws(LedgerError) {
    let top = frames.count - 1
    let isObject = frames[top].isObject
    skipSpace()
    if next == UInt8(ascii: isObject ? "}" : "]") {
      offset += 1
      frames.removeLast()
      return
    }
    if frames[top].count > 0 {
      try expect(",")
      skipSpace()
    }
    frames[top].count += 1
    if isObject {
      let key = try key()
      frames[top].key = key
      guard frames[top].keys.insert(key).inserted else {
        throw LedgerError(
          .malformedJSON, .field(path), found: "the field twice", allowed: "each field once")
      }
      skipSpace()
      try expect(":")
      skipSpace()
    }
    try value()
  }

  private mutating func value() throws(LedgerError) {
    guard let next else { throw fault("a value") }
    switch next {
    case UInt8(ascii: "{"): try open(isObject: true)
    case UInt8(ascii: "["): try open(isObject: false)
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      if try !number(), problem == nil {
        problem = LedgerError(
          .wrongType, .field(path), found: "a number with a fraction or an exponent",
          allowed: "an integer")
      }
    default: throw fault("a value")
    }
  }

  /// Where the scan is.
  private var path: String {
    var text = ""
    for frame in frames {
      if frame.isObject {
        if !text.isEmpty { text += "." }
        text += WirePath.printable(String(decoding: frame.key, as: UTF8.self))
      } else {
        text += "[\(frame.count - 1)]"
      }
    }
    return text
  }
}
