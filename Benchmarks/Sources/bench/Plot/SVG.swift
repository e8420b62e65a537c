/// Writes an SVG. Colors are of a middle tone and the ground is transparent, so that it can be read on
/// a light page and on a dark one; text follows the reader's preference where the viewer has one.
struct SVG {
  static let colors = [
    "#3b82c4", "#d97a2b", "#3f9b56", "#b0559f", "#c14d4d", "#8a7a2f", "#2f9c9c", "#7d6bd0",
    "#7a828c", "#a3705a",
  ]

  /// Which part of a text is at its point.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  private let width: Double
  private let height: Double
  private let title: String
  private var elements: [String] = []

  init(width: Double, height: Double, title: String) {
    self.width = width
    self.height = height
    self.title = title
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, size: Double = 13,
    bold: Bool = false, turned: Bool = false
  ) {
    let weight = bold ? " font-weight=\"600\"" : ""
    let turn = turned ? " transform=\"rotate(-90 \(Self.number(x)) \(Self.number(y)))\"" : ""
    elements.append(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\" "
        + "text-anchor=\"\(anchor.rawValue)\"\(weight)\(turn)>\(Self.escape(text))</text>")
  }

  /// A thin line of the axes or the grid.
  mutating func rule(x1: Double, y1: Double, x2: Double, y2: Double, faint: Bool = false) {
    elements.append(
      "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" "
        + "y2=\"\(Self.number(y2))\" class=\"\(faint ? "grid" : "axis")\"/>")
  }

  mutating func line(_ points: [(x: Double, y: Double)], color: String) {
    let path = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
    elements.append(
      "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"2\"/>")
    for point in points { dot(x: point.x, y: point.y, color: color) }
  }

  mutating func dot(x: Double, y: Double, color: String) {
    elements.append(
      "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"3.5\" fill=\"\(color)\"/>")
  }

  mutating func bar(x: Double, y: Double, width: Double, height: Double, color: String) {
    elements.append(
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" "
        + "height=\"\(Self.number(height))\" fill=\"\(color)\"/>")
  }

  /// The file.
  var document: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.number(width))" \
    height="\(Self.number(height))" viewBox="0 0 \(Self.number(width)) \(Self.number(height))" \
    font-family="system-ui, sans-serif" role="img">
    <title>\(Self.escape(title))</title>
    <style>
    text { fill: #3c4043 } .axis { stroke: #8a8f94 } .grid { stroke: #8a8f94; opacity: 0.3 }
    @media (prefers-color-scheme: dark) { text { fill: #d0d4d8 } }
    </style>
    \(elements.joined(separator: "\n"))
    </svg>

    """
  }

  /// At most two decimals, so that the same figures give the same file.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    if hundredths % 100 == 0 { return String(hundredths / 100) }
    return "\(Double(hundredths) / 100)"
  }

  private static func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
