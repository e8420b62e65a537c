#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that gets its name only when it is complete, and never takes another file's name.
struct NewFile {
  let path: String
  /// Where it is written, beside its final place so that naming it is one step.
  let partial: String

  /// Creates the file under its preliminary name, with 0600.
  ///
  /// - Throws: `.fileExists` if `path` is taken.
  init(_ path: String) throws(SQLiteError) {
    self.path = path
    partial = "\(path).partial-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    guard FileIdentity(of: path) == nil else {
      throw SQLiteError(.fileExists, code: .cantOpen, path: path)
    }
    guard try FileGate.create(partial) else {
      throw SQLiteError(.fileExists, code: .cantOpen, path: partial)
    }
  }

  /// Flushes the file, gives it its name, and flushes the directory.
  func publish() throws(SQLiteError) {
    try NewFile.flush(partial, O_RDONLY)
    // A link, unlike a rename, fails if the name was taken meanwhile.
    if unsafe link(partial, path) == 0 {
      unsafe unlink(partial)
    } else {
      try renamePartial(linkError: errno)
    }
    try NewFile.flush(FileGate.directory(of: path), O_RDONLY | O_DIRECTORY)
  }

  /// Removes what was written so far, and the companions SQLite may have made.
  func discard() {
    for suffix in ["", "-journal", "-wal", "-shm"] { unsafe unlink(partial + suffix) }
  }

  /// File systems without hard links: look, then rename.
  private func renamePartial(linkError: Int32) throws(SQLiteError) {
    guard linkError == EPERM || linkError == ENOTSUP || linkError == EOPNOTSUPP else {
      throw FileGate.error(errno: linkError, path: path)
    }
    guard FileIdentity(of: path) == nil else {
      throw SQLiteError(.fileExists, code: .cantOpen, path: path)
    }
    guard unsafe rename(partial, path) == 0 else {
      throw FileGate.error(errno: errno, path: path)
    }
  }

  private static func flush(_ path: String, _ flags: Int32) throws(SQLiteError) {
    let descriptor = unsafe open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileGate.error(errno: errno, path: path) }
    defer { close(descriptor) }
    #if canImport(Darwin)
      // fsync leaves the data in the drive's cache there.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard fsync(descriptor) == 0 else { throw FileGate.error(errno: errno, path: path) }
  }
}
