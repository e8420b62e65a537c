/// A value that is one string, integer or boolean in the wire form.
protocol WireScalar {
  associatedtype Raw: Codable
  /// What the input has to hold, for errors: `a string`.
  static var shape: String { get }
  /// Stands in for a value that can't be read, until the reading is refused as a whole.
  static var placeholder: Self { get }
  /// The value that `raw` states.
  init(wire raw: Raw) throws(WireFault)
  /// The value as it is written.
  var wire: Raw { get }
}

extension WireScalar where Raw == String {
  static var shape: String { "a string" }
}

extension Int64: WireScalar {
  static let shape = "an integer"
  static let placeholder: Int64 = 0
  init(wire raw: Int64) { self = raw }
  var wire: Int64 { self }
}

extension Int: WireScalar {
  static let shape = "an integer"
  static let placeholder = 0
  init(wire raw: Int) { self = raw }
  var wire: Int { self }
}

extension Bool: WireScalar {
  static let shape = "true or false"
  static let placeholder = false
  init(wire raw: Bool) { self = raw }
  var wire: Bool { self }
}

extension String: WireScalar {
  static let placeholder = ""
  init(wire raw: String) { self = raw }
  var wire: String { self }
}

extension Identifier: WireScalar {
  static var placeholder: Identifier { Identifier(unchecked: "") }

  init(wire raw: String) throws(WireFault) {
    do throws(IdentifierError) {
      try self.init(raw)
    } catch {
      throw WireFault(
        code: .invalidIdentifier, found: "\(error.problem)", allowed: error.allowed)
    }
  }

  var wire: String { text }
}

extension Note: WireScalar {
  static var placeholder: Note { "" }

  init(wire raw: String) throws(WireFault) {
    do throws(IdentifierError) {
      try self.init(raw)
    } catch {
      throw WireFault(code: .invalidText, found: "\(error.problem)", allowed: error.allowed)
    }
  }

  var wire: String { text }
}
