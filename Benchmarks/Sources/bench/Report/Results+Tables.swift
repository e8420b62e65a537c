import Foundation

extension Results {
  /// Every table in the order in which it was measured, the targets last.
  var tables: [Table] {
    var tables = outcomes.map(\.table) + growth.map(\.table) + realYear.map(\.table)
    if let counts { tables.append(counts.table) }
    if !targets.isEmpty { tables.append(TargetResult.table(targets)) }
    return tables
  }

  /// What it was measured with, one line each.
  var facts: [String] {
    let dates = ISO8601DateFormatter()
    var facts = [
      "Measured \(dates.string(from: started)) to \(dates.string(from: finished)), "
        + "commit \(machine.commit), seed \(seed)",
      "\(machine.cpu), \(machine.cores) cores, \(grouped(Double(machine.memoryBytes) / 1_048_576)) "
        + "MiB of memory",
      "\(machine.system), \(machine.kernel)",
      "\(machine.swift); SQLite \(machine.sqlite)",
    ]
    let grdb = machine.grdb.map { "GRDB \($0)" }
    facts += [grdb, machine.postgresql, machine.python].compactMap(\.self)
    return facts
  }

  /// The report for a terminal.
  var text: String {
    let notes = notes.isEmpty ? [] : [notes.joined(separator: "\n") + "\n"]
    return ([facts.joined(separator: "\n") + "\n"] + tables.map(\.text) + notes)
      .joined(separator: "\n")
  }

  /// The report as Markdown.
  var markdown: String {
    let head = "# Benchmark results\n\n" + facts.map { "- \($0)\n" }.joined()
    let pictures = plots.map { "![\($0.title)](\($0.name).svg)\n" }
    let notes = notes.isEmpty ? [] : ["## Not measured\n\n" + notes.map { "- \($0)\n" }.joined()]
    return ([head] + tables.map(\.markdown) + notes + pictures).joined(separator: "\n")
  }
}
