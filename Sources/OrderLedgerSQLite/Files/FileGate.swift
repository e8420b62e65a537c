import COrderLedgerSQLite
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Decides, before SQLite is called, whether a path may become a database.
///
/// Never opens an existing file: closing it would drop every lock this process holds on it:
/// https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
enum FileGate {
  /// One at a time, so that nobody opens a new file between its creation and that close.
  private static let turnstile = Mutex(())

  /// The real path of the file, which exists afterwards.
  static func admit(_ configuration: Configuration) throws(SQLiteError) -> FilePlace {
    let path = try realPath(of: configuration.path)
    let result = turnstile.withLock { _ -> Result<Void, SQLiteError> in
      do throws(SQLiteError) {
        return .success(try check(path, configuration))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
    return FilePlace(path: path)
  }

  private static func check(
    _ path: String, _ configuration: Configuration
  ) throws(SQLiteError) {
    if !configuration.allowsUnsafePlace {
      try checkDirectory(directory(of: path), configuration.fileSystem)
    }
    let isPublic = isPublic(path, configuration)
    try checkSidecars(of: path, isPublic: isPublic)
    if try checkFile(path, isPublic: isPublic) { return }
    guard configuration.mode == .readWriteCreate else {
      throw SQLiteError(.missingFile, code: .cantOpen, path: path)
    }
    if try create(path) { return }
    // Another process was quicker: look at what it made.
    guard try checkFile(path, isPublic: isPublic) else { throw error(errno: EEXIST, path: path) }
  }

  /// Whether anyone may make files beside this one, which nobody but their owner can take away then.
  private static func isPublic(_ path: String, _ configuration: Configuration) -> Bool {
    guard !configuration.allowsUnsafePlace else { return false }
    var status = stat()
    return unsafe stat(directory(of: path), &status) == 0 && status.st_mode & S_IWOTH != 0
  }

  /// Checks what SQLite takes for the log of the file at `path`: before it is opened, so that nobody's
  /// is read; and once it was, because it may have been put there meanwhile.
  static func checkSidecars(
    of path: String, _ configuration: Configuration
  ) throws(SQLiteError) {
    try checkSidecars(of: path, isPublic: isPublic(path, configuration))
  }

  private static func checkSidecars(of path: String, isPublic: Bool) throws(SQLiteError) {
    for sidecar in DatabaseFiles.sidecars {
      let path = path + sidecar
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else {
        let reason = errno
        if reason == ENOENT { continue }
        throw error(errno: reason, path: path)
      }
      guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
        throw SQLiteError(.strangeSidecar, code: .cantOpen, path: path)
      }
      try checkOwner(status, isPublic: isPublic, path)
    }
  }

  /// Where anyone may make files, one that another user made may be there to have ours written to it.
  private static func checkOwner(
    _ status: stat, isPublic: Bool, _ path: String
  ) throws(SQLiteError) {
    guard isPublic, status.st_uid != geteuid(), status.st_uid != 0 else { return }
    throw SQLiteError(.anothersFile, code: .cantOpen, path: path)
  }

  /// Checks what the path names. False if that is nothing.
  private static func checkFile(_ path: String, isPublic: Bool) throws(SQLiteError) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else {
      let reason = errno
      if reason == ENOENT { return false }
      throw error(errno: reason, path: path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFLNK: throw SQLiteError(.symbolicLink, code: .cantOpenSymlink, path: path)
    case S_IFREG: break
    default: throw SQLiteError(.notAFile, code: .cantOpen, path: path)
    }
    guard status.st_nlink == 1 else {
      throw SQLiteError(.hardLinks(count: Int(status.st_nlink)), code: .cantOpen, path: path)
    }
    try checkOwner(status, isPublic: isPublic, path)
    return true
  }

  /// Makes the file with 0600; SQLite would make it 0644. -wal and -shm take over its mode.
  ///
  /// - Returns: false if there is one of the name.
  static func create(_ path: String) throws(SQLiteError) -> Bool {
    let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = errno
      if reason == EEXIST { return false }
      throw error(errno: reason, path: path)
    }
    close(descriptor)
    return true
  }

