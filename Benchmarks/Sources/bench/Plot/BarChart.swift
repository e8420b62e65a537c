/// Horizontal bars from zero, each with its figure at its end.
struct BarChart {
  let title: String
  /// What the figures are, with their unit.
  let label: String
  let bars: [Bar]

  /// One bar.
  struct Bar {
    let name: String
    let figure: Double
    /// Ours stands out.
    let highlighted: Bool
  }

  private static let width = 800.0
  private static let left = 270.0
  private static let right = 710.0
  private static let step = 30.0

  /// The picture; `nil` if there is nothing to draw.
  var svg: String? {
    guard let most = bars.map(\.figure).max(), most > 0 else { return nil }
    let top = 66.0
    let bottom = top + Double(bars.count) * Self.step
    var svg = SVG(width: Self.width, height: bottom + 20, title: title)
    svg.text(title, x: 20, y: 26, size: 16, bold: true)
    svg.text(label, x: Self.left, y: 50)
    for (index, bar) in bars.enumerated() {
      let y = top + Double(index) * Self.step
      let length = max(1, (Self.right - Self.left) * bar.figure / most)
      svg.text(bar.name, x: Self.left - 10, y: y + 15, anchor: .end)
      svg.bar(
        x: Self.left, y: y, width: length, height: Self.step - 9,
        color: bar.highlighted ? SVG.colors[0] : "#8f969c")
      svg.text(compact(bar.figure), x: Self.left + length + 6, y: y + 15)
    }
    svg.rule(x1: Self.left, y1: top - 6, x2: Self.left, y2: bottom)
    return svg.document
  }
}
