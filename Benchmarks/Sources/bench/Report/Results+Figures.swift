extension Results {
  /// A ratio of two contestants that ran interleaved on disk, from the scenario with the most
  /// operations: in memory a flush costs nothing, so what FULL costs is not seen there.
  func ratio(_ metric: Metric, _ phase: String, _ entry: Entry, _ other: Entry) -> Double? {
    let ordered = outcomes.filter { $0.scenario.medium == .disk }.sorted {
      $0.scenario.rounds * $0.scenario.orders > $1.scenario.rounds * $1.scenario.orders
    }
    return ordered.lazy.compactMap { $0.ratio(metric, phase, entry, other) }.first
  }

  /// CPU of a preview by that of a cancel, at the smallest size of the growth suite.
  var previewByCancel: Double? {
    growth.lazy.compactMap { outcome in
      guard let size = outcome.sizes.first else { return nil }
      return Statistics.medianRatio(
        outcome.figures(.cpu, "preview", size), outcome.figures(.cpu, "cancel", size))
    }.first
  }

  /// How much dearer a phase is at a million orders than at ten thousand.
  func growth(_ phase: String) -> Double? {
    growth.lazy.compactMap { outcome in
      guard outcome.sizes.contains(10_000), outcome.sizes.contains(1_000_000) else { return nil }
      return Statistics.medianRatio(
        outcome.figures(.cpu, phase, 1_000_000), outcome.figures(.cpu, phase, 10_000))
    }.first
  }

  /// Entries per second of a full verification of the biggest ledger.
  var verifyRate: Double? {
    growth.lazy.compactMap { outcome in
      outcome.sizes.last.flatMap { outcome.median(.throughput, "verify", $0) }
    }.first
  }

  /// Peak memory of verifying the biggest ledger by that of the smallest.
  var verifyMemory: Double? {
    growth.lazy.compactMap { outcome in
      guard let small = outcome.sizes.first, let big = outcome.sizes.last, small < big else {
        return nil
      }
      return Statistics.medianRatio(outcome.peaks("verify", big), outcome.peaks("verify", small))
    }.first
  }

  /// Bytes for each order of the biggest workload that was measured.
  var bytesPerOrder: Double? {
    if let outcome = growth.first, let size = outcome.sizes.last,
      let bytes = outcome.bytesPerOrder(size)
    {
      return bytes
    }
    let ordered = outcomes.sorted { $0.scenario.orders > $1.scenario.orders }
    return ordered.lazy.compactMap { $0.bytesPerOrder(Entry(.ledger)) }.first
  }
}
