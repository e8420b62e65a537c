/// Where a text is in a JSON value.
struct TextPath: Sendable, CustomStringConvertible {
  private enum Part: Sendable {
    case field(String)
    case element(Int)
  }

  private let parts: [Part]

  /// The places of all texts, the fields in the order of their names.
  static func all(in value: Any) -> [TextPath] { all(in: value, from: []) }

  private static func all(in value: Any, from parts: [Part]) -> [TextPath] {
    if value is String { return [TextPath(parts: parts)] }
    if let object = value as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { name, value in
        all(in: value, from: parts + [.field(name)])
      }
    }
    if let array = value as? [Any] {
      return array.enumerated().flatMap { index, value in
        all(in: value, from: parts + [.element(index)])
      }
    }
    return []
  }

  /// The name of the command that a JSON value is.
  static func command(in value: Any) -> String {
    (value as? [String: Any])?["command"] as? String ?? ""
  }

  /// The name of the last field in it.
  var field: String {
    for case .field(let name) in parts.reversed() { return name }
    return ""
  }

  /// The path with `[]` for any element, as in `lines[].sku`.
  var form: String {
    parts.reduce(into: "") { form, part in
      switch part {
      case .field(let name): form += form.isEmpty ? name : ".\(name)"
      case .element: form += "[]"
      }
    }
  }

  var description: String {
    let words = parts.map { part -> String in
      switch part {
      case .field(let name): return name
      case .element(let index): return "\(index)"
      }
    }
    return words.joined(separator: ".")
  }

  /// The text there; nil if there is none.
  func text(in value: Any) -> String? {
    var value = value
    for part in parts {
      switch part {
      case .field(let name):
        guard let inner = (value as? [String: Any])?[name] else { return nil }
        value = inner
      case .element(let index):
        guard let array = value as? [Any], array.indices.contains(index) else { return nil }
        value = array[index]
      }
    }
    return value as? String
  }

  /// The value with another text there.
  func replacing(in value: Any, with text: String) -> Any {
    Self.replacing(in: value, parts[...], with: text)
  }

  private static func replacing(
    in value: Any, _ parts: ArraySlice<Part>, with text: String
  ) -> Any {
    guard let first = parts.first else { return text }
    switch first {
    case .field(let name):
      guard var object = value as? [String: Any], let inner = object[name] else { return value }
      object[name] = replacing(in: inner, parts.dropFirst(), with: text)
      return object
    case .element(let index):
      guard var array = value as? [Any] else { return value }
      array[index] = replacing(in: array[index], parts.dropFirst(), with: text)
      return array
    }
  }
}
