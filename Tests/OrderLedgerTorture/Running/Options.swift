import OrderLedger

/// What was asked for on the command line.
struct Options {
  var level: Level = .merge
  var tier: Tier?
  var control: Control?
  var seed = UInt64.random(in: 1...999_999_999)
  var count: Int?
  var index = 0
  var total = 1
  var jobs = 2
  var workload: String?
  /// Of a writer or racer: its ledger, its number and name.
  var ledger = ""
  var name = ""
  var first = 0
  /// Kills the process at this call of the VFS; 0 for never.
  var kill = 0

  init(_ arguments: some Sequence<String>) throws {
    var rest = Array(arguments)[...]
    while let word = rest.popFirst() {
      if let level = Level(rawValue: word) {
        self.level = level
        continue
      }
      if let tier = Tier(rawValue: word) {
        self.tier = tier
        continue
      }
      guard word.hasPrefix("--"), let value = rest.popFirst() else { throw Self.misuse(word) }
      try set(word, value)
    }
  }

  private mutating func set(_ option: String, _ value: String) throws {
    switch option {
    case "--seed": seed = try Self.number(value)
    case "--count": count = try Self.number(value)
    case "--jobs": jobs = try Self.number(value)
    case "--index": index = try Self.number(value)
    case "--total": total = try Self.number(value)
    case "--first": first = try Self.number(value)
    case "--kill": kill = try Self.number(value)
    case "--workload": workload = value
    case "--ledger": ledger = value
    case "--name": name = value
    case "--control":
      guard let control = Control(rawValue: value) else { throw Self.misuse(value) }
      self.control = control
    default: throw Self.misuse(option)
    }
  }

  private static func number<Number: FixedWidthInteger>(_ text: String) throws -> Number {
    guard let number = Number(text), number >= 0 else { throw misuse(text) }
    return number
  }

  private static func misuse(_ word: String) -> TortureError {
    TortureError(
      """
      '\(word)' is not understood. [merge|nightly|release] \
      [\(Tier.allCases.map(\.rawValue).joined(separator: "|"))] [--seed N] [--count N] [--jobs N] \
      [--control \(Control.allCases.map(\.rawValue).joined(separator: "|"))] [--workload FILE]
      """)
  }
}
