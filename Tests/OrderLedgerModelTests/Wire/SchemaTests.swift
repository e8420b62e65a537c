import Foundation
import Testing

@testable import OrderLedgerModel

@Suite struct `The JSON Schema` {
  private let schema: JSONSchema

  init() throws {
    let file = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Docs/WireForm/order-ledger.schema.json")
    schema = JSONSchema(root: try JSONValue(parsing: Array(try Data(contentsOf: file))))
  }

  @Test func `fits every command that is written`() throws {
    for command in CommandSamples.all {
      let json = try JSONValue(parsing: command.json())
      #expect(schema.fault(json, command.action.name) == nil)
      #expect(schema.fault(json, "command") == nil)
      #expect(schema.fault(json) == nil)
    }
  }

  @Test func `fits every result and view that is written`() throws {
    for transaction in JournalSamples.all {
      let receipt = Receipt(transaction: transaction, replayed: true)
      #expect(schema.fault(try JSONValue(parsing: receipt.json()), "receiptResult") == nil)
      #expect(schema.fault(try JSONValue(parsing: receipt.json())) == nil)
    }
    for error in ErrorSamples.all {
      #expect(schema.fault(try JSONValue(parsing: error.json()), "errorResult") == nil)
      #expect(schema.fault(try JSONValue(parsing: error.json())) == nil)
    }
    let plan = Plan(
      command: CommandSamples.cancellations[1], basis: 2,
      transition: JournalSamples.header.transition, entries: JournalSamples.entries, order: nil,
      document: "c1", reason: "customer", note: nil,
      contact: nil)
    #expect(schema.fault(try JSONValue(parsing: plan.json())) == nil)
    #expect(schema.fault(try JSONValue(parsing: OrderSamples.order.json())) == nil)
  }

  @Test func `names the commands, their fields and the error codes as the code does`() throws {
    #expect(
      words(schema.root["$defs"]?["errorCode"]?["enum"]) == LedgerError.Code.allCases.map(\.name))
    guard case .array(let commands)? = schema.root["$defs"]?["command"]?["oneOf"] else {
      Issue.record("no list of commands")
      return
    }
    #expect(commands.count == Action.forms.count)
    for name in Action.forms.keys {
      // Asked by way of the refusal of a field that no command has.
      let error = #expect(throws: LedgerError.self) {
        try Command(json: #"{"command":"\#(name)","?":1}"#.utf8)
      }
      let fields = Set((error?.allowed ?? "").split(separator: ", ").map(String.init))
      guard case .object(let properties)? = schema.root["$defs"]?[name]?["properties"] else {
        Issue.record("no definition of \(name)")
        continue
      }
      #expect(Set(properties.keys) == fields)
    }
  }

  @Test func `refuses what the reader refuses for its shape`() throws {
    for command in CommandSamples.all {
      let json = try JSONValue(parsing: command.json())
      for leaf in json.leaves {
        var replacements: [JSONValue?] = [.null, .array([]), .number(1.5)]
        if case .string = leaf.value { replacements.append(.integer(1)) }
        if case .integer = leaf.value { replacements.append(.string("1")) }
        for replacement in replacements {
          let other = json.replacing(leaf.path, with: replacement)
          #expect(throws: LedgerError.self) { try Command(json: other.text) }
          #expect(schema.fault(other) != nil, "\(leaf.name)")
        }
        var path = leaf.path
        path[path.count - 1] = .key("colour")
        let other = json.replacing(path, with: .integer(1))
        guard other != json else { continue }
        #expect(throws: LedgerError.self) { try Command(json: other.text) }
        #expect(schema.fault(other) != nil, "\(leaf.name)")
      }
    }
  }

  @Test func `requires what the reader requires`() throws {
    for command in CommandSamples.all {
      let json = try JSONValue(parsing: command.json())
      for leaf in json.leaves {
        let other = json.replacing(leaf.path, with: nil)
        let isRead = (try? Command(json: other.text)) != nil
        #expect((schema.fault(other) == nil) == isRead, "\(command.action.name) \(leaf.name)")
      }
    }
  }

  @Test func `is refused by its reader when it uses a keyword that is not checked`() {
    let schema = JSONSchema(root: .object(["uniqueItems": .bool(true)]))
    #expect(schema.fault(.array([])) == "$: keyword uniqueItems")
  }

  private func words(_ list: JSONValue?) -> [String] {
    guard case .array(let values)? = list else { return [] }
    return values.compactMap { if case .string(let word) = $0 { word } else { nil } }
  }
}
