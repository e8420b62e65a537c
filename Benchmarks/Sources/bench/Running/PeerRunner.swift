import Foundation

/// Runs peers as processes.
struct PeerRunner {
  let programs: Programs
  let seed: Int

  /// Runs `peer` to its end and reads its lines. Throws with what it said on stderr if it fails.
  func run(
    _ peer: Peer, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> [PeerLine] {
    let child = ChildProcess(
      path: try programs.path(peer), arguments: arguments, environment: environment)
    let result = try child.run()
    guard result.succeeded else {
      let said = result.errors.split(separator: "\n").suffix(3).joined(separator: " ")
      throw Failure(
        "\(peer.title) failed with status \(result.status): \(said.isEmpty ? "it said nothing" : said)"
      )
    }
    // What a peer remarks is said, and is no failure.
    result.errors.split(separator: "\n").forEach { announce("\(peer.title): \($0)") }
    return try PeerLine.parse(result.output)
  }
}
