extension Outcome {
  /// One row for each contestant and phase; ratios are medians of the ratios round by round.
  var table: Table {
    let base = scenario.entries.first { entry in samples.contains { $0.entry == entry } }
    var table = Table(
      title: scenario.title,
      header: [
        "contestant", "phase", "ops/s", "× \(base?.peer.title ?? "base")", "CPU µs/op", "p50 µs",
        "p99 µs", "WAL pages/op", "ops/commit", "bytes/order",
      ])
    for entry in scenario.entries {
      table.rows += phases(entry).map { row(entry, $0, base) }
    }
    table.notes = [
      "Medians of \(scenario.rounds) interleaved rounds; ratios are medians of the rounds' ratios.",
      "\(fileSystem); \(flushesBefore.text) before, \(flushesAfter.text) after.",
    ]
    if disagreements.isEmpty, !samples.isEmpty {
      table.notes.append("All check lines agree: everyone did the same job.")
    }
    table.notes += disagreements.map { "NOT THE SAME JOB: \($0)" } + skipped
    return table
  }

  private func row(_ entry: Entry, _ phase: String, _ base: Entry?) -> [String] {
    let rate = median(.throughput, phase, entry)
    let byBase = base.flatMap { ratio(.throughput, phase, entry, $0) }
    var cells = [entry.title, phase, rate.map(grouped) ?? "–", compact(byBase)]
    for metric in [Metric.cpu, .p50, .p99, .walPages, .groupSize] {
      cells.append(compact(median(metric, phase, entry)))
    }
    cells.append(bytesPerOrder(entry).map(grouped) ?? "–")
    return cells
  }

  /// The phases that were measured, in their order.
  func phases(_ entry: Entry) -> [String] {
    let first = samples.first { $0.entry == entry }
    return (first?.lines ?? []).map(\.phase).filter { $0 != "check" }
  }

  /// The median over the rounds of one contestant's figure by another's.
  func ratio(_ metric: Metric, _ phase: String, _ entry: Entry, _ other: Entry) -> Double? {
    Statistics.medianRatio(figures(metric, phase, entry), figures(metric, phase, other))
  }
}
