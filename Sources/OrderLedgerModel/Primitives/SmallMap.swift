/// A dictionary that is mostly small: up to sixteen entries are looked through one by one, which
/// costs less than hashing the text of one key; from then on there is an index.
package struct SmallMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  package var entries: [(key: Key, value: Value)] = []
  package var index: [Key: Int]?

  @inlinable package init() {}

  @inlinable package init(_ dictionary: [Key: Value]) {
    for (key, value) in dictionary { self[key] = value }
  }

  @inlinable package var count: Int { entries.count }

  @inlinable package subscript(key: Key) -> Value? {
    get { place(of: key).map { entries[$0].value } }
    set {
      switch (place(of: key), newValue) {
      case (let place?, let value?): entries[place].value = value
      case (nil, let value?): append(key, value)
      case (let place?, nil): remove(at: place)
      case (nil, nil): break
      }
    }
  }

  @inlinable package mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    index = nil
  }

  @inlinable package func place(of key: Key) -> Int? {
    if let index { return index[key] }
    for place in entries.indices where entries[place].key == key { return place }
    return nil
  }

  @inlinable package mutating func append(_ key: Key, _ value: Value) {
    index?[key] = entries.count
    entries.append((key, value))
    if index == nil, entries.count > 16 { makeIndex() }
  }

  @inlinable package mutating func remove(at place: Int) {
    entries.remove(at: place)
    if index != nil { makeIndex() }
  }

  @inlinable package mutating func makeIndex() {
    var index: [Key: Int] = [:]
    for (place, entry) in entries.enumerated() { index[entry.key] = place }
    self.index = index
  }
}
