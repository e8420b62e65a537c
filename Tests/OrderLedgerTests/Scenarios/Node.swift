import Foundation

/// A JSON value, read leniently: what is absent reads as empty.
///
/// @unchecked Sendable: what JSONSerialization made is never changed.
struct Node: @unchecked Sendable {
  private let value: Any?

  init(_ value: Any?) { self.value = value is NSNull ? nil : value }

  init(file path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    self.init(try JSONSerialization.jsonObject(with: data))
  }

  subscript(key: String) -> Node { Node((value as? [String: Any])?[key]) }

  var exists: Bool { value != nil }
  var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
  var list: [Node] { (value as? [Any])?.map { Node($0) } ?? [] }
  var isList: Bool { value is [Any] }
  var isObject: Bool { value is [String: Any] }
  var text: String? { value as? String }
  var bool: Bool? { value as? Bool }

  /// A whole number; `nil` where it has decimals.
  var int: Int64? {
    guard let number = value as? NSNumber else { return nil }
    return Int64("\(number)")
  }

  /// A number or text as it would be written.
  var written: String {
    switch value {
    case let text as String: text
    case let number as NSNumber: "\(number)"
    default: ""
    }
  }

  /// The whole of it as compact JSON, for messages.
  var json: String {
    guard let value else { return "null" }
    let data = try? JSONSerialization.data(
      withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "?"
  }
}
