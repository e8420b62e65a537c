import Foundation

/// JSON as a test takes it apart. Not what the library reads with: a second opinion.
indirect enum JSONValue: Hashable, Decodable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let values = try? container.decode([JSONValue].self) {
      self = .array(values)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  init(parsing text: [UInt8]) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: Data(text))
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let fields) = self { return fields[key] }
    return nil
  }

  var text: [UInt8] {
    switch self {
    case .null: Array("null".utf8)
    case .bool(let value): Array("\(value)".utf8)
    case .integer(let value): Array("\(value)".utf8)
    case .number(let value): Array("\(value)".utf8)
    case .string(let value): Array("\"".utf8) + Self.escaped(value) + Array("\"".utf8)
    case .array(let values):
      Array("[".utf8) + values.map(\.text).joined(separator: ",".utf8) + Array("]".utf8)
    case .object(let fields):
      Array("{".utf8)
        + fields.sorted { $0.key < $1.key }
        .map { JSONValue.string($0.key).text + Array(":".utf8) + $0.value.text }
        .joined(separator: ",".utf8) + Array("}".utf8)
    }
  }

  private static func escaped(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
      case 0..<0x20: Array("\\u00".utf8) + Array(hex([byte]).utf8)
      default: [byte]
      }
    }
  }
}

// MARK: - One change at a time

extension JSONValue {
  enum Step: Hashable {
    case key(String)
    case index(Int)
  }

  struct Leaf {
    let path: [Step]
    let value: JSONValue

    var name: String {
      path.reduce("") { text, step in
        switch step {
        case .key(let key): text.isEmpty ? key : "\(text).\(key)"
        case .index(let index): "\(text)[\(index)]"
        }
      }
    }
  }

  /// All strings, integers and booleans.
  var leaves: [Leaf] {
    switch self {
    case .object(let fields):
      fields.sorted { $0.key < $1.key }.flatMap { key, value in
        value.leaves.map { Leaf(path: [.key(key)] + $0.path, value: $0.value) }
      }
    case .array(let values):
      values.enumerated().flatMap { index, value in
        value.leaves.map { Leaf(path: [.index(index)] + $0.path, value: $0.value) }
      }
    default: [Leaf(path: [], value: self)]
    }
  }

  /// Other values that might stand in the same place.
  var alternatives: [JSONValue] {
    switch self {
    case .bool(let value): [.bool(!value)]
    case .integer(let value): [.integer(value + 1_000)]
    case .string(let value):
      // Words of every choice, a time, a currency, a digest, and any text.
      [
        "tip", "expire", "lateCapture", "refundDecided", "orderCancelled", "unfulfill", "safety",
        "none", "kept", "debit", "credit", "released", "giftCard", "cancelled", "open",
        "storeCredit", "disabled", "won", "receive", "closed", "contactSet", "returned",
        "5710", "EUR", "2020-01-01T00:00:00Z", String(value.reversed()), value + "x",
      ].filter { $0 != value }.map(JSONValue.string)
    default: []
    }
  }

  /// The value with one part replaced; `nil` takes the part away.
  func replacing(_ path: some Collection<Step>, with value: JSONValue?) -> JSONValue {
    guard let first = path.first else { return value ?? .null }
    let rest = path.dropFirst()
    switch (self, first) {
    case (.object(var fields), .key(let key)):
      let part = fields[key] ?? .null
      fields[key] = rest.isEmpty ? value : part.replacing(rest, with: value)
      return .object(fields)
    case (.array(var values), .index(let index)):
      values[index] = values[index].replacing(rest, with: value)
      return .array(values)
    default:
      return self
    }
  }
}
