/// The files of one database: its own, and those that lie beside it or may come to.
package struct DatabaseFiles: Sendable {
  /// What SQLite puts behind the file's name.
  static let sidecars = ["-wal", "-shm", "-journal"]

  private let path: String

  /// The files of the database at `path`.
  package init(of path: String) {
    self.path = path
  }

  /// Whether `other` names one of them, by whatever path. Opens none: closing it would drop every lock
  /// that this process holds on it.
  package func include(_ other: String) -> Bool {
    let ends = [""] + DatabaseFiles.sidecars + ["-ballast"]
    if let found = FileIdentity(of: other) {
      if ends.contains(where: { FileIdentity(of: path + $0) == found }) { return true }
    }
    // Those that are not there yet have a name alone.
    guard let own = try? FileGate.realPath(of: path),
      let real = try? FileGate.realPath(of: other)
    else { return false }
    return ends.contains { own + $0 == real }
  }
}
