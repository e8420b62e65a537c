import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folders in which databases are made, one for each medium. They go when the runner ends, also
/// by Ctrl-C; what a killed runner left goes when the next one starts, since in memory it would cost
/// memory.
final class Workspace {
  private static let prefix = "order-ledger-bench-"
  private let folders: [Medium: URL]
  private var interrupt: (any DispatchSourceSignal)?

  init(_ options: Options) throws {
    var folders: [Medium: URL] = [:]
    for (medium, parent) in [
      (Medium.disk, options.diskDirectory), (.memory, options.memoryDirectory),
    ] {
      let parent = URL(fileURLWithPath: parent, isDirectory: true)
      guard FileManager.default.fileExists(atPath: parent.path) else { continue }
      Self.removeLeftovers(parent)
      let name = "\(Self.prefix)\(ProcessInfo.processInfo.processIdentifier)-\(medium.rawValue)"
      let folder = parent.appendingPathComponent(name, isDirectory: true)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      folders[medium] = folder
    }
    self.folders = folders
    removeOnInterrupt()
  }

  /// The folder for `medium`. Throws if the medium's directory is not there.
  func folder(_ medium: Medium) throws -> URL {
    guard let folder = folders[medium] else {
      throw Failure(
        "The directory for databases \(medium == .disk ? "on disk" : "in memory") is not there; "
          + "say another with --\(medium.rawValue)-dir.")
    }
    return folder
  }

  /// Gives `body` the path for a fresh database, and deletes everything beside it afterwards.
  func withDatabase<Value>(_ medium: Medium, _ body: (URL) throws -> Value) throws -> Value {
    let folder = try folder(medium).appendingPathComponent(UUID().uuidString, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.appendingPathComponent("bench.sqlite"))
  }

  func remove() {
    for folder in folders.values { try? FileManager.default.removeItem(at: folder) }
  }

  private func removeOnInterrupt() {
    // The default would end the process before the source hears of it.
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    let folders = folders
    source.setEventHandler {
      ChildProcess.endRunning()
      for folder in folders.values { try? FileManager.default.removeItem(at: folder) }
      exit(130)
    }
    source.resume()
    interrupt = source
  }

  private static func removeLeftovers(_ parent: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard let pid = Int32(name.dropFirst(prefix.count).prefix(while: \.isNumber)) else {
        continue
      }
      if kill(pid, 0) != 0, errno == ESRCH {
        try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
      }
    }
  }
}
