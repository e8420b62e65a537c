import Foundation

extension Results {
  /// Reads a `results.json`.
  static func read(_ path: String) throws -> Results {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    do {
      return try decoder.decode(Results.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    } catch { throw Failure("\(path) can't be read as results: \(error)") }
  }

  /// Writes `results.md`, `results.json` and the plots into `directory`.
  func write(to directory: URL) throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(self).write(to: directory.appendingPathComponent("results.json"))
    try Data(markdown.utf8).write(to: directory.appendingPathComponent("results.md"))
    try writePlots(to: directory)
  }

  /// Writes the plots of whatever was measured.
  func writePlots(to directory: URL) throws {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for plot in plots {
      try Data(plot.svg.utf8).write(to: directory.appendingPathComponent("\(plot.name).svg"))
    }
  }
}
