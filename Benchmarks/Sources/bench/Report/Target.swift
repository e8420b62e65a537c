/// What was promised of one figure.
struct Target: Sendable {
  let name: String
  let bound: Bound
  /// The figure, from what this run measured; `nil` if it did not measure it.
  let figure: @Sendable (Results) -> Double?

  /// On which side of it the figure must be.
  enum Bound: Equatable, Sendable {
    case atLeast(Double)
    case atMost(Double)

    var text: String {
      switch self {
      case .atLeast(let value): "≥ \(compact(value))"
      case .atMost(let value): "≤ \(compact(value))"
      }
    }

    func holds(_ figure: Double) -> Bool {
      switch self {
      case .atLeast(let value): figure >= value
      case .atMost(let value): figure <= value
      }
    }
  }

  func result(_ results: Results) -> TargetResult {
    let figure = figure(results)
    return TargetResult(
      name: name, bound: bound.text, measured: figure, met: figure.map(bound.holds))
  }
}
