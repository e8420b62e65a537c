#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Which file something is, whatever it is called, and whether it is a directory.
struct FileStatus {
  let isDirectory: Bool
  private let device: UInt64
  private let inode: UInt64

  /// The open file; `nil` if the system can't tell.
  init?(of descriptor: Int32) {
    var status = stat()
    // unsafe: the status outlives the call.
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The file that `path` leads to, also through links; `nil` if there is none that can be seen.
  init?(at path: String) {
    var status = stat()
    // unsafe: the path's bytes and the status outlive the call.
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    isDirectory = status.st_mode & S_IFMT == S_IFDIR
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
  }

  func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }
}
