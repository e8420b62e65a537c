import OrderLedgerModel
import Testing

@testable import OrderLedger

@Suite struct MatchingTests {
  @Test func `an untouched line of exactly that quantity comes first, the latest such`() throws {
    let plan = try Planning(
      Planning.rows(
        "01 1 10000 5 1.00 7", "02 2 10000 5 1.00 7", "03 3 10000 9 1.00 7",
        "04 C4 10000 -5 1.00 7", "05 C5 10000 -5 1.00 7", "06 C6 10000 -5 1.00 7"))
    #expect(
      plan.outcomes == [
        "4 accepted: wholeLine: 5 of 2/2", "5 accepted: wholeLine: 5 of 1/1",
        "6 accepted: partLine: 5 of 3/3",
      ])
  }

  @Test func `else the latest line with room, else several, latest first`() throws {
    let plan = try Planning(
      Planning.rows(
        "01 1 10000 6 1.00 7", "02 2 10000 4 1.00 7", "03 C3 10000 -3 1.00 7",
        "04 C4 10000 -6 1.00 7", "05 C5 10000 -1 1.00 7"))
    #expect(
      plan.outcomes == [
        "3 accepted: partLine: 3 of 2/2", "4 accepted: wholeLine: 6 of 1/1",
        "5 accepted: partLine: 1 of 2/2",
      ])
    let spread = try Planning(
      Planning.rows("01 1 10000 6 1.00 7", "02 2 10000 4 1.00 7", "03 C3 10000 -8 1.00 7"))
    #expect(spread.outcomes == ["3 accepted: spread: 4 of 2/2; 4 of 1/1"])
    #expect(spread.summary.cancellations.orders == 2)
    #expect(spread.summary.refunded == 800)
  }

  @Test func `an over-cancel is refused whole and takes nothing`() throws {
    let plan = try Planning(
      Planning.rows("01 1 10000 6 1.00 7", "02 C2 10000 -7 1.00 7", "03 C3 10000 -6 1.00 7"))
    #expect(
      plan.outcomes == ["2 overCancel: 7 asked, 6 left", "3 accepted: wholeLine: 6 of 1/1"])
  }

  @Test func `another customer, code or price is no sale, and neither is a later one`() throws {
    let plan = try Planning(
      Planning.rows(
        "01 C1 10000 -1 1.00 7", "02 2 10000 6 1.00 7", "03 C3 10000 -1 1.10 7",
        "04 C4 10000 -1 1.00 8", "05 C5 10001 -1 1.00 7", "06 C6 10000 -1 1.00",
        "07 C7 POST -1 1.00 7"))
    #expect(
      plan.outcomes == [
        "1 noSale: neverBought", "3 noSale: otherPrice", "4 noSale: neverBought",
        "5 noSale: neverBought", "6 noSale: noCustomer",
        "7 notItem: cancellation of what is no item",
      ])
  }

  @Test func `one line that a document cancels twice is one entry`() throws {
    let plan = try Planning(
      Planning.rows("01 1 10000 6 1.00 7", "02 C2 10000 -2 1.00 7", "02 C2 10000 -1 1.00 7"))
    let cancels = plan.commands.compactMap { command -> CancelOrder? in
      if case .cancelOrder(let cancel) = command.action { cancel } else { nil }
    }
    #expect(cancels.map(\.lines) == [[CancelOrder.Line(line: "1", quantity: 3)]])
  }

  /// Random small histories against a matcher that follows the rule's words on a list.
  @Test(arguments: 0..<60)
  func `the index decides as a plain list does`(seed: UInt64) throws {
    var generator = SplitMix(state: seed)
    var list: [PlainSale] = []
    var rows: [String] = []
    var expected: [String] = []
    for number in 1...60 {
      let minute = number <= 10 ? "0\(number - 1)" : "\(number - 1)"
      let code = "1000\(Int.random(in: 0...1, using: &generator))"
      let price = "\(Int.random(in: 1...2, using: &generator)).00"
      let customer = "\(Int.random(in: 7...8, using: &generator))"
      let units = Int64.random(in: 1...5, using: &generator)
      if Bool.random(using: &generator) {
        rows.append("\(minute) \(number) \(code) \(units) \(price) \(customer)")
        list.append(PlainSale(key: "\(code) \(price) \(customer)", row: number, sold: units))
      } else {
        rows.append("\(minute) C\(number) \(code) -\(units) \(price) \(customer)")
        let found = PlainSale.cancel(units, "\(code) \(price) \(customer)", in: &list)
        expected.append("\(number) \(found)")
      }
    }
    let plan = try Planning(rows.map { Planning.rows($0) }.joined())
    let found = plan.outcomes.map { text in
      text.replacing("otherPrice", with: "none").replacing("neverBought", with: "none")
    }
    #expect(found == expected)
    #expect(plan.audit.lowest >= 0)
  }
}

/// A sale in the plain matcher.
private struct PlainSale {
  let key: String
  let row: Int
  let sold: Int64
  var left: Int64

  init(key: String, row: Int, sold: Int64) {
    (self.key, self.row, self.sold, left) = (key, row, sold, sold)
  }

  static func cancel(_ units: Int64, _ key: String, in list: inout [PlainSale]) -> String {
    let places = list.indices.reversed().filter { list[$0].key == key }
    if places.isEmpty { return "noSale: none" }
    func take(_ place: Int, _ units: Int64) -> String {
      list[place].left -= units
      return "\(units) of \(list[place].row)/\(list[place].row)"
    }
    if let place = places.first(where: { list[$0].left == units && list[$0].sold == units }) {
      return "accepted: wholeLine: \(take(place, units))"
    }
    if let place = places.first(where: { list[$0].left >= units }) {
      return "accepted: partLine: \(take(place, units))"
    }
    let left = places.reduce(0) { $0 + list[$1].left }
    if left < units { return "overCancel: \(units) asked, \(left) left" }
    var missing = units
    var hits: [String] = []
    for place in places where missing > 0 && list[place].left > 0 {
      let part = min(missing, list[place].left)
      hits.append(take(place, part))
      missing -= part
    }
    return "accepted: spread: " + hits.joined(separator: "; ")
  }
}

/// SplitMix64: https://prng.di.unimi.it/splitmix64.c
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
