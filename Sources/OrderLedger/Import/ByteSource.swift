#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where an import's bytes come from, a chunk at a time.
package protocol ByteSource {
  /// Overwrites the start of `buffer`, whose size stays, and says how many bytes; 0 is the end.
  mutating func read(into buffer: inout [UInt8]) throws(CSVProblem) -> Int
}

/// A file, read from its start to its end once.
package final class FileBytes: ByteSource {
  private let descriptor: Int32

  /// Opens the file at `path`.
  package init(path: String) throws(CSVProblem) {
    // unsafe: the path is passed as a C string for the call only.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(errno: errno) }
  }

  deinit { close(descriptor) }

  package func read(into buffer: inout [UInt8]) throws(CSVProblem) -> Int {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        // unsafe: the pointer and its length are the array's own, for the call only.
        unsafe systemRead(descriptor, bytes.baseAddress, bytes.count)
      }
      if count >= 0 { return count }
      guard errno == EINTR else { throw .unreadable(errno: errno) }
    }
  }
}

/// read(2): inside the type its own method of this name hides it.
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  // unsafe: the caller vouches for the pointer and its length.
  unsafe read(descriptor, start, count)
}

/// Bytes in memory, handed out in chunks of any size: what tests read.
package struct MemoryBytes: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let chunk: Int

  /// The bytes of `text`, at most `chunk` at a time.
  package init(_ text: some Sequence<UInt8>, chunk: Int = .max) {
    rest = ArraySlice(text)
    self.chunk = chunk
  }

  package mutating func read(into buffer: inout [UInt8]) throws(CSVProblem) -> Int {
    let count = min(rest.count, chunk, buffer.count)
    buffer.replaceSubrange(0..<count, with: rest.prefix(count))
    rest = rest.dropFirst(count)
    return count
  }
}
