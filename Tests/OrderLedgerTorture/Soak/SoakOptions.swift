/// `soak [--seconds N] [--pace N] [--control NAME]`
struct SoakOptions {
  /// Something that is planted, and has to be seen.
  enum Plant: String, CaseIterable {
    /// 256 bytes are kept of each command.
    case leak
    /// A file is opened every second and never closed.
    case descriptors
    /// A reader that never ends, so that the log can't start over.
    case reader
  }

  var seconds = 600
  /// Commands a second, of both ledgers together.
  var pace = 200
  var plant: Plant?

  init(_ arguments: some Sequence<String>) throws {
    var rest = Array(arguments)[...]
    while let word = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Self.misuse(word) }
      switch (word, Int(value)) {
      case ("--seconds", .some(let seconds)) where seconds >= 30: self.seconds = seconds
      case ("--pace", .some(let pace)) where pace > 0: self.pace = pace
      case ("--control", _):
        guard let plant = Plant(rawValue: value) else { throw Self.misuse(value) }
        self.plant = plant
      default: throw Self.misuse("\(word) \(value)")
      }
    }
  }

  private static func misuse(_ word: String) -> TortureError {
    TortureError(
      "'\(word)' is not understood. soak [--seconds N ≥ 30] [--pace N] "
        + "[--control \(Plant.allCases.map(\.rawValue).joined(separator: "|"))]")
  }
}
