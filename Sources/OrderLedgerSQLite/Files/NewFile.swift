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
  /// - Throws: `.fileExists` if `path` is taken, or has what SQLite would take for its log: an old one
  ///   beside a new file would be read as if it were that file's.
  init(_ path: String) throws(SQLiteError) {
    self.path = path
    partial = "\(path).partial-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    for end in [""] + DatabaseFiles.sidecars where FileIdentity(of: path + end) != nil {
      throw SQLiteError(.fileExists, code: .cantOpen, path: path + end)
    }
    guard try FileGate.create(partial) else {
      throw SQLiteError(.fileExists, code: .cantOpen, path: partial)
    }
  }

  /// Flushes the file, gives it its name, and flushes the directory.
  ///
  /// - Throws: errors of the disk; nothing has the name then.
  func publish() throws(SQLiteError) {
    let file = try NewFile.descriptor(of: partial, O_RDONLY)
    defer { close(file) }
    try NewFile.flush(file, partial)
    // Before the file has its name: who may make files in a directory need not be allowed to read it.
    let parent = FileGate.directory(of: path)
    let directory = try NewFile.descriptor(of: parent, O_RDONLY | O_DIRECTORY)
    defer { close(directory) }
    // A link, unlike a rename, fails if the name was taken meanwhile.
    if unsafe link(partial, path) != 0 { try renamePartial(linkError: errno) }
    // Also a log that SQLite could not remove when it left it.
    discard()
    do throws(SQLiteError) { try NewFile.flush(directory, parent) } catch {
      // Whoever is told of an error does it again, under the same name.
      unsafe unlink(path)
      throw error
    }
  }

  /// Removes what has the preliminary name, and the companions SQLite may have made.
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

  /// To be closed by the caller.
  private static func descriptor(
    of path: String, _ flags: Int32
  ) throws(SQLiteError) -> Int32 {
    let descriptor = unsafe open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileGate.error(errno: errno, path: path) }
    return descriptor
  }

  private static func flush(_ descriptor: Int32, _ path: String) throws(SQLiteError) {
    #if canImport(Darwin)
      // fsync leaves the data in the drive's cache there.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    guard fsync(descriptor) == 0 else { throw FileGate.error(errno: errno, path: path) }
  }
}
