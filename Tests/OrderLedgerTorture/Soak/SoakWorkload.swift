import Foundation
import OrderLedger

/// The standard workload over and over on one ledger: each round has names of its own, so that it does
/// everything again.
struct SoakWorkload {
  /// The fields whose texts are names of something that a round makes.
  private static let names: Set<String> = [
    "order", "payment", "refund", "cancellation", "attempt", "fulfillment", "return", "inspection",
    "hold", "holds", "account", "dispute", "key", "reference", "replaces", "customer", "sku",
    "location", "giftCard",
  ]

  /// The commands in the wire form.
  private let lines: [Data]

  init() throws {
    let encoder = JSONEncoder()
    lines = try Workload.standard.map { try encoder.encode($0) }
  }

  var count: Int { lines.count }

  /// - Parameter first: the sequence number of the round's first journal transaction.
  func command(_ number: Int, round: Int, first: Int64) throws -> Command {
    var object = try object(number)
    switch object["command"] as? String {
    // The adjustment that begins the round.
    case "reverse": object["seq"] = first
    // Each closes a little more.
    case "closePeriod":
      object["through"] = "\(Timestamp(microseconds: 1_700_000_000_000_000 + Int64(round)))"
    default: break
    }
    return try Self.command(object, "-\(round)")
  }

  /// A command that needs no more to be another one than other names.
  func command(_ number: Int, suffix: String) throws -> Command {
    try Self.command(object(number), suffix)
  }

  private func object(_ number: Int) throws -> [String: Any] {
    let read = try JSONSerialization.jsonObject(with: lines[number])
    guard let object = read as? [String: Any] else { throw TortureError("no object") }
    return object
  }

  private static func command(_ object: [String: Any], _ suffix: String) throws -> Command {
    try Command(json: JSONSerialization.data(withJSONObject: rename(object, suffix)))
  }

  private static func rename(_ object: [String: Any], _ suffix: String) -> [String: Any] {
    var renamed = object
    let isBalance = ["giftCard", "storeCredit"].contains(object["kind"] as? String)
    for (name, value) in object {
      switch value {
      case let text as String where names.contains(name) || (isBalance && name == "name"):
        renamed[name] = text + suffix
      case let inner as [String: Any]: renamed[name] = rename(inner, suffix)
      case let list as [Any]:
        renamed[name] = list.map { element -> Any in
          if let inner = element as? [String: Any] { return rename(inner, suffix) }
          if let text = element as? String, names.contains(name) { return text + suffix }
          return element
        }
      default: break
      }
    }
    return renamed
  }
}
