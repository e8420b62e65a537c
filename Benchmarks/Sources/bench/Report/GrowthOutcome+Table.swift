extension GrowthOutcome {
  /// One row for each phase and size; the last column says how much dearer than the smallest.
  var table: Table {
    var table = Table(
      title: "growth, \(medium == .disk ? "on disk" : "in memory")",
      header: [
        "phase", "orders", "ops/s", "CPU µs/op", "p50 µs", "p99 µs", "peak MiB", "CPU × smallest",
      ])
    for phase in phases {
      for size in sizes {
        let ratio = sizes.first.flatMap {
          Statistics.medianRatio(figures(.cpu, phase, size), figures(.cpu, phase, $0))
        }
        let peak = Statistics.median(peaks(phase, size).values).map { $0 / 1_048_576 }
        table.rows.append([
          phase, grouped(Double(size)), median(.throughput, phase, size).map(compact) ?? "–",
          compact(median(.cpu, phase, size)), compact(median(.p50, phase, size)),
          compact(median(.p99, phase, size)), compact(peak), compact(ratio),
        ])
      }
    }
    let bytes = sizes.compactMap { size in
      bytesPerOrder(size).map { "\(grouped($0)) at \(grouped(Double(size))) orders" }
    }
    table.notes = [
      "One caller, NORMAL; placed and captured in batches of 1,000; verify counts entries.",
      "Medians of \(rounds) interleaved rounds.",
      "\(fileSystem); \(flushesBefore.text) before, \(flushesAfter.text) after.",
      "Bytes per order: \(bytes.isEmpty ? "–" : bytes.joined(separator: ", ")).",
    ]
    table.notes += notes
    return table
  }
}
