import Foundation
import OrderLedger
import OrderLedgerRawDatabase

/// T12: hostile texts in every text of every command.
///
/// A text is refused with a typed error, or it comes back byte for byte from the journal. No error's
/// description repeats it, and the schema stays what it was.
struct StringsTier {
  private struct Undo: Error {}

  private let part: Part
  private let place: Workplace
  private var texts: [String] = []
  private var fields = 0
  private var refused = 0
  private var kept = 0
  private var turnedDown = 0

  static func run(_ part: Part) async throws {
    var tier = StringsTier(part: part, place: try Workplace())
    var dice = Dice(seed: part.seed)
    tier.texts = HostileText.all(part.count, &dice).enumerated()
      .filter { $0.offset % part.total == part.index }.map(\.element)
    try await tier.run()
  }

  private init(part: Part, place: Workplace) {
    self.part = part
    self.place = place
  }

  private mutating func run() async throws {
    var configuration = LedgerConfiguration()
    configuration.durability = .mayLoseLastCommits
    let ledger = try await Ledger(path: place.ledger, configuration: configuration)
    let schema = try Self.schema(place)
    var seen: Set<String> = []
    for command in part.workload {
      if seen.insert(command.action.name).inserted { try await attack(command, ledger) }
      try await ledger.perform(command)
    }
    let report = try await ledger.verify()
    if !report.isSound { part.fail("\(report)") }
    await ledger.close()
    if try Self.schema(place) != schema { part.fail("the schema has changed") }
    part.count("texts", texts.count)
    if part.index == 0 { part.count("fields", fields) }
    part.count("refused as malformed", refused)
    part.count("turned down by the ledger", turnedDown)
    part.count("kept byte for byte", kept)
  }

  private static func schema(_ place: Workplace) throws -> [[String]] {
    try RawDatabase(place.ledger, makesFile: false)
      .query("SELECT type, name, tbl_name, sql FROM sqlite_schema")
  }

  private mutating func attack(_ command: Command, _ ledger: Ledger) async throws {
    let object = try JSONSerialization.jsonObject(with: Data(command.json()))
    for path in Self.paths(object) {
      fields += 1
      for text in texts { try await attack(object, path, text, ledger) }
    }
  }

  private mutating func attack(
    _ object: Any, _ path: [PathPart], _ text: String, _ ledger: Ledger
  ) async throws {
    let changed = Self.replacing(object, path[...], with: text)
    let bytes = [UInt8](try JSONSerialization.data(withJSONObject: changed))
    let what = "\(path.map { "\($0)" }.joined(separator: ".")) '\(text.prefix(40))'"
    let command: Command
    do throws(LedgerError) { command = try Command(json: bytes) } catch {
      refused += 1
      check(error, text, what)
      return
    }
    do {
      guard try Command(json: command.json()) == command else {
        return part.fail("\(what): another command after a round trip")
      }
      try await ledger.write { transaction in
        let receipt = try transaction.perform(command)
        let found = try transaction.transaction(receipt.transaction.header.sequence)
        guard receipt.replayed || found == receipt.transaction else {
          throw TortureError("another transaction than was written")
        }
        throw Undo()
      }
    } catch is Undo {
      kept += 1
    } catch let error as LedgerError {
      turnedDown += 1
      if error.code.category == .database { part.fail("\(what): \(error.detailedDescription)") }
      check(error, text, what)
    } catch {
      part.fail("\(what): \(error)")
    }
  }

  /// What is written to logs must not hold what customers wrote.
  private func check(_ error: LedgerError, _ text: String, _ what: String) {
    if text.utf8.count > 12, error.description.contains(text) {
      part.fail("\(what): the error repeats it")
    }
  }

  enum PathPart: CustomStringConvertible {
    case field(String)
    case element(Int)

    var description: String {
      switch self {
      case .field(let name): name
      case .element(let index): "\(index)"
      }
    }
  }

  /// The places of all texts.
  private static func paths(_ value: Any) -> [[PathPart]] {
    if value is String { return [[]] }
    if let object = value as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { name, value in
        paths(value).map { [.field(name)] + $0 }
      }
    }
    if let array = value as? [Any] {
      return array.enumerated().flatMap { index, value in
        paths(value).map { [.element(index)] + $0 }
      }
    }
    return []
  }

  private static func replacing(
    _ value: Any, _ path: ArraySlice<PathPart>, with text: String
  ) -> Any {
    guard let first = path.first else { return text }
    switch first {
    case .field(let name):
      guard var object = value as? [String: Any], let inner = object[name] else { return value }
      object[name] = replacing(inner, path.dropFirst(), with: text)
      return object
    case .element(let index):
      guard var array = value as? [Any] else { return value }
      array[index] = replacing(array[index], path.dropFirst(), with: text)
      return array
    }
  }
}
