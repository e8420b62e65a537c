/// A scenario that was run.
struct Outcome: Codable {
  let scenario: Scenario
  let fileSystem: String
  let flushesBefore: FlushRate
  var flushesAfter: FlushRate
  var samples: [Sample] = []
  /// Contestants that did not take part, each with the reason as a sentence.
  var skipped: [String] = []
  /// Contestants whose check line is not the others'.
  var disagreements: [String] = []

  /// Round by round, the figure of `entry`.
  func figures(_ metric: Metric, _ phase: String, _ entry: Entry) -> [Int: Double] {
    var figures: [Int: Double] = [:]
    for sample in samples where sample.entry == entry {
      figures[sample.round] = sample.line(phase).flatMap(metric.value)
    }
    return figures
  }

  func median(_ metric: Metric, _ phase: String, _ entry: Entry) -> Double? {
    Statistics.median(figures(metric, phase, entry).values)
  }

  /// The database's bytes for each order, after a checkpoint.
  func bytesPerOrder(_ entry: Entry) -> Double? {
    Statistics.median(
      samples.filter { $0.entry == entry }.compactMap { sample in
        let bytes = sample.lines.compactMap { $0.values["file_bytes"] }.max() ?? 0
        return bytes > 0 ? bytes / Double(scenario.orders) : nil
      })
  }
}
