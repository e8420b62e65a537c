import Foundation
import OrderLedger
import Testing

/// What a machine, or whoever works on it, can do to a ledger's file: with the error that a host gets
/// and its sentence, in which FILE stands for the path. The page `Environment` has the same table.
enum Situation: String, CaseIterable, Sendable {
  case fileReadOnly = "The file is read-only"
  case directoryReadOnly = "The directory is read-only"
  case directoryReadOnlyForNew = "The directory is read-only, and there is no file yet"
  case noPermission = "No permission for the file"
  case readingAnothersLog = "Another user opens it for reading"
  case readingWithoutLog = "Another user opens it for reading, and there is no log beside it"
  case noDirectory = "There is no such directory"
  case symbolicLink = "The path is a symbolic link"
  case hardLink = "The file has a second name"
  case directoryItself = "The path is a directory"
  case logIsLink = "The log beside it is a symbolic link"
  case worldWritable = "Anyone may change the directory"
  case anothersFile = "Another user made the file, in a directory like /tmp"
  case networkFileSystem = "The file lies on a network file system"
  case deleted = "The file is deleted while open"
  case replaced = "The file is replaced while open"
  case renamed = "The file is renamed while open"
  case logDeleted = "The log beside it is deleted while open"
  case forked = "A child process uses the ledger after fork"
  case diskFull = "The disk is full, and no room was kept"
  case newerSchema = "The file is of a newer release"
  case foreignDatabase = "The file is another program's database"
  case noDatabase = "The file is no database"

  var code: LedgerError.Code {
    switch self {
    case .fileReadOnly, .directoryReadOnly: .readOnly
    case .directoryReadOnlyForNew, .noPermission, .readingAnothersLog: .permissionDenied
    case .readingWithoutLog, .noDirectory, .symbolicLink, .hardLink, .directoryItself, .logIsLink,
      .worldWritable, .anothersFile, .networkFileSystem:
      .cannotOpen
    case .deleted, .replaced, .renamed, .logDeleted: .fileMoved
    case .forked: .usedAcrossFork
    case .diskFull: .diskFull
    case .newerSchema: .schemaTooNew
    case .foreignDatabase: .foreignDatabase
    case .noDatabase: .notADatabase
    }
  }

  /// Whether it needs a user whom file permissions bind.
  var needsOrdinaryUser: Bool {
    switch self {
    case .fileReadOnly, .directoryReadOnly, .directoryReadOnlyForNew, .noPermission: true
    default: isReading
    }
  }

  /// Whether nothing is to be written.
  var isReading: Bool { self == .readingAnothersLog || self == .readingWithoutLog }

  /// Whether it comes while the ledger is open; the others keep it from being opened.
  var isWhileOpen: Bool {
    switch self {
    case .deleted, .replaced, .renamed, .logDeleted: true
    default: false
    }
  }

  /// Whether `allowsUnsafePlace` lifts the refusal.
  var canBeForced: Bool {
    self == .worldWritable || self == .anothersFile || self == .networkFileSystem
  }

  /// Whether there is a ledger before it comes.
  var needsFile: Bool {
    switch self {
    case .directoryReadOnlyForNew, .noDirectory, .directoryItself, .foreignDatabase, .noDatabase:
      false
    default: true
    }
  }

  /// Where another ledger waits, for ``replaced``.
  static func other(than path: String) -> String { path + ".other" }

  /// Brings it about for the file at `path`.
  func bringAbout(_ path: String) throws {
    let files = FileManager.default
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    func mode(_ path: String, _ mode: Int) throws {
      try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    switch self {
    case .fileReadOnly:
      try mode(path, 0o444)
      try mode(directory, 0o777 | 0o1000)
    case .directoryReadOnly:
      try mode(path, 0o666)
      try mode(directory, 0o755)
    case .directoryReadOnlyForNew: try mode(directory, 0o755)
    case .noPermission:
      try mode(path, 0o000)
      try mode(directory, 0o755)
    case .readingAnothersLog, .readingWithoutLog:
      try mode(path, 0o644)
      try mode(directory, 0o755)
      guard self == .readingWithoutLog else { return }
      // Closing the ledger has copied the log.
      for file in [path + "-wal", path + "-shm"] where files.fileExists(atPath: file) {
        try files.removeItem(atPath: file)
      }
    case .symbolicLink:
      try files.moveItem(atPath: path, toPath: directory + "/original.sqlite")
      try files.createSymbolicLink(
        atPath: path, withDestinationPath: directory + "/original.sqlite")
    case .hardLink: try files.linkItem(atPath: path, toPath: directory + "/second.sqlite")
    case .directoryItself:
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    case .logIsLink:
      let target = directory + "/elsewhere"
      try Data().write(to: URL(fileURLWithPath: target))
      if files.fileExists(atPath: path + "-wal") { try files.removeItem(atPath: path + "-wal") }
      try files.createSymbolicLink(atPath: path + "-wal", withDestinationPath: target)
    case .worldWritable: try mode(directory, 0o777)
    case .anothersFile:
      try mode(directory, 0o777 | 0o1000)
      guard unsafe chown(path, 65_534, 65_534) == 0 else {
        try Test.cancel("giving a file to another user is not allowed here")
      }
    case .deleted: try files.removeItem(atPath: path)
    case .replaced:
      try files.removeItem(atPath: path)
      try files.moveItem(atPath: Self.other(than: path), toPath: path)
    case .renamed: try files.moveItem(atPath: path, toPath: path + ".old")
    case .logDeleted: try files.removeItem(atPath: path + "-wal")
    case .noDatabase:
      let text = String(repeating: "This is a letter.\n", count: 500)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    case .noDirectory, .networkFileSystem, .forked, .diskFull, .newerSchema, .foreignDatabase:
      break
    }
  }
}
