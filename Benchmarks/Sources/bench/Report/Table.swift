/// A table: the first column to the left, all others to the right.
struct Table {
  let title: String
  let header: [String]
  var rows: [[String]] = []
  /// Sentences beneath it.
  var notes: [String] = []

  /// As a terminal shows it.
  var text: String {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return column == 0 ? cells[column] + space : space + cells[column]
      }
      return padded.joined(separator: "  ")
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    let body = rows.isEmpty ? [] : [line(header), rule] + rows.map(line)
    return ([title, ""] + body + notes.map { "  \($0)" }).joined(separator: "\n") + "\n"
  }

  /// As Markdown.
  var markdown: String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let rule = "| --- |" + String(repeating: " ---: |", count: header.count - 1)
    let body = rows.isEmpty ? [] : [line(header), rule] + rows.map(line)
    let notes = notes.isEmpty ? [] : [""] + notes.map { "- \($0)" }
    return (["## \(title)", ""] + body + notes).joined(separator: "\n") + "\n"
  }
}
