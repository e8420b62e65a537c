import Foundation

/// The committed instruction counts.
struct Thresholds: Codable, Equatable {
  /// What they were measured with, for people.
  var measuredWith: String
  var operations: [Operation]

  /// One operation's count and how far a figure may be from it.
  struct Operation: Codable, Equatable {
    let operation: String
    let instructions: Int
    let tolerancePercent: Double
  }

  /// What a figure means beside its threshold.
  enum Verdict: String, Codable {
    case within
    case above
    case below
    /// There is no threshold for it.
    case new
  }

  static func read(_ path: String) throws -> Thresholds {
    do {
      return try JSONDecoder().decode(
        Thresholds.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    } catch { throw Failure("\(path) can't be read as instruction counts: \(error)") }
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(self)
    data.append(UInt8(ascii: "\n"))
    try data.write(to: URL(fileURLWithPath: path))
  }

  func operation(_ name: String) -> Operation? { operations.first { $0.operation == name } }

  /// Judges `instructions` of the operation `name`.
  func verdict(_ name: String, _ instructions: Int) -> Verdict {
    guard let threshold = operation(name) else { return .new }
    let allowed = Double(threshold.instructions) * threshold.tolerancePercent / 100
    let difference = Double(instructions - threshold.instructions)
    if difference > allowed { return .above }
    return difference < -allowed ? .below : .within
  }
}
