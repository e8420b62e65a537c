import OrderLedger

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads lines of bytes, in constant memory: no more than one line and one block.
struct LineReader: ~Copyable {
  /// A line without its end, or one that is longer than the ledger takes.
  enum Line: Equatable {
    case bytes([UInt8])
    case tooLong
  }

  /// The longest line; what is longer is skipped.
  let limit: Int
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private var buffer: [UInt8] = []
  private var start = 0
  private var isSkipping = false
  private var isAtEnd = false

  /// Standard input.
  init(limit: Int = Limits.maxJSONBytes) {
    descriptor = 0
    ownsDescriptor = false
    self.limit = limit
  }

  /// A file, or standard input for `-`.
  ///
  /// - Throws: ``ToolError`` when it can't be opened, or is a directory.
  init(path: String, limit: Int = Limits.maxJSONBytes) throws {
    self.limit = limit
    if path == "-" {
      descriptor = 0
      ownsDescriptor = false
      return
    }
    // unsafe: the path's bytes outlive the call.
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Self.unreadable(path, errno) }
    // Opening one succeeds, and what fails later no longer knows its name.
    if let status = FileStatus(of: opened), status.isDirectory {
      close(opened)
      throw Self.unreadable(path, EISDIR)
    }
    descriptor = opened
    ownsDescriptor = true
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  /// Which file is read.
  var status: FileStatus? { FileStatus(of: descriptor) }

  private static func unreadable(_ path: String, _ cause: Int32) -> ToolError {
    ToolError(
      "missingInput", "\(path) can't be read: \(systemMessage(cause)).",
      exit: cause == EACCES ? .noPermission : .missingInput)
  }

  /// The next line, `nil` at the end. A last line without an end counts.
  mutating func next() throws -> Line? {
    while true {
      if let line = takeLine() { return line }
      if isAtEnd { return takeRest() }
      try fill()
    }
  }

  /// The next line if it is there without waiting for it, as in a pipe whose writer pauses.
  mutating func nextIfReady() throws -> Line? {
    while true {
      if let line = takeLine() { return line }
      if isAtEnd { return takeRest() }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // unsafe: the request outlives the call.
      guard unsafe poll(&request, 1, 0) > 0 else { return nil }
      try fill()
    }
  }

  private mutating func takeLine() -> Line? {
    guard let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) else {
      if buffer.count - start > limit {
        isSkipping = true
        buffer.removeAll(keepingCapacity: true)
        start = 0
      }
      return nil
    }
    defer { start = end + 1 }
    if isSkipping || end - start > limit {
      isSkipping = false
      return .tooLong
    }
    return .bytes(Array(buffer[start..<end]))
  }

  private mutating func takeRest() -> Line? {
    defer {
      buffer = []
      start = 0
      isSkipping = false
    }
    if isSkipping { return .tooLong }
    return start < buffer.count ? .bytes(Array(buffer[start...])) : nil
  }

  private mutating func fill() throws {
    buffer.removeSubrange(..<start)
    start = 0
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      // unsafe: the block outlives the call.
      let count = unsafe block.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress, bytes.count)
      }
      if count > 0 {
        buffer += block[..<count]
        return
      }
      if count == 0 {
        isAtEnd = true
        return
      }
      let cause = errno
      if cause == EINTR { continue }
      throw ToolError(
        "input", "The input can't be read: \(systemMessage(cause)).", exit: .inputOutput)
    }
  }
}
