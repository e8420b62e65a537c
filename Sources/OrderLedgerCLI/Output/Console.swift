import OrderLedger

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the tool writes, and how.
struct Console: Sendable {
  enum Stream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2

    /// Whether a person is at the other end.
    var isTerminal: Bool { isatty(rawValue) == 1 }
  }

  /// Whether results are written as JSON.
  let json: Bool
  let style: Style

  init(json: Bool) {
    self.json = json
    style = Style(isOn: Console.Stream.output.isTerminal && Style.isWanted)
  }

  /// Whether the tool may ask: a person is at both ends and wants no JSON.
  var asks: Bool { !json && Stream.input.isTerminal && Stream.output.isTerminal }

  /// Writes a line for people.
  func line(_ text: String = "") throws {
    try Self.write(text + "\n", to: .output)
  }

  /// Writes a line of JSON.
  func json(_ value: some JSONLine) throws {
    try Self.write(value.jsonLine, to: .output)
  }

  /// Writes all of a text, or throws.
  ///
  /// - Throws: ``ToolError``; ``ToolError/outputClosed`` when the reader went away.
  static func write(_ text: String, to stream: Stream) throws {
    var text = text
    try text.withUTF8 { buffer throws in
      var rest = unsafe buffer[...]
      while unsafe !rest.isEmpty {
        // unsafe: the buffer outlives the call.
        let written = unsafe Self.write(stream.rawValue, rest)
        if written > 0 {
          unsafe rest = rest.dropFirst(written)
          continue
        }
        let cause = errno
        if cause == EINTR { continue }
        if cause == EPIPE { throw ToolError.outputClosed }
        throw ToolError(
          "output", "The output can't be written: \(systemMessage(cause)).", exit: .inputOutput)
      }
    }
  }

  private static func write(_ descriptor: Int32, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int
  {
    let rebased = unsafe UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes))
    #if canImport(Darwin)
      return unsafe Darwin.write(descriptor, rebased.baseAddress, rebased.count)
    #elseif canImport(Glibc)
      return unsafe Glibc.write(descriptor, rebased.baseAddress, rebased.count)
    #else
      return unsafe Musl.write(descriptor, rebased.baseAddress, rebased.count)
    #endif
  }
}

/// What the system calls an error.
func systemMessage(_ code: Int32) -> String {
  // unsafe: the text is copied at once.
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}

extension JSONLine {
  /// The value as JSON, with a line break.
  var jsonLine: String { String(decoding: json(), as: UTF8.self) + "\n" }
}
