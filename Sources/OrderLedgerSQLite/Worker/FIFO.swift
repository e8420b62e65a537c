/// A queue of first come, first served. Appending and taking cost amortized O(1).
struct FIFO<Element> {
  private(set) var elements: [Element?] = []
  private var head = 0

  /// How many wait. Holes left by ``remove(where:)`` do not count.
  private(set) var count = 0

  mutating func append(_ element: Element) {
    elements.append(element)
    count += 1
  }

  /// Puts an element before all others. O(n) at worst.
  mutating func prepend(_ element: Element) {
    if head > 0 {
      head -= 1
      elements[head] = element
    } else {
      elements.insert(element, at: 0)
    }
    count += 1
  }

  mutating func popFirst() -> Element? {
    while head < elements.count {
      let element = elements[head]
      elements[head] = nil
      head += 1
      guard let element else { continue }
      count -= 1
      if head > 32, head * 2 > elements.count {
        elements.removeFirst(head)
        head = 0
      }
      return element
    }
    elements.removeAll(keepingCapacity: true)
    head = 0
    return nil
  }

  /// Takes the first element that matches out of the queue. O(n).
  mutating func remove(where matches: (Element) -> Bool) -> Element? {
    for index in head..<elements.count {
      guard let element = elements[index], matches(element) else { continue }
      elements[index] = nil
      count -= 1
      closeHoles()
      return element
    }
    return nil
  }

  /// Where nobody takes elements, those that go leave more holes than there are elements.
  private mutating func closeHoles() {
    guard elements.count > 32, elements.count > 2 * count else { return }
    elements = elements.filter { $0 != nil }
    head = 0
  }
}
