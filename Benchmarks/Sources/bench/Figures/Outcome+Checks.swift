extension Outcome {
  /// What of every check line must be the same in all of them.
  private static let checked = ["orders", "cancelled", "refunded", "reserved", "available"]

  /// Who did not do the same job as the first: the figures of the check lines that differ, or a
  /// check line that is not there.
  static func disagreements(_ samples: [Sample]) -> [String] {
    guard let first = samples.lazy.compactMap({ $0.line("check") }).first else {
      return samples.isEmpty ? [] : ["No contestant printed a check line."]
    }
    return samples.compactMap { sample in
      let name = "\(sample.entry.title), round \(sample.round)"
      guard let check = sample.line("check") else { return "\(name): no check line." }
      let differing = checked.filter {
        first.values[$0] == nil || check.values[$0] != first.values[$0]
      }
      guard !differing.isEmpty else { return nil }
      let figures = differing.map { key in
        "\(key) \(grouped(check.values[key] ?? .nan)) instead of \(grouped(first.values[key] ?? .nan))"
      }
      return "\(name): \(figures.joined(separator: ", "))."
    }
  }
}
