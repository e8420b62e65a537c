#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file beside a database that holds room on the disk, to be given back when there is no other.
///
/// On a full disk SQLite can neither commit nor copy its log, and a DELETE needs room too. Removing
/// this file makes room for what can't wait: a cancellation, a refund. On file systems that compress
/// or copy on write it may hold less than its size, since its bytes are zeros.
package struct Ballast: Sendable {
  package let path: String
  private let bytes: Int

  /// The ballast of the database at `path`.
  package init(of path: String, bytes: Int) {
    self.path = path + "-ballast"
    self.bytes = bytes
  }

  /// Makes the file, if it is missing or too small.
  ///
  /// - Returns: whether it is there. If there is no room for it, nothing is.
  package func fill() -> Bool {
    var status = stat()
    if unsafe lstat(path, &status) == 0 {
      // Whatever else has the name is not ours to remove.
      guard status.st_mode & S_IFMT == S_IFREG else { return false }
      if status.st_size >= bytes { return true }
      unsafe unlink(path)
    }
    let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let isFilled = write(to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    if !isFilled { unsafe unlink(path) }
    return isFilled
  }

  /// Gives the room back.
  ///
  /// - Returns: whether there was any.
  package func release() -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    return unsafe unlink(path) == 0
  }

  private func write(to descriptor: Int32) -> Bool {
    let zeros = [UInt8](repeating: 0, count: 64 << 10)
    var rest = bytes
    while rest > 0 {
      let written = unsafe zeros.withUnsafeBytes { buffer in
        // unsafe: the pointer is the array's own, for the call only.
        unsafe writeOut(descriptor, buffer.baseAddress, min(rest, buffer.count))
      }
      if written > 0 {
        rest -= written
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }
}

/// write(2), which the type's own method hides.
private func writeOut(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  // unsafe: the caller vouches for the pointer and its length.
  unsafe write(descriptor, start, count)
}
