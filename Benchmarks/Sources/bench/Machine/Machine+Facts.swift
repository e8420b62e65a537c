import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Machine {
  /// Asks the machine. What it doesn't tell is "unknown".
  init(_ options: Options) {
    let process = ProcessInfo.processInfo
    cpu =
      Self.field("/proc/cpuinfo", "model name")
      ?? Self.answer("sysctl", "-n", "machdep.cpu.brand_string")
    cores = process.activeProcessorCount
    memoryBytes = process.physicalMemory
    kernel = Self.answer("uname", "-sr")
    system = Self.system
    swift = Self.answer("swift", "--version")
    sqlite = Self.sqliteVersion
    // Of the peers' own programs, which need not be the ones on the PATH.
    func version(_ peer: Peer) -> String {
      (try? Programs(options).path(peer)).map { Self.answer($0, "--version") } ?? Self.unknown
    }
    postgresql = options.withPostgreSQL ? version(.postgresql) : nil
    python = options.withPython ? version(.python) : nil
    grdb = options.peersDirectory.flatMap {
      Self.resolvedVersion("grdb.swift", "\($0)/../Package.resolved")
    }
    let changes = Self.answer("git", "status", "--porcelain", "--untracked-files=no")
    commit = Self.answer("git", "rev-parse", "--short=12", "HEAD")
    if changes != Self.unknown { commit += "+" }
  }

  private static let unknown = "unknown"

  /// The distribution's name as it gives it.
  private static var system: String {
    let file = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
    let line = file.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
    return line.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } }
      ?? ProcessInfo.processInfo.operatingSystemVersionString
  }

  /// The value of the first `name : value` line.
  private static func field(_ path: String, _ name: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The version of a package in a `Package.resolved`, by its identity.
  static func resolvedVersion(_ identity: String, _ path: String) -> String? {
    struct Resolved: Decodable {
      struct Pin: Decodable {
        struct State: Decodable {
          let version: String?
        }
        let identity: String
        let state: State
      }
      let pins: [Pin]
    }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let resolved = try? JSONDecoder().decode(Resolved.self, from: data)
    else { return nil }
    return resolved.pins.first { $0.identity == identity }?.state.version
  }

  /// The first line that a command says.
  private static func answer(_ command: String...) -> String {
    let result = try? ChildProcess(path: "/usr/bin/env", arguments: command).run()
    guard let result, result.succeeded, let line = result.output.split(separator: "\n").first else {
      return unknown
    }
    return String(line)
  }

  /// The version of the libsqlite3 that the peers load, asked of the library itself.
  private static var sqliteVersion: String {
    let names = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib"]
    guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first,
      let symbol = dlsym(library, "sqlite3_libversion")
    else { return unknown }
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    return unsafeBitCast(symbol, to: Version.self)().map { String(cString: $0) } ?? unknown
  }
}
