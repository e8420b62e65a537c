import Testing

@testable import OrderLedgerSQLite

@Suite struct FIFOTests {
  @Test func `it behaves as an array does, whatever comes and goes`() {
    var generator = SystemRandomNumberGenerator()
    var queue = FIFO<Int>()
    var expected: [Int] = []
    for number in 0..<20_000 {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0...3:
        queue.append(number)
        expected.append(number)
      case 4:
        queue.prepend(number)
        expected.insert(number, at: 0)
      case 5, 6:
        let first = queue.popFirst()
        let expectedFirst = expected.isEmpty ? nil : expected.removeFirst()
        #expect(first == expectedFirst)
      default:
        let multiple = Int.random(in: 1..<50, using: &generator)
        let found = queue.remove { $0.isMultiple(of: multiple) }
        let index = expected.firstIndex { $0.isMultiple(of: multiple) }
        let expectedOne = index.map { expected.remove(at: $0) }
        #expect(found == expectedOne)
      }
      #expect(queue.count == expected.count)
    }
    var rest: [Int] = []
    while let element = queue.popFirst() { rest.append(element) }
    #expect(rest == expected)
  }

  /// Tasks that are cancelled while the writer is busy, and come again.
  @Test func `elements that leave out of turn leave no room behind`() {
    var queue = FIFO<Int>()
    for number in -10..<0 { queue.append(number) }
    for number in 0..<10_000 {
      queue.append(number)
      let removed = queue.remove { $0 == number }
      #expect(removed == number)
    }
    #expect(queue.count == 10)
    #expect(queue.elements.count <= 32)
    let first = queue.popFirst()
    #expect(first == -10)
  }
}
