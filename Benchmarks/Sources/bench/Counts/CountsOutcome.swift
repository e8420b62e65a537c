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

  /// Why a run with these counts is a failure, as a sentence for each; none if it is not one.
  var findings: [String] {
    figures.compactMap { figure -> String? in
      switch figure.verdict {
      case .within, .below: nil
      case .above: "One \(figure.operation) takes more instructions than its tolerance allows."
      case .new: "There is no committed count for one \(figure.operation)."
      }
    }
  }

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
    table.notes += findings
    if !findings.isEmpty {
      table.notes.append(
        "If that is meant: Scripts/bench counts --update, and say why in the commit.")
    }
    if figures.contains(where: { $0.verdict == .below }) {
      table.notes.append(
        "An operation is cheaper than its tolerance: Scripts/bench counts --update keeps the gain.")
    }
    return table
  }
}
