import OrderLedgerModel
import Testing

@Suite struct `Allocation over lines` {
  struct Case: Sendable, CustomTestStringConvertible {
    var total: Int64
    var weights: [Int64]
    var caps: [Int64]?
    var shares: [Int64]
    var testDescription: String { "\(total) over \(weights), caps \(caps ?? [])" }
  }

  static let cases = [
    Case(total: 1_000, weights: [1, 1, 1], shares: [334, 333, 333]),
    Case(total: 100, weights: [3_333, 3_333, 3_334], shares: [33, 33, 34]),
    // Largest remainder, not first come: 0.5, 0.75 and 0.75 of a unit.
    Case(total: 2, weights: [2, 3, 3], shares: [0, 1, 1]),
    Case(total: 5, weights: [0, 1, 0], shares: [0, 5, 0]),
    Case(total: 0, weights: [1, 2], shares: [0, 0]),
    Case(total: 0, weights: [], shares: []),
    // No weight at all: equal, one unit at a time from the first.
    Case(total: 5, weights: [0, 0, 0], shares: [2, 2, 1]),
    Case(total: 5, weights: [0, 0, 0], caps: [1, 9, 9], shares: [1, 2, 2]),
    // A full line's surplus goes to the others in proportion.
    Case(total: 100, weights: [50, 25, 25], caps: [20, 100, 100], shares: [20, 40, 40]),
    // Its remainder too, when it is exactly full.
    Case(total: 7, weights: [1, 1], caps: [3, 9], shares: [3, 4]),
    Case(total: 3, weights: [9, 1, 1], caps: [1, 1, 1], shares: [1, 1, 1]),
    // A line without weight takes only what no line with weight can.
    Case(total: 10, weights: [1, 0], caps: [7, 7], shares: [7, 3]),
    Case(total: 10, weights: [0, 1], caps: [9, 10], shares: [0, 10]),
    Case(total: 10, weights: [5, 5], caps: [0, 10], shares: [0, 10]),
    Case(total: .max, weights: [1, 1], shares: [Int64.max / 2 + 1, Int64.max / 2]),
    Case(total: .max, weights: [.max - 1, 1], shares: [.max - 1, 1]),
    Case(total: .max, weights: [1], caps: [.max], shares: [.max]),
    // The caps add up to more than 64 bits.
    Case(
      total: .max, weights: [1, 1, 1], caps: [.max, .max, .max],
      shares: [.max / 3 + 1, .max / 3, .max / 3]),
    Case(total: .min, weights: [1], shares: [.min]),
    Case(total: .min, weights: [1, 1], shares: [.min / 2, .min / 2]),
    Case(total: .min, weights: [0, 0, 1], caps: [1, 0, .max], shares: [-1, 0, .min + 1]),
  ]

  @Test(arguments: cases)
  func `shares follow weights, caps and positions`(example: Case) throws {
    #expect(
      try Allocation.allocate(example.total, weights: example.weights, caps: example.caps)
        == example.shares)
  }

  @Test(arguments: cases.filter { $0.total > .min })
  func `a negative total mirrors the positive one`(example: Case) throws {
    #expect(
      try Allocation.allocate(-example.total, weights: example.weights, caps: example.caps)
        == example.shares.map { -$0 })
  }

  @Test func `what can't be shared out is refused`() {
    typealias Input = (total: Int64, weights: [Int64], caps: [Int64]?, error: MoneyError)
    let inputs: [Input] = [
      (1, [], nil, .insufficientRoom(total: 1, room: 0)),
      (10, [1, 1], [4, 5], .insufficientRoom(total: 10, room: 9)),
      (-10, [1, 1], [4, 5], .insufficientRoom(total: -10, room: 9)),
      (.min, [1], [.max], .insufficientRoom(total: .min, room: .max)),
      (1, [1, 1], [1], .capCountMismatch(found: 1, expected: 2)),
      (1, [1, -1], nil, .negativeWeight(position: 1)),
      (0, [.min], nil, .negativeWeight(position: 0)),
      (1, [1, 1], [1, -1], .negativeCap(position: 1)),
      (1, [.max, 1], nil, .overflow),
    ]
    for input in inputs {
      #expect(throws: input.error) {
        try Allocation.allocate(input.total, weights: input.weights, caps: input.caps)
      }
    }
  }

  @Test func `a buffer is used again, and kept on an error`() throws {
    var shares: [Int64] = [9, 9, 9, 9]
    try Allocation.allocate(3, weights: [1, 1], into: &shares)
    #expect(shares == [2, 1])
    #expect(throws: MoneyError.self) {
      try Allocation.allocate(3, weights: [-1], into: &shares)
    }
    #expect(shares == [2, 1])
  }
}
