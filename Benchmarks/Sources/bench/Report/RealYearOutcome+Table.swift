extension RealYearOutcome {
  var table: Table {
    var table = Table(
      title: "real year, \(medium == .disk ? "on disk" : "in memory")",
      header: ["what", "rows", "rows/s", "seconds", "CPU s", "peak MiB", "file MiB"])
    table.rows = [
      [
        "import csv", compact(median { $0.rows }), compact(median { $0.rows / $0.wallSeconds }),
        compact(median { $0.wallSeconds }), compact(median { $0.cpuSeconds }),
        compact(median { $0.peakBytes.map { $0 / 1_048_576 } }),
        compact(median { $0.fileBytes / 1_048_576 }),
      ]
    ]
    table.notes = [
      "Medians of \(samples.count) runs of the tool, each into a new ledger, from its start to its end.",
      "\(fileSystem); \(flushesBefore.text) before, \(flushesAfter.text) after.",
    ]
    return table
  }
}
