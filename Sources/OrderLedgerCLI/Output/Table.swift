/// Rows under headings, aligned by what a terminal shows.
struct Table {
  struct Column {
    let title: String
    let isRight: Bool
    /// The fewest columns it can be cut to when the table is too wide; `nil` is never cut.
    let minimum: Int?

    /// Text, to the left.
    static func text(_ title: String, minimum: Int? = nil) -> Column {
      Column(title: title, isRight: false, minimum: minimum)
    }

    /// A figure, to the right.
    static func figure(_ title: String) -> Column {
      Column(title: title, isRight: true, minimum: nil)
    }
  }

  /// A cell: a text, and how it looks.
  struct Cell: ExpressibleByStringLiteral {
    let text: String
    var face: Style.Face?

    init(_ text: String, _ face: Style.Face? = nil) {
      self.text = text.printable()
      self.face = face
    }

    init(stringLiteral text: String) { self.init(text) }
  }

  private enum Row {
    case cells([Cell])
    case rule
  }

  /// What a table is cut to.
  static let width = 100

  private let columns: [Column]
  private var rows: [Row] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  var isEmpty: Bool { rows.isEmpty }

  mutating func row(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "A row has one cell for each column.")
    rows.append(.cells(cells))
  }

  /// A line above a sum.
  mutating func rule() { rows.append(.rule) }

  /// The table as lines without their breaks.
  func lines(_ style: Style, indent: Int = 0) -> [String] {
    let widths = widths(indent: indent)
    let margin = String(repeating: " ", count: indent)
    let heading = columns.map { Cell($0.title, .bold) }
    var lines = [margin + line(heading, widths, style)]
    for row in rows {
      switch row {
      case .cells(let cells): lines.append(margin + line(cells, widths, style))
      case .rule:
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        lines.append(margin + style(rule, .dim))
      }
    }
    return lines
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ style: Style) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let text = cell.text.truncated(to: widths[index])
      let padding = String(repeating: " ", count: widths[index] - text.displayWidth)
      let shown = style(text, cell.face)
      if index > 0 { line += "  " }
      if columns[index].isRight {
        line += padding + shown
      } else {
        line += index == cells.count - 1 ? shown : shown + padding
      }
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func widths(indent: Int) -> [Int] {
    var widths = columns.map { $0.title.displayWidth }
    for case .cells(let cells) in rows {
      for (index, cell) in cells.enumerated() {
        widths[index] = max(widths[index], cell.text.displayWidth)
      }
    }
    var excess = widths.reduce(indent + 2 * (columns.count - 1), +) - Self.width
    while excess > 0 {
      let cuttable = columns.indices.filter { index in
        columns[index].minimum.map { widths[index] > $0 } ?? false
      }
      guard let widest = cuttable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}

extension Console {
  func table(_ table: Table, indent: Int = 0) throws {
    try line(table.lines(style, indent: indent).joined(separator: "\n"))
  }
}
