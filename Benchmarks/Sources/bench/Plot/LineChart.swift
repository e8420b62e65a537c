/// Lines on two logarithmic axes, with a legend in the order in which the lines end.
struct LineChart {
  let title: String
  let xLabel: String
  let yLabel: String
  let series: [Series]

  /// One line.
  struct Series {
    let name: String
    let points: [(x: Double, y: Double)]
  }

  private static let size = (width: 800.0, height: 460.0)
  private static let area = (left: 80.0, right: 600.0, top: 50.0, bottom: 400.0)

  /// The picture; `nil` if there is nothing to draw.
  var svg: String? {
    let area = Self.area
    let points = series.flatMap(\.points)
    guard let x = LogScale(points.map(\.x), from: area.left, to: area.right),
      let y = LogScale(points.map(\.y), from: area.bottom, to: area.top)
    else { return nil }
    var svg = SVG(width: Self.size.width, height: Self.size.height, title: title)
    svg.text(title, x: area.left, y: 26, size: 16, bold: true)
    for tick in x.ticks {
      let at = x.position(tick)
      svg.rule(x1: at, y1: area.top, x2: at, y2: area.bottom, faint: true)
      svg.text(LogScale.label(tick), x: at, y: area.bottom + 20, anchor: .middle)
    }
    for tick in y.ticks {
      let at = y.position(tick)
      svg.rule(x1: area.left, y1: at, x2: area.right, y2: at, faint: true)
      svg.text(LogScale.label(tick), x: area.left - 8, y: at + 4, anchor: .end)
    }
    svg.rule(x1: area.left, y1: area.bottom, x2: area.right, y2: area.bottom)
    svg.rule(x1: area.left, y1: area.top, x2: area.left, y2: area.bottom)
    let middle = (x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2)
    svg.text(xLabel, x: middle.x, y: area.bottom + 44, anchor: .middle)
    svg.text(yLabel, x: 20, y: middle.y, anchor: .middle, turned: true)
    drawLines(&svg, x, y)
    return svg.document
  }

  private func drawLines(_ svg: inout SVG, _ x: LogScale, _ y: LogScale) {
    let drawn = series.map { series in
      (name: series.name, points: series.points.filter { $0.x > 0 && $0.y > 0 })
    }
    let ordered = drawn.filter { !$0.points.isEmpty }.sorted {
      ($0.points.last?.y ?? 0) > ($1.points.last?.y ?? 0)
    }
    for (index, series) in ordered.enumerated() {
      let color = SVG.colors[index % SVG.colors.count]
      svg.line(series.points.map { (x.position($0.x), y.position($0.y)) }, color: color)
      let top = Self.area.top + 12 + Double(index) * 24
      svg.bar(x: Self.area.right + 24, y: top - 6, width: 18, height: 4, color: color)
      svg.text(series.name, x: Self.area.right + 50, y: top)
    }
  }
}
