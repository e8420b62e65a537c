/// A field's name as `Codable` wants it, for names that no type knows yet: to refuse an unknown
/// field by name, it has to be read first.
struct WireKey: CodingKey {
  let stringValue: String

  init(_ name: String) { stringValue = name }
  init(stringValue: String) { self.stringValue = stringValue }

  // Objects of the wire form have names, lists have positions, and nothing has both.
  var intValue: Int? { nil }
  init?(intValue: Int) { nil }
}

/// The fields of an object: the one list that reading, writing and refusing unknown ones go by.
protocol WireField: RawRepresentable<String>, CaseIterable {}

extension WireField {
  var key: WireKey { WireKey(rawValue) }

  static var names: [String] { allCases.map(\.rawValue) }
}

/// Where in the input something is: `lines[0].colour`.
package enum WirePath {
  static func text(_ path: [any CodingKey], _ last: WireKey? = nil) -> String {
    var text = ""
    for key in path { append(key, to: &text) }
    if let last { append(last, to: &text) }
    return text
  }

  private static func append(_ key: any CodingKey, to text: inout String) {
    if let index = key.intValue {
      text += "[\(index)]"
    } else {
      if !text.isEmpty { text += "." }
      text += printable(key.stringValue)
    }
  }

  /// A name or word of the caller's, fit for an error: cut, and without control characters.
  package static func printable(_ name: String) -> String {
    let limit = 64
    if name.utf8.count <= limit, name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      return name
    }
    var text = ""
    for scalar in name.unicodeScalars.prefix(limit) { text += scalar.escaped(asASCII: true) }
    return name.unicodeScalars.count > limit ? text + "…" : text
  }

  /// A word of a fixed vocabulary that the caller got wrong, or how long it is when it can't have
  /// been meant as one: other text may be personal.
  static func word(_ text: String) -> String {
    let isWord =
      (1...32).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
    return isWord ? text : "a text of \(text.utf8.count) bytes"
  }
}
