/// What sort of JSON value stands somewhere, for errors that say what was found.
///
/// `Decoder` has no such question, so the sorts are tried. Only done once something is wrong.
enum WireShape {
  static let object = "an object"
  static let list = "an array"

  static func name(
    of key: WireKey, in container: KeyedDecodingContainer<WireKey>
  ) -> String {
    if (try? container.decodeNil(forKey: key)) == true { return "null" }
    if (try? container.decode(String.self, forKey: key)) != nil { return "a string" }
    if (try? container.decode(Bool.self, forKey: key)) != nil { return "a boolean" }
    if (try? container.decode(Double.self, forKey: key)) != nil {
      return (try? container.decode(Int64.self, forKey: key)) != nil
        ? "an integer" : "a number that is no integer of 64 bits"
    }
    if (try? container.nestedUnkeyedContainer(forKey: key)) != nil { return list }
    return object
  }

  /// What stands at the list's position.
  static func name(of container: inout any UnkeyedDecodingContainer) -> String {
    if (try? container.decodeNil()) == true { return "null" }
    if (try? container.decode(String.self)) != nil { return "a string" }
    if (try? container.decode(Bool.self)) != nil { return "a boolean" }
    if (try? container.decode(Double.self)) != nil { return "a number" }
    return list
  }
}
