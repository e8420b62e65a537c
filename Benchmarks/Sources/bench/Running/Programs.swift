import Foundation

/// Where the peers' programs are, and which are there.
struct Programs {
  /// The folder with what the package builds.
  let built: URL
  /// The folder with the peers that are scripts.
  let scripts: URL?
  let tool: URL

  init(_ options: Options) {
    let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    built =
      options.programs.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? own.resolvingSymlinksInPath().deletingLastPathComponent()
    scripts = options.peersDirectory.map { URL(fileURLWithPath: $0, isDirectory: true) }
    tool =
      options.tool.map { URL(fileURLWithPath: $0) } ?? built.appendingPathComponent("order-ledger")
  }

  /// The program of `peer`. Throws with the sentence for the report if it is not there.
  func path(_ peer: Peer) throws -> String {
    let url: URL?
    switch peer {
    case .lean: url = built.appendingPathComponent("bench-lean")
    case .ledger: url = built.appendingPathComponent("bench-ledger")
    case .floor: url = built.appendingPathComponent("bench-floor")
    case .grdbRecords, .grdbRaw: url = built.appendingPathComponent("bench-grdb")
    case .postgresql: url = scripts?.appendingPathComponent("postgresql/run")
    case .python, .sqlAlchemy: url = scripts?.appendingPathComponent("python/run")
    }
    guard let url else {
      throw Failure("\(peer.title) was skipped: --peers-dir doesn't say where it is.")
    }
    guard FileManager.default.isExecutableFile(atPath: url.path) else {
      throw Failure("\(peer.title) was skipped: there is no \(url.path).")
    }
    return url.path
  }

  /// The library that records the statements of the program it is loaded into.
  func recorder() throws -> String {
    for name in ["libCBenchRecorder.so", "libBenchRecorder.so"] {
      let path = built.appendingPathComponent(name).path
      if FileManager.default.fileExists(atPath: path) { return path }
    }
    throw Failure("The floor was skipped: there is no libBenchRecorder.so in \(built.path).")
  }
}
