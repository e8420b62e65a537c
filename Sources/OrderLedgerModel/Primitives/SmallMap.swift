/// A dictionary that is mostly small: up to sixteen entries are looked through one by one, which
/// costs less than hashing the text of one key; from then on there is an index.
///
/// Used by other modules only through functions of this one that name the types: generic code is not
/// specialised across modules unless it is public, and unspecialised this costs more than it saves.
package struct SmallMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  // Apart, because to compare an element of an array with two fields copies both.
  private var keys: [Key] = []
  private var values: [Value] = []
  private var index: [Key: Int]?

  package init() {}

  package init(_ dictionary: [Key: Value]) {
    for (key, value) in dictionary { self[key] = value }
  }

  package subscript(key: Key) -> Value? {
    get { place(of: key).map { values[$0] } }
    set {
      switch (place(of: key), newValue) {
      case (let place?, let value?): values[place] = value
      case (nil, let value?): append(key, value)
      case (let place?, nil): remove(at: place)
      case (nil, nil): break
      }
    }
  }

  private func place(of key: Key) -> Int? {
    if let index { return index[key] }
    for place in keys.indices where keys[place] == key { return place }
    return nil
  }

  private mutating func append(_ key: Key, _ value: Value) {
    if keys.isEmpty { reserve() }
    index?[key] = keys.count
    keys.append(key)
    values.append(value)
    if index == nil, keys.count > 16 { makeIndex() }
  }

  /// Room for the places that most orders have.
  private mutating func reserve() {
    keys.reserveCapacity(4)
    values.reserveCapacity(4)
  }

  private mutating func remove(at place: Int) {
    keys.remove(at: place)
    values.remove(at: place)
    if index != nil { makeIndex() }
  }

  private mutating func makeIndex() {
    var index: [Key: Int] = [:]
    for (place, key) in keys.enumerated() { index[key] = place }
    self.index = index
  }
}
