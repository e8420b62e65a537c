import Foundation
package import OrderLedger

/// A ledger's file as a release wrote it, and what was in it: `Tests/Golden`.
package struct GoldenFile: Sendable {
  /// What is kept beside the file.
  package struct Facts: Codable, Sendable {
    /// The number of the newest migration in the file.
    package var schema: Int
    /// The release that wrote it; nil while its schema may still be edited.
    package var release: String?
    /// The end of its journal.
    package var head: JournalHead
    /// How many of each kind of entry its journal has.
    package var entries: [String: Int]

    package init(schema: Int, release: String?, head: JournalHead, entries: [String: Int]) {
      self.schema = schema
      self.release = release
      self.head = head
      self.entries = entries
    }
  }

  package let name: String
  /// The schema that its name says.
  package var schema: Int { Int(name.dropFirst(7)) ?? 0 }
  package var path: String { "\(Self.folder)/\(name).ledger" }
  package var factsPath: String { "\(Self.folder)/\(name).json" }

  package static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden").path

  /// All there are, the oldest schema first.
  package static var all: [GoldenFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".ledger") }.sorted()
      .map { GoldenFile(name: String($0.dropLast(7))) }
  }

  /// The file for a schema.
  package init(schema: Int) {
    let digits = String(schema)
    name = "schema-" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  private init(name: String) { self.name = name }

  package var bytes: [UInt8] {
    get throws { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
  }

  package var facts: Facts {
    get throws {
      try JSONDecoder().decode(
        Facts.self, from: Data(contentsOf: URL(fileURLWithPath: factsPath)))
    }
  }

  /// Puts the facts beside the file.
  package func write(_ facts: Facts) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try (encoder.encode(facts) + Data("\n".utf8)).write(to: URL(fileURLWithPath: factsPath))
  }
}
