#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Which file a path names: two paths with equal identities share their bytes.
package struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64

  /// The file at `path`, or nil if there is none that can be seen.
  package init?(of path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The file that `path` leads to, also through links, or nil if there is none that can be seen.
  package init?(following path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
  }
}

/// Where a database lies and which -wal and -shm files it was found with.
///
/// SQLite asks whether the main file moved; nobody asks about the other two, and a process that
/// comes later would use new ones: https://www.sqlite.org/howtocorrupt.html#_unlinking_or_renaming
struct FilePlace {
  let path: String
  private let walPath: String
  private let sharedMemoryPath: String
  private(set) var main: FileIdentity?
  private var wal: FileIdentity?
  private var sharedMemory: FileIdentity?

  init(path: String) {
    self.path = path
    walPath = path + "-wal"
    sharedMemoryPath = path + "-shm"
  }

  mutating func noteSidecars() {
    if main == nil { main = FileIdentity(of: path) }
    wal = FileIdentity(of: walPath)
    sharedMemory = FileIdentity(of: sharedMemoryPath)
  }

  /// Right after the first lock the files exist for certain.
  mutating func noteSidecarsIfUnknown() {
    if wal == nil || sharedMemory == nil { noteSidecars() }
  }

  /// Whether both files are still those that were found, which costs two `lstat`.
  var hasItsSidecars: Bool {
    (wal == nil || FileIdentity(of: walPath) == wal)
      && (sharedMemory == nil || FileIdentity(of: sharedMemoryPath) == sharedMemory)
  }

  /// Whether somebody made another of the two since: then others may have gone on with that one.
  var hasOthersSidecars: Bool {
    FilePlace.names(walPath, anotherThan: wal)
      || FilePlace.names(sharedMemoryPath, anotherThan: sharedMemory)
  }

  private static func names(_ path: String, anotherThan known: FileIdentity?) -> Bool {
    guard let known, let found = FileIdentity(of: path) else { return false }
    return found != known
  }

  /// How large the database file is on disk.
  var mainBytes: Int {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return 0 }
    return Int(status.st_size)
  }

  /// How large the -wal file is on disk.
  var walBytes: Int {
    var status = stat()
    guard unsafe lstat(walPath, &status) == 0 else { return 0 }
    return Int(status.st_size)
  }
}
