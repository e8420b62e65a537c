/// What the instruction counts were in this run.
struct CountsOutcome: Codable {
  var figures: [Figure] = []

  /// One operation.
  struct Figure: Codable {
    let operation: String
    let instructions: Int
    /// The committed count.
    let threshold: Int?
    let tolerancePercent: Double?
    let verdict: Thresholds.Verdict
  }

  /// Whether an operation became dearer than its tolerance allows.
  var failed: Bool { figures.contains { $0.verdict == .above } }

  var table: Table {
    var table = Table(
      title: "instruction counts",
      header: ["operation", "instructions", "committed", "tolerance", "difference", "result"])
    for figure in figures {
      let difference = figure.threshold.map {
        Double(figure.instructions - $0) * 100 / Double($0)
      }
      table.rows.append([
        figure.operation, grouped(Double(figure.instructions)),
        figure.threshold.map { grouped(Double($0)) } ?? "–",
        figure.tolerancePercent.map { "± \(compact($0)) %" } ?? "–",
        difference.map { "\($0 < 0 ? "−" : "+")\(compact(abs($0))) %" } ?? "–",
        figure.verdict.rawValue,
      ])
    }
    table.notes = ["Under callgrind, the difference of two runs by the difference of operations."]
    if failed {
      table.notes.append(
        "An operation is dearer than its tolerance allows. If that is meant: Scripts/bench counts "
          + "--update, and say why in the commit.")
    }
    if figures.contains(where: { $0.verdict == .below }) {
      table.notes.append(
        "An operation is cheaper than its tolerance: Scripts/bench counts --update keeps the gain.")
    }
    return table
  }
}
