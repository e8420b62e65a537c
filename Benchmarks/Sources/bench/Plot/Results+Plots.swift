extension Results {
  /// A picture of everything that was measured and can be drawn.
  var plots: [Plot] {
    growth.flatMap { Self.plots($0) } + outcomes.compactMap { Self.bars($0) }
  }

  private static func plots(_ outcome: GrowthOutcome) -> [Plot] {
    guard outcome.sizes.count > 1 else { return [] }
    let medium = outcome.medium == .disk ? "on disk" : "in memory"
    let loaded = ["place", "capture", "verify", "check"]
    func series(_ phase: String, _ metric: Metric) -> LineChart.Series {
      LineChart.Series(
        name: phase,
        points: outcome.sizes.compactMap { size in
          outcome.median(metric, phase, size).map { (Double(size), $0) }
        })
    }
    let phases = outcome.phases.filter { !loaded.contains($0) }
    let cpu = LineChart(
      title: "What an operation costs as the ledger grows, \(medium)",
      xLabel: "orders in the ledger",
      yLabel: "CPU per operation, µs", series: phases.map { series($0, .cpu) })
    let verify = LineChart(
      title: "Full verification as the ledger grows, \(medium)", xLabel: "orders in the ledger",
      yLabel: "entries per second", series: [series("verify", .throughput)])
    let charts = [("growth-\(outcome.medium)", cpu), ("verify-\(outcome.medium)", verify)]
    return charts.compactMap { name, chart in
      chart.svg.map { Plot(name: name, title: chart.title, svg: $0) }
    }
  }

  /// Cancellations a second, the most first.
  private static func bars(_ outcome: Outcome) -> Plot? {
    let bars = outcome.scenario.entries.compactMap { entry in
      outcome.median(.throughput, "cancel", entry).map { figure in
        BarChart.Bar(name: entry.title, figure: figure, highlighted: entry.peer == .ledger)
      }
    }
    let title = "Cancellations a second: \(outcome.scenario.title)"
    let chart = BarChart(
      title: title, label: "cancellations per second, median of \(outcome.scenario.rounds) rounds",
      bars: bars.sorted { $0.figure > $1.figure })
    let name = "\(outcome.scenario.suite.rawValue)-\(outcome.scenario.medium)"
    return chart.svg.map { Plot(name: name, title: title, svg: $0) }
  }
}
