/// The growth suite on one medium.
struct GrowthOutcome: Codable {
  let medium: Medium
  let rounds: Int
  let fileSystem: String
  let flushesBefore: FlushRate
  var flushesAfter: FlushRate
  var samples: [GrowthSample] = []
  /// What did not work, each as a sentence.
  var notes: [String] = []

  /// The sizes that were measured, smallest first.
  var sizes: [Int] { Set(samples.map(\.orders)).sorted() }

  /// The phases that were measured, in their order.
  var phases: [String] {
    var seen: [String] = []
    for line in samples.flatMap(\.lines) where line.phase != "check" && !seen.contains(line.phase) {
      seen.append(line.phase)
    }
    return seen
  }

  /// Round by round, the figure of `phase` at `size` orders.
  func figures(_ metric: Metric, _ phase: String, _ size: Int) -> [Int: Double] {
    collect(size) { sample in
      sample.lines.first { $0.phase == phase }.flatMap(metric.value)
    }
  }

  func median(_ metric: Metric, _ phase: String, _ size: Int) -> Double? {
    Statistics.median(figures(metric, phase, size).values)
  }

  /// Round by round, the most memory that was resident at the end of `phase`, in bytes, where the
  /// peer says it.
  func peaks(_ phase: String, _ size: Int) -> [Int: Double] {
    collect(size) { sample in
      sample.lines.first { $0.phase == phase }?.values["peak_kb"].map { $0 * 1_024 }
    }
  }

  /// The database's bytes for each order, after a checkpoint.
  func bytesPerOrder(_ size: Int) -> Double? {
    Statistics.median(
      Array(
        collect(size) { sample in
          let bytes = sample.lines.compactMap { $0.values["file_bytes"] }.max() ?? 0
          return bytes > 0 ? bytes / Double(size) : nil
        }.values))
  }

  private func collect(_ size: Int, _ figure: (GrowthSample) -> Double?) -> [Int: Double] {
    var figures: [Int: Double] = [:]
    for sample in samples where sample.orders == size { figures[sample.round] = figure(sample) }
    return figures
  }
}
