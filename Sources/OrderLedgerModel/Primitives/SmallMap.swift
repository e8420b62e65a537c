/// A dictionary that is mostly small: up to sixteen entries are looked through one by one, which
/// costs less than hashing the text of one key; from then on there is an index.
///
/// Used by other modules only through functions of this one that name the types: generic code is not
/// specialised across modules unless it is public, and unspecialised this costs more than it saves.
package struct SmallMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private var entries: [(key: Key, value: Value)] = []
  private var index: [Key: Int]?

  package init() {}

  package init(_ dictionary: [Key: Value]) {
    for (key, value) in dictionary { self[key] = value }
  }

  package subscript(key: Key) -> Value? {
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

  private func place(of key: Key) -> Int? {
    if let index { return index[key] }
    for place in entries.indices where entries[place].key == key { return place }
    return nil
  }

  private mutating func append(_ key: Key, _ value: Value) {
    index?[key] = entries.count
    entries.append((key, value))
    if index == nil, entries.count > 16 { makeIndex() }
  }

  private mutating func remove(at place: Int) {
    entries.remove(at: place)
    if index != nil { makeIndex() }
  }

  private mutating func makeIndex() {
    var index: [Key: Int] = [:]
    for (place, entry) in entries.enumerated() { index[entry.key] = place }
    self.index = index
  }
}
