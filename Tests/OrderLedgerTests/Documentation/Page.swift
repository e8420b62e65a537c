import Foundation
import Testing

/// A page of the documentation, read by the tests that keep it true.
///
/// With `ORDER_LEDGER_UPDATE_DOCS=1` a worked example that differs is written to its page instead
/// of reported.
struct Page {
  let url: URL
  private var lines: [String]

  static let isUpdating = ProcessInfo.processInfo.environment["ORDER_LEDGER_UPDATE_DOCS"] == "1"

  /// The root of the checkout.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The guide of this name, without `.md`.
  init(_ name: String) throws {
    url = Self.root.appendingPathComponent("Docs/OrderLedger.docc/\(name).md")
    lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
  }

  /// The cells of the tables' rows, without headings and rules.
  var rows: [[String]] {
    lines.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| ---") }.map { line in
      line.dropFirst().dropLast().components(separatedBy: "|")
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// The headings that have a worked example under them.
  var examples: [String] {
    lines.indices.filter { lines[$0] == "```text" }.compactMap { index in
      lines[..<index].last { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    }
  }

  /// Compares the worked example under a heading with what the library says.
  mutating func expect(_ heading: String, shows expected: String) throws {
    let start = try #require(lines.firstIndex(of: "### \(heading)"), "no heading \(heading)")
    let open = try #require(lines[start...].firstIndex(of: "```text"), "no example: \(heading)")
    let close = try #require(lines[open...].firstIndex(of: "```"), "open example: \(heading)")
    let found = lines[(open + 1)..<close].joined(separator: "\n")
    if Self.isUpdating, found != expected {
      lines.replaceSubrange((open + 1)..<close, with: expected.components(separatedBy: "\n"))
      try lines.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(found == expected, "\(url.lastPathComponent): \(heading)")
    }
  }
}
