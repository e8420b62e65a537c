extension SQLiteError: CustomStringConvertible {
  /// One sentence: what happened and, where a person can act, what to do. No bound values.
  package var description: String {
    var text = sentence
    if let path { text += " File: \(path)." }
    if commit == .unknown {
      text += " The commit may have happened: reopen and look the idempotency key up."
    }
    return text
  }

  /// ``description`` with code, message, statement and place, one a line.
  package var detailedDescription: String {
    var lines = [description, "  code: \(code)"]
    if !message.isEmpty { lines.append("  message: \(message)") }
    if let sql { lines.append("  sql: \(sql)") }
    if let offset { lines.append("  offset: \(offset)") }
    if let commit { lines.append("  commit: \(commit)") }
    return lines.joined(separator: "\n")
  }

  /// ``description`` without the file, as a clause in a longer sentence.
  package var reason: String {
    sentence.prefix(1).lowercased() + sentence.dropFirst().dropLast()
  }

  private var sentence: String {
    sentenceOnFile ?? sentenceOnConnection ?? sentenceOnContent
      ?? "SQLite refused: \(message.isEmpty ? code.description : message)."
  }

  private var sentenceOnFile: String? {
    switch cause {
    case .missingFile: "There is no database file at this path; open it with creation allowed."
    case .notADatabase: "The file is not a SQLite database, or it is encrypted."
    case .notAFile: "The path names something that is not a regular file."
    case .symbolicLink: "The path is a symbolic link; open the file it points to."
    case .hardLinks(let count):
      "The file has \(count) names; a database that is reachable under two names loses its locks."
    case .strangeSidecar:
      "What SQLite takes for the log is not a regular file of one name; take it away."
    case .oldLog:
      "The -wal file beside it belongs to another file that lay there; take it and the -shm away."
    case .anothersFile:
      "The file is another user's, where anyone may make files; use a directory of your own."
    case .worldWritableDirectory:
      "Anyone may replace files in this directory; take the write permission of others away."
    case .networkFileSystem(let name):
      "The file lies on \(name), where WAL locks do not hold; move it to a local disk."
    case .noPermission: "This user may not open the file or its directory."
    case .readOnlyFile: "The file or its directory is read-only; open it read-only or change it."
    case .missingSidecars:
      """
      Its -wal and -shm files are missing and may not be made in this directory; let its owner open \
      it, or read a backup.
      """
    case .diskFull: "The disk is full; free space and retry."
    case .fileExists: "A file of that name exists and is not overwritten."
    case .fileSystem(let errno): "The file system refused with errno \(errno)."
    case .fileMoved:
      "The file was moved, replaced or deleted while open; reopen it by its new path."
    case .sidecarMoved: "The -wal or -shm file was deleted or replaced while open; reopen."
    case .backupDamaged(let finding): "The finished copy failed its check: \(finding)."
    default: nil
    }
  }

  private var sentenceOnConnection: String? {
    switch cause {
    case .busy(let waited): "Another connection kept the lock for \(waited)."
    case .engineTooOld(let found, let minimum):
      "The linked SQLite is \(found); at least \(minimum) is needed."
    case .engineNotThreadSafe: "The linked SQLite was compiled without threads."
    case .setting(let name, let found, let expected):
      "SQLite did not accept \(name): it is \(found), and \(expected) is needed."
    case .usedAcrossFork: "A connection does not survive fork; the child process can't use it."
    case .closed: "The connection is closed."
    case .needsReopen: "After a failed commit this connection must be closed and opened again."
    case .noOpenTransaction: "The borrowed connection has no open transaction; begin one first."
    case .transactionOpen: "A transaction is already open on this connection."
    case .cancelled: "The operation was cancelled before it wrote anything."
    default: nil
    }
  }

  private var sentenceOnContent: String? {
    switch cause {
    case .textContainsNUL(let parameter): "The text of parameter \(parameter) holds a NUL."
    case .parameterRefused(let parameter): "SQLite refused parameter \(parameter): \(code)."
    case .columnType(let column, let expected, let found):
      "Column \(column) holds \(found) where \(expected) is required."
    case .invalidUTF8(let column): "The text in column \(column) is not UTF-8."
    case .integerOutOfRange(let column): "The integer in column \(column) does not fit."
    case .invalidValue(let column, let reason): "Column \(column) is not acceptable: \(reason)."
    case .rowRefused(let type): "A row was refused with an error of type \(type)."
    case .notOurDatabase(let id): "The file belongs to another application (application_id \(id))."
    case .schemaTooNew(let found, let supported):
      "The file has schema \(found), this library knows \(supported); update the library."
    case .schemaTooOld(let found, let supported):
      "The file has schema \(found), this library needs \(supported); open it for writing once."
    case .migrationEdited(let version):
      "Migration \(version) or its record was edited after this file applied it; restore its text."
    case .migrationUnknown(let version):
      "The file has migration \(version), which is not known here."
    case .migrationEndedTransaction(let version):
      "Migration \(version) ended its own transaction; remove BEGIN, COMMIT and ROLLBACK from it."
    default: nil
    }
  }
}