  private static func checkDirectory(
    _ path: String, _ known: FileSystemKind?
  ) throws(SQLiteError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw error(errno: errno, path: path) }
    // The sticky bit lets only a file's owner replace it, as in /tmp; who that is, is asked of each.
    if status.st_mode & S_IWOTH != 0, status.st_mode & S_ISVTX == 0 {
      throw SQLiteError(.worldWritableDirectory, code: .cantOpen, path: path)
    }
    if case .network(let name) = try fileSystem(of: path, known) {
      throw SQLiteError(.networkFileSystem(name: name), code: .cantOpen, path: path)
    }
  }

  private static func fileSystem(
    of path: String, _ known: FileSystemKind?
  ) throws(SQLiteError) -> FileSystemKind {
    if let known { return known }
    #if canImport(Darwin)
      var status = statfs()
      guard unsafe statfs(path, &status) == 0 else { throw error(errno: errno, path: path) }
      let isLocal = status.f_flags & UInt32(MNT_LOCAL) != 0
      return .onApple(isLocal: isLocal, name: "a network file system")
    #else
      var magic: UInt32 = 0
      guard unsafe order_ledger_file_system_magic(path, &magic) == 0 else {
        throw error(errno: errno, path: path)
      }
      return .onLinux(magic: magic)
    #endif
  }

  /// The directory may be reached through links, as /tmp on a Mac; the file itself may not.
  static func realPath(of path: String) throws(SQLiteError) -> String {
    guard !path.utf8.contains(0), let name = path.split(separator: "/").last, name != "..",
      name != ".", path.utf8.last != UInt8(ascii: "/")
    else { throw SQLiteError(.notAFile, code: .cantOpen) }
    // unsafe: realpath allocates the string it returns, which is freed here.
    guard let real = unsafe realpath(directory(of: path), nil) else {
      throw error(errno: errno, path: path)
    }
    defer { unsafe free(real) }
    let directory = unsafe String(cString: real)
    return directory == "/" ? "/\(name)" : "\(directory)/\(name)"
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Why SQLite could not open a file that the gate had admitted, if the file system tells.
  static func reasonForRefusal(_ path: String) -> SQLiteError.Cause? {
    guard mayAccess(path, F_OK) else { return errno == EACCES ? .noPermission : .missingFile }
    guard mayAccess(path, R_OK) else { return .noPermission }
    guard mayAccess(path, W_OK), mayAccess(directory(of: path), W_OK) else { return .readOnlyFile }
    return nil
  }

  /// The same of a file that is only read. A reader needs the log's two files as well, or the right
  /// to make them: https://www.sqlite.org/wal.html#read_only_databases
  static func reasonForRefusedReading(_ path: String) -> SQLiteError.Cause? {
    guard mayAccess(path, F_OK) else { return errno == EACCES ? .noPermission : .missingFile }
    guard mayAccess(path, R_OK) else { return .noPermission }
    for sidecar in [path + "-wal", path + "-shm"] {
      if mayAccess(sidecar, F_OK) {
        guard mayAccess(sidecar, R_OK) else { return .noPermission }
      } else if !mayAccess(directory(of: path), W_OK) {
        return .missingSidecars
      }
    }
    return nil
  }

  /// By the effective user, as `open` decides; plain `access` asks for the real one.
  private static func mayAccess(_ path: String, _ mode: Int32) -> Bool {
    unsafe faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0
  }

  static func error(errno reason: Int32, path: String) -> SQLiteError {
    let cause: SQLiteError.Cause =
      switch reason {
      case ENOENT, ENOTDIR: .missingFile
      case EACCES, EPERM: .noPermission
      case EROFS: .readOnlyFile
      case ENOSPC, EDQUOT: .diskFull
      case EEXIST: .fileExists
      case ELOOP: .symbolicLink
      default: .fileSystem(errno: reason)
      }
    return SQLiteError(cause, code: .cantOpen, path: path)
  }
}
