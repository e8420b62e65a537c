import Foundation

/// Positive figures on a logarithmic axis.
struct LogScale {
  /// Whole powers of ten around all figures.
  let low: Double
  let high: Double
  /// Where `low` and `high` are drawn.
  let start: Double
  let end: Double

  /// `nil` if there is no positive figure.
  init?(_ figures: [Double], from start: Double, to end: Double) {
    let positive = figures.filter { $0 > 0 && $0.isFinite }
    guard let least = positive.min(), let most = positive.max() else { return nil }
    low = pow(10, log10(least).rounded(.down))
    let above = pow(10, log10(most).rounded(.up))
    high = above > low ? above : low * 10
    self.start = start
    self.end = end
  }

  /// The powers of ten from `low` to `high`.
  var ticks: [Double] {
    let decades = Int((log10(high) - log10(low)).rounded())
    return (0...decades).map { low * pow(10, Double($0)) }
  }

  func position(_ figure: Double) -> Double {
    start + (end - start) * (log10(figure) - log10(low)) / (log10(high) - log10(low))
  }

  /// A tick's label: `0.1`, `10`, `1,000`, `1 M`.
  static func label(_ figure: Double) -> String {
    if figure >= 999_999 { return "\(grouped(figure / 1_000_000)) M" }
    return figure >= 0.999 ? grouped(figure) : String(format: "%g", figure)
  }
}
