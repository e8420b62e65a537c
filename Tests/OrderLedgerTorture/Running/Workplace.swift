import Foundation

/// A directory of its own, in memory where that is possible, and the files of one ledger in it.
final class Workplace: Sendable {
  static let files = ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-journal"]

  let directory: String
  var ledger: String { directory + "/ledger.sqlite" }

  init() throws {
    let parent = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
    directory = "\(parent)/order-ledger-torture-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// Removes every file in it.
  func clear() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
      _ = unsafe unlink("\(directory)/\(name)")
    }
  }

  func path(_ name: String) -> String { "\(directory)/\(name)" }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let path = path(name)
    let file = unsafe open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw TortureError("can't write \(path): errno \(errno)") }
    defer { close(file) }
    // unsafe: the buffer outlives the call.
    let written = unsafe bytes.withUnsafeBytes {
      unsafe Foundation.write(file, $0.baseAddress, $0.count)
    }
    guard written == bytes.count else { throw TortureError("short write to \(path)") }
  }

  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// How many answers a ``Writer`` of this name has noted, over all its lives.
  func notes(of writer: String) throws -> Int {
    let path = "\(ledger).\(writer)"
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
  }

  /// The ledger's files as they are now, by name.
  func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in Self.files where FileManager.default.fileExists(atPath: path(name)) {
      contents[name] = try read(name)
    }
    return contents
  }

  /// Puts these files, and no others, into the directory.
  func fill(_ contents: [String: [UInt8]]) throws {
    clear()
    for (name, bytes) in contents { try write(name, bytes) }
  }
}

/// What goes wrong in the torture itself.
struct TortureError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
