import Foundation
import Logging
import OrderLedger
import Testing

@testable import OrderLedgerTorture

/// T12: what hostile texts are put into, and how it is noticed that one did not come back.
@Suite struct HostileTextTests {
  @Test func `every text of every command in the schema is attacked`() throws {
    let schema = try WireSchema()
    let objects = try CompleteCommands.all().map { try JSONSerialization.jsonObject(with: $0) }
    var found: [String: Set<String>] = [:]
    for number in StringsTier.richest(objects) {
      let paths = TextPath.all(in: objects[number])
      let name = try #require(
        paths.first { $0.form == "command" }?.text(in: objects[number]))
      found[name] = Set(paths.map(\.form))
    }
    #expect(Set(found.keys) == Set(schema.commands))
    for name in schema.commands {
      let texts = schema.texts(of: name)
      #expect(texts.count > 3, "\(name)")
      #expect(found[name] == texts, "\(name)")
    }
  }

  @Test func `the commands that are attacked can be carried out, a transaction each`() async throws
  {
    let place = try Workplace()
    let ledger = try await Ledger(path: place.ledger)
    let lines = try CompleteCommands.all()
    for line in lines {
      let answer = try await ledger.perform(LedgerRequest(json: line))
      #expect(answer.firstRefusal == nil)
    }
    #expect(try await ledger.head().sequence == Int64(lines.count))
    #expect(try await ledger.verify().isSound)
    await ledger.close()
    place.clear()
  }

  @Test(arguments: [0, 10, 1_000]) func `all known texts are among those that are tried`(count: Int)
  {
    var dice = Dice(seed: 1)
    let texts = HostileText.all(count, &dice)
    #expect(texts.count == max(count, HostileText.known.count))
    // As bytes: some of them are equal to Swift.
    #expect(
      texts.prefix(HostileText.known.count).map { Array($0.utf8) }
        == HostileText.known.map { Array($0.utf8) })
  }

  @Test(arguments: [("e\u{301}", true), ("\u{E9}", false), ("e", false)])
  func `a note that comes back in other bytes is noticed`(text: String, isSame: Bool) async throws {
    let cancel = CancelOrder(
      order: "gone", cancellation: "gone-1", reason: "customer", note: "e\u{301}")
    let end = try await end(
      of: .command(Command(.cancelOrder(cancel))), field: "note", text: text)
    #expect((end is TortureError) == !isSame)
    #expect((end as? HostileTrial.Undo)?.notes == (isSame ? 1 : nil))
  }

  @Test func `contact data are read back`() async throws {
    let set = SetContact(customer: "cust-9", contact: Contact(name: "A", phone: "1"))
    let end = try await end(of: .command(Command(.setContact(set))), field: "phone", text: "1")
    #expect((end as? HostileTrial.Undo)?.contacts == 1)
  }

  @Test func `a path leads to its text and to no other`() throws {
    let value = try JSONSerialization.jsonObject(
      with: Data(#"{"a":[{"b":"x"},{"b":"y","c":1}],"d":"z"}"#.utf8))
    let paths = TextPath.all(in: value)
    #expect(paths.map(\.description) == ["a.0.b", "a.1.b", "d"])
    #expect(paths.map(\.form) == ["a[].b", "a[].b", "d"])
    #expect(paths.map(\.field) == ["b", "b", "d"])
    let changed = paths[1].replacing(in: value, with: "new")
    #expect(paths.map { $0.text(in: changed) } == ["x", "new", "z"])
    #expect(paths[1].text(in: ["a": ["x"]]) == nil)
  }

  @Test func `what is logged is kept until it is asked for`() {
    let log = CapturedLog()
    var handler = CapturingLogHandler(log)
    handler.metadata = ["file": "ledger.sqlite"]
    handler.log(
      event: LogEvent(
        level: .warning, message: "It failed.", metadata: ["error": "it says 'private'"],
        source: nil, file: #fileID, function: #function, line: #line))
    #expect(log.take() == ["It failed. file=ledger.sqlite error=it says 'private'"])
    #expect(log.take() == [])
  }

  /// How a trial of a request ends, in a ledger that has the order `gone`.
  private func end(
    of request: LedgerRequest, field: String, text: String
  ) async throws -> (any Error)? {
    let place = try Workplace()
    let ledger = try await Ledger(path: place.ledger)
    for command in Shopper.opening { try await ledger.perform(command) }
    let line = PlaceOrder.Line(
      line: "A", sku: "MUG", quantity: 1, unitPrice: 100, location: "LON")
    try await ledger.perform(
      Command(.placeOrder(PlaceOrder(order: "gone", currency: .gbp, lines: [line]))))
    let trial = HostileTrial(request: request, field: field, text: text)
    var end: (any Error)?
    do {
      try await ledger.write { transaction in try trial.run(in: transaction) }
    } catch {
      end = error
    }
    #expect(try await ledger.head().sequence == 3)
    await ledger.close()
    place.clear()
    return end
  }
}
