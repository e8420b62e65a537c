import COrderLedgerSQLite

/// Decides, while a statement is prepared, what it may do. Costs nothing once it is cached.
///
/// https://www.sqlite.org/c3ref/set_authorizer.html
///
/// It cannot see the delete inside INSERT OR REPLACE; `recursive_triggers=ON` makes the schema's
/// append-only triggers see that one.
final class Authorizer {
  enum Mode {
    /// No schema changes.
    case normal
    /// Schema changes, and no transaction control from the script.
    case migration
    /// For this layer's own settings.
    case profile
  }

  var mode = Mode.profile
  private let appendOnly: [String: Set<String>]

  /// - Parameter appendOnlyTables: see ``Configuration/appendOnlyTables``.
  init(appendOnlyTables: [String: Set<String>]) {
    appendOnly = Dictionary(
      uniqueKeysWithValues: appendOnlyTables.map { table, columns in
        (table.lowercased(), Set(columns.map { $0.lowercased() }))
      })
  }

  /// Installs the authorizer; `self` must outlive the connection.
  func install(on handle: OpaquePointer) -> Int32 {
    // unsafe: the context is passed without ownership, and the connection holds both.
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    return unsafe sqlite3_set_authorizer(
      handle,
      { context, action, first, second, _, _ in
        guard let context = unsafe context else { return SQLITE_DENY }
        // unsafe: the context is the authorizer that `install` passed.
        let authorizer = unsafe Unmanaged<Authorizer>.fromOpaque(context).takeUnretainedValue()
        let first = unsafe first.map { unsafe String(cString: $0) }
        let second = unsafe second.map { unsafe String(cString: $0) }
        return authorizer.allows(action, first, second) ? SQLITE_OK : SQLITE_DENY
      }, context)
  }

  func allows(_ action: Int32, _ first: String?, _ second: String?) -> Bool {
    if mode == .profile { return true }
    return switch action {
    case SQLITE_ATTACH, SQLITE_DETACH: false
    case SQLITE_CREATE_TEMP_INDEX, SQLITE_CREATE_TEMP_TABLE, SQLITE_CREATE_TEMP_TRIGGER,
      SQLITE_CREATE_TEMP_VIEW:
      false
    case SQLITE_CREATE_VTABLE, SQLITE_DROP_VTABLE: false
    case SQLITE_FUNCTION: !Authorizer.deniedFunctions.contains(second?.lowercased() ?? "")
    case SQLITE_PRAGMA: allowsPragma(first?.lowercased() ?? "", isSet: second != nil)
    case SQLITE_UPDATE: mode == .migration || allowsUpdate(of: second, in: first)
    case SQLITE_DELETE: mode == .migration || appendOnly[first?.lowercased() ?? ""] == nil
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: mode == .normal
    default: mode == .migration || !Authorizer.schemaChanges.contains(action)
    }
  }

  private func allowsUpdate(of column: String?, in table: String?) -> Bool {
    guard let mutable = appendOnly[table?.lowercased() ?? ""] else { return true }
    return mutable.contains(column?.lowercased() ?? "")
  }

  private func allowsPragma(_ name: String, isSet: Bool) -> Bool {
    if Authorizer.askingPragmas.contains(name) { return true }
    if !isSet { return Authorizer.readablePragmas.contains(name) }
    return mode == .migration && name == "defer_foreign_keys"
  }

  private static let deniedFunctions: Set<String> = [
    "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit",
  ]

  private static let schemaChanges: Set<Int32> = [
    SQLITE_CREATE_INDEX, SQLITE_CREATE_TABLE, SQLITE_CREATE_TRIGGER, SQLITE_CREATE_VIEW,
    SQLITE_DROP_INDEX, SQLITE_DROP_TABLE, SQLITE_DROP_TRIGGER, SQLITE_DROP_VIEW,
    SQLITE_DROP_TEMP_INDEX, SQLITE_DROP_TEMP_TABLE, SQLITE_DROP_TEMP_TRIGGER,
    SQLITE_DROP_TEMP_VIEW, SQLITE_ALTER_TABLE, SQLITE_REINDEX, SQLITE_ANALYZE,
  ]

  /// Pragmas whose argument is part of the question, not a setting.
  private static let askingPragmas: Set<String> = [
    "foreign_key_check", "foreign_key_list", "index_info", "index_list", "index_xinfo",
    "integrity_check", "quick_check", "table_info", "table_list", "table_xinfo",
  ]

  private static let readablePragmas: Set<String> = [
    "application_id", "auto_vacuum", "cache_size", "cell_size_check", "checkpoint_fullfsync",
    "compile_options", "data_version", "encoding", "foreign_keys", "freelist_count", "fullfsync",
    "journal_mode", "journal_size_limit", "mmap_size", "page_count", "page_size", "query_only",
    "recursive_triggers", "schema_version", "secure_delete", "synchronous", "temp_store",
    "trusted_schema", "user_version", "wal_autocheckpoint",
  ]
}
