/// What an identifier identifies. The types that conform are never made; they only tell `OrderID`
/// and `SKU` apart.
public protocol IdentifierKind: Sendable {
  /// The name under which code and errors know the identifier: `"OrderID"`.
  static var name: String { get }
  /// What its text has to be like.
  static var rule: TextRule { get }
}

/// The caller's name for something: an order, a line, a SKU.
///
/// The ledger keeps the text as it came and never derives anything from it. Mostly it is 1 to 64
/// bytes of UTF-8 without control characters and without space at the ends; `OrderID` and its
/// siblings say where they differ. Two identifiers of different kinds do not compare: the compiler
/// refuses.
///
/// Equality and order are those of the UTF-8 bytes, as in SQLite's `BINARY` collation, and not those
/// of `String`, for which a precomposed `é` equals `e` with an accent: the ledger and the database
/// must agree on what the same order is.
public struct Identifier<Kind: IdentifierKind>: Sendable {
  /// The text, as it came.
  public let text: String

  /// An identifier with this text.
  ///
  /// Swift reads `OrderID("A-1")` with a literal as the literal itself (SE-0213), which needs no
  /// `try` and is checked by `init(stringLiteral:)`. With anything but a literal it is this one.
  ///
  /// - Throws: `IdentifierError`.
  public init(_ text: String) throws(IdentifierError) {
    var text = text
    // A string that Foundation bridged is copied once here, so that it is not walked slowly for ever.
    text.makeContiguousUTF8()
    let rule = Kind.rule
    if !rule.isPlain(text), let problem = rule.problem(in: text) {
      throw Self.error(problem)
    }
    self.text = text
  }

  /// An identifier with this text.
  ///
  /// - Throws: `IdentifierError`.
  public init(_ text: Substring) throws(IdentifierError) {
    try self.init(String(text))
  }

  /// An identifier with the text these bytes encode. Bytes that are not UTF-8 are refused, not
  /// repaired: repaired, two different ones could become the same.
  ///
  /// - Throws: `IdentifierError`.
  public init(utf8 bytes: some Collection<UInt8>) throws(IdentifierError) {
    guard bytes.count <= Kind.rule.maxBytes else {
      throw Self.error(.tooLong(bytes: bytes.count))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.error(.notUTF8)
    }
    try self.init(text)
  }

  /// For text that a rule has passed before.
  package init(unchecked text: String) {
    self.text = text
  }

  private static func error(_ problem: IdentifierError.Problem) -> IdentifierError {
    IdentifierError(kind: Kind.name, problem: problem, allowed: Kind.rule.allowed)
  }
}

extension Identifier: Hashable {
  /// Whether the UTF-8 bytes are the same.
  @inlinable
  public static func == (left: Identifier, right: Identifier) -> Bool {
    // unsafe: the bytes are read inside the closures only.
    let sameBytes = unsafe left.text.utf8.withContiguousStorageIfAvailable { left in
      unsafe right.text.utf8.withContiguousStorageIfAvailable { right in
        unsafe UnsafeRawBufferPointer(left).hasSameBytes(as: UnsafeRawBufferPointer(right))
      } ?? false
    }
    return sameBytes ?? left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes as the text does, which is coarser than `==` and therefore allowed.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}

extension UnsafeRawBufferPointer {
  /// Whether both show the same bytes, looked at eight at a time: every look for an order, a line or
  /// a place compares some.
  @usableFromInline
  func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    var offset = 0
    while offset + 8 <= count {
      // unsafe: both have eight bytes from here on.
      let mine = unsafe loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard unsafe mine == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) else {
        return false
      }
      offset += 8
    }
    while offset < count {
      guard unsafe self[offset] == other[offset] else { return false }
      offset += 1
    }
    return true
  }
}

extension Identifier: Comparable {
  /// The order of the UTF-8 bytes, which is that of the code points.
  @inlinable
  public static func < (left: Identifier, right: Identifier) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension Identifier: CustomStringConvertible {
  /// The text.
  public var description: String { text }
}

extension Identifier: ExpressibleByStringLiteral {
  /// An identifier written in source code, as in `let order: OrderID = "A-1"`. A literal that breaks
  /// the rule is a programmer's error and stops the program; text from outside goes through
  /// `init(_:)`, which throws.
  public init(stringLiteral text: String) {
    let problem = Kind.rule.problem(in: text)
    precondition(
      problem == nil,
      "Correct the literal: \(problem.map { Self.error($0).description } ?? "")")
    self.text = text
  }
}
