import Foundation

extension PeerLine {
  /// The lines of a peer's output. Anything that is no such line is a failure: a peer that chatters
  /// may have said something that matters.
  static func parse(_ output: String) throws -> [PeerLine] {
    let decoder = JSONDecoder()
    return try output.split(whereSeparator: \.isNewline).compactMap { line in
      guard !line.allSatisfy(\.isWhitespace) else { return nil }
      guard let parsed = try? decoder.decode(PeerLine.self, from: Data(line.utf8)) else {
        throw Failure("This is not a line of the peers' protocol: \(line.prefix(200))")
      }
      return parsed
    }
  }
}
