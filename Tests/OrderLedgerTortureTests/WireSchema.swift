import Foundation
import Testing

/// The JSON Schema of the wire form, as far as texts go.
struct WireSchema {
  private let definitions: [String: Any]
  /// The names of all commands, the one for several cancellations included.
  let commands: [String]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Docs/WireForm/order-ledger.schema.json")
    let read = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let definitions = try #require((read as? [String: Any])?["$defs"] as? [String: Any])
    let command = definitions["command"] as? [String: Any]
    let choices = try #require(command?["oneOf"] as? [[String: Any]])
    self.definitions = definitions
    commands = choices.compactMap { Self.name($0["$ref"]) } + ["cancelOrders"]
  }

  /// The paths of everything in a command that is a text, with `[]` for any element.
  func texts(of command: String) -> Set<String> {
    texts(definitions[command] as? [String: Any] ?? [:], "")
  }

  private func texts(_ node: [String: Any], _ path: String) -> Set<String> {
    if let name = Self.name(node["$ref"]) {
      return texts(definitions[name] as? [String: Any] ?? [:], path)
    }
    var found: Set<String> = []
    // A choice among words is a text without a type.
    let isText =
      node["type"] as? String == "string" || node["const"] is String || node["enum"] is [String]
    if isText { found.insert(path) }
    for choice in node["oneOf"] as? [[String: Any]] ?? [] { found.formUnion(texts(choice, path)) }
    for (name, field) in node["properties"] as? [String: [String: Any]] ?? [:] {
      found.formUnion(texts(field, path.isEmpty ? name : "\(path).\(name)"))
    }
    if let items = node["items"] as? [String: Any] { found.formUnion(texts(items, path + "[]")) }
    return found
  }

  private static func name(_ reference: Any?) -> String? {
    (reference as? String)?.split(separator: "/").last.map(String.init)
  }
}
