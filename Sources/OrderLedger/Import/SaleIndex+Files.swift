import OrderLedgerModel
import OrderLedgerSQLite

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension SaleIndex {
  /// Removes the scratch files' names; the open descriptors keep what they hold.
  static func unlink(_ path: String) {
    for name in [path, path + "-wal", path + "-shm"] {
      // What is not there needs no removing.
      _ = systemUnlink(name)
    }
  }

  static func failure(_ error: SQLiteError) -> LedgerError {
    let code: LedgerError.Code =
      switch error.code.primary {
      case .full: .diskFull
      case .ioErr: .ioFailure
      case .cantOpen: .cannotOpen
      case .permission, .readOnly: .permissionDenied
      default: .database
      }
    return LedgerError(
      code, LedgerError.Subject("file", "import scratch"), found: "SQLite \(error.code.rawValue)")
  }
}

private func systemUnlink(_ path: String) -> Int32 {
  // unsafe: the path is passed as a C string for the call only.
  unsafe unlink(path)
}
