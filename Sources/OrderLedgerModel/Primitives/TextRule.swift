/// What a text has to be like to become an identifier or a note.
public struct TextRule: Hashable, Sendable {
  /// Which code points may occur.
  package enum Repertoire: Hashable, Sendable {
    /// All but NUL: text that people write, line breaks included.
    case prose
    /// All but control characters (C0, DEL, C1).
    case label
    /// U+0020 to U+007E.
    case printableASCII
    /// `label` in the form `kind:name`, kind in lowercase ASCII letters.
    case kindAndName
  }

  package let repertoire: Repertoire
  package let maxBytes: Int
  package let allowsEmpty: Bool
  package let allowsEdgeSpace: Bool

  package init(
    _ repertoire: Repertoire, maxBytes: Int, allowsEmpty: Bool = false,
    allowsEdgeSpace: Bool = false
  ) {
    self.repertoire = repertoire
    self.maxBytes = maxBytes
    self.allowsEmpty = allowsEmpty
    self.allowsEdgeSpace = allowsEdgeSpace
  }

  /// What is allowed, as half a sentence.
  package var allowed: String {
    let shape =
      switch repertoire {
      case .prose: "UTF-8 without NUL"
      case .label: "UTF-8 without control characters or space at the ends"
      case .printableASCII: "printable ASCII without space at the ends"
      case .kindAndName: "'kind:name', the kind in lowercase letters, without control characters"
      }
    return "\(allowsEmpty ? 0 : 1) to \(maxBytes) bytes, \(shape)"
  }

  /// The first fault of a text, `nil` for none.
  package func problem(in text: String) -> IdentifierError.Problem? {
    let count = text.utf8.count
    guard count <= maxBytes else { return .tooLong(bytes: count) }
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return allowsEmpty ? nil : .empty
    }
    var offset = 0
    for scalar in text.unicodeScalars {
      guard accepts(scalar) else {
        return .forbidden(codePoint: scalar.value, offset: offset)
      }
      offset += UTF8.width(scalar)
    }
    if !allowsEdgeSpace, let space = [first, last].first(where: Self.isSpace) {
      return .edgeSpace(codePoint: space.value)
    }
    return repertoire == .kindAndName ? kindAndNameProblem(in: text) : nil
  }

  /// Whether the text is short ASCII without space or control characters, as nearly every identifier
  /// is: then `problem(in:)`, several times slower, has nothing to find. `false` says nothing.
  package func isPlain(_ text: String) -> Bool {
    let count = text.utf8.count
    guard repertoire != .kindAndName, count > 0, count <= maxBytes else { return false }
    return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  private func accepts(_ scalar: Unicode.Scalar) -> Bool {
    switch repertoire {
    case .prose: scalar.value != 0
    case .label, .kindAndName: !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
    case .printableASCII: (0x20...0x7E).contains(scalar.value)
    }
  }

  /// U+FEFF is no white space in Unicode, but the first cell of many a CSV file begins with it.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}"
  }

  private func kindAndNameProblem(in text: String) -> IdentifierError.Problem? {
    let kind = text.utf8.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    let rest = text.utf8.dropFirst(kind.count)
    guard !kind.isEmpty, rest.first == UInt8(ascii: ":"), rest.count > 1 else {
      return .missingKind
    }
    let name = text.unicodeScalars.dropFirst(kind.count + 1)
    return name.first.flatMap { first in
      Self.isSpace(first) ? .edgeSpace(codePoint: first.value) : nil
    }
  }
}
