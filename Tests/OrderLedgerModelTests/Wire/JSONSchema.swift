/// The part of JSON Schema 2020-12 that the wire form's schema uses: type, const, enum, required,
/// properties, additionalProperties (false), items, oneOf, $ref to $defs, minimum, maximum,
/// minLength, maxLength. Patterns and formats are passed over, annotations mean nothing, and any
/// other keyword is a fault of the schema.
struct JSONSchema {
  let root: JSONValue

  private static let annotations: Set = [
    "$schema", "$defs", "title", "description", "default", "pattern", "format",
  ]

  /// The first fault of a value, with its place; `nil` for none.
  func fault(_ value: JSONValue, _ name: String) -> String? {
    check(value, .object(["$ref": .string("#/$defs/\(name)")]), "$")
  }

  /// The first fault of a value by the whole schema.
  func fault(_ value: JSONValue) -> String? { check(value, root, "$") }

  private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> String? {
    guard case .object(let keywords) = schema else { return "\(path): no schema" }
    for (keyword, argument) in keywords where !Self.annotations.contains(keyword) {
      if let fault = check(value, keyword, argument, schema, path) { return fault }
    }
    return nil
  }

  private func check(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue, _ schema: JSONValue,
    _ path: String
  ) -> String? {
    switch (keyword, argument) {
    case ("$ref", .string(let target)):
      let name = target.split(separator: "/").last.map(String.init) ?? ""
      guard let other = root["$defs"]?[name] else { return "no definition \(name)" }
      return check(value, other, path)
    case ("oneOf", .array(let choices)):
      let faults = choices.map { check(value, $0, path) }
      let count = faults.filter { $0 == nil }.count
      return count == 1 ? nil : "\(path): \(count) of oneOf; \(faults.compactMap(\.self))"
    case ("type", .string(let type)):
      return value.schemaType == type ? nil : "\(path): not \(type)"
    case ("const", _):
      return value == argument ? nil : "\(path): not the constant"
    case ("enum", .array(let values)):
      return values.contains(value) ? nil : "\(path): not in the enum"
    case ("items", _):
      guard case .array(let values) = value else { return nil }
      for (index, value) in values.enumerated() {
        if let fault = check(value, argument, "\(path)[\(index)]") { return fault }
      }
      return nil
    case ("required", _), ("properties", _), ("additionalProperties", .bool(false)):
      return checkFields(value, keyword, argument, schema, path)
    default:
      return checkBound(value, keyword, argument, path)
    }
  }

  private func checkFields(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue, _ schema: JSONValue,
    _ path: String
  ) -> String? {
    guard case .object(let fields) = value else { return nil }
    switch argument {
    case .array(let names):
      for case .string(let name) in names where fields[name] == nil {
        return "\(path): no \(name)"
      }
    case .object(let properties):
      for (name, field) in fields {
        guard let schema = properties[name] else { continue }
        if let fault = check(field, schema, "\(path).\(name)") { return fault }
      }
    default:
      for name in fields.keys where schema["properties"]?[name] == nil {
        return "\(path): additional \(name)"
      }
    }
    return nil
  }

  private func checkBound(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue, _ path: String
  ) -> String? {
    guard case .integer(let bound) = argument else { return "\(path): keyword \(keyword)" }
    switch (keyword, value) {
    case ("minimum", .integer(let number)):
      return number >= bound ? nil : "\(path): \(number) < \(bound)"
    case ("maximum", .integer(let number)):
      return number <= bound ? nil : "\(path): \(number) > \(bound)"
    case ("minLength", .string(let text)):
      return text.unicodeScalars.count >= bound ? nil : "\(path): too short"
    case ("maxLength", .string(let text)):
      return text.unicodeScalars.count <= bound ? nil : "\(path): too long"
    case ("minimum", _), ("maximum", _), ("minLength", _), ("maxLength", _): return nil
    default: return "\(path): keyword \(keyword)"
    }
  }
}

extension JSONValue {
  fileprivate var schemaType: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
