/// Free text of a person: why an order was cancelled, what was agreed on the phone.
///
/// Up to 2,000 bytes of UTF-8, empty allowed, line breaks allowed, NUL refused (SQLite's own
/// functions on text end at it, https://www.sqlite.org/nulinstr.html). Notes may be personal; no
/// error repeats them.
public struct Note: Sendable {
  /// The text, as it came.
  public let text: String

  static let rule = TextRule(
    .prose, maxBytes: Limits.maxNoteBytes, allowsEmpty: true, allowsEdgeSpace: true)

  /// A note with this text.
  ///
  /// - Throws: `IdentifierError`.
  public init(_ text: String) throws(IdentifierError) {
    var text = text
    text.makeContiguousUTF8()
    if let problem = Self.rule.problem(in: text) {
      throw IdentifierError(kind: "Note", problem: problem, allowed: Self.rule.allowed)
    }
    self.text = text
  }

  /// Whether there is no text.
  public var isEmpty: Bool { text.isEmpty }
}

extension Note: Hashable {
  /// Whether the UTF-8 bytes are the same, as with `Identifier`.
  public static func == (left: Note, right: Note) -> Bool {
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes as the text does, which is coarser than `==` and therefore allowed.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}

extension Note: CustomStringConvertible {
  /// The text.
  public var description: String { text }
}

extension Note: ExpressibleByStringLiteral {
  /// A note written in source code. One that breaks the rule stops the program; text from outside
  /// goes through `init(_:)`, which throws.
  public init(stringLiteral text: String) {
    let problem = Self.rule.problem(in: text)
    precondition(
      problem == nil,
      "Correct the note: found \(problem.map { "\($0)" } ?? ""), allowed \(Self.rule.allowed).")
    self.text = text
  }
}
