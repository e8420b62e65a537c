/// Why a text cannot be an identifier or a note.
///
/// It says what is wrong and where, and never repeats the text, which may be personal.
public struct IdentifierError: Error, Hashable, Sendable {
  /// What was found.
  public enum Problem: Hashable, Sendable {
    /// No text at all.
    case empty
    /// More UTF-8 bytes than allowed.
    case tooLong(bytes: Int)
    /// Bytes that are not UTF-8.
    case notUTF8
    /// White space or a byte order mark at the start or the end.
    case edgeSpace(codePoint: UInt32)
    /// A code point that may not occur, at an offset counted in UTF-8 bytes from zero.
    case forbidden(codePoint: UInt32, offset: Int)
    /// An actor that does not read `kind:name`.
    case missingKind
  }

  /// The name of the type: `"OrderID"`, `"Note"`.
  public let kind: String
  /// What was found.
  public let problem: Problem
  /// What is allowed, as half a sentence.
  public let allowed: String

  package init(kind: String, problem: Problem, allowed: String) {
    self.kind = kind
    self.problem = problem
    self.allowed = allowed
  }
}

extension IdentifierError: CustomStringConvertible {
  /// One sentence: the kind, what was found, what is allowed.
  public var description: String {
    "\(kind): found \(problem); allowed: \(allowed)."
  }
}

extension IdentifierError.Problem: CustomStringConvertible {
  /// What was found, as half a sentence.
  public var description: String {
    switch self {
    case .empty: "no text"
    case .tooLong(let bytes): "\(bytes) bytes"
    case .notUTF8: "bytes that are not UTF-8"
    case .edgeSpace(let codePoint): "\(Self.name(codePoint)) at the start or the end"
    case .forbidden(let codePoint, let offset): "\(Self.name(codePoint)) at byte \(offset)"
    case .missingKind: "no 'kind:' of lowercase letters before the name"
    }
  }

  private static func name(_ codePoint: UInt32) -> String {
    let digits = String(codePoint, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
