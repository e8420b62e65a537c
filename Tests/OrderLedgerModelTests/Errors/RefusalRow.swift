import OrderLedgerModel
import Testing

/// A command that is refused: what was before, what is asked for, and what the answer has to say.
struct RefusalRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let before: [Action]
  let event: Action
  let expectedVersion: Int64?
  let hasKey: Bool
  /// `code | subject | found | allowed`, without what the error leaves out.
  let answer: String

  init(
    _ name: String, before: [Action] = [], _ event: Action, version: Int64? = nil,
    hasKey: Bool = true, _ answer: String
  ) {
    testDescription = name
    self.before = before
    self.event = event
    expectedVersion = version
    self.hasKey = hasKey
    self.answer = answer
  }

  func check() throws {
    var shop = ModelShop()
    for action in Sample.stock + before { try shop.perform(action) }
    let command = Command(event, key: hasKey ? "key" : nil, expectedVersion: expectedVersion)
    let sequence = shop.sequence
    let error = #expect(throws: LedgerError.self) { try shop.perform(command) }
    #expect(error?.line == answer)
    #expect(shop.sequence == sequence)
  }
}

extension LedgerError {
  /// `code | subject | found | allowed`.
  var line: String {
    let parts = [code.rawValue, subject?.description, found, allowed]
    return parts.compactMap(\.self).joined(separator: " | ")
  }
}

extension Action {
  /// The sample order with its first line changed.
  static func placeLine(_ change: (inout PlaceOrder.Line) -> Void) -> Action {
    var line = Sample.mugs
    change(&line)
    return .placeOrder(Sample.order(lines: [line]))
  }

  /// The sample order, changed.
  static func place(changing change: (inout PlaceOrder) -> Void) -> Action {
    var order = Sample.order()
    change(&order)
    return .placeOrder(order)
  }
}
