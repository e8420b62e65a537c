/// What is made of the figures of several rounds.
enum Statistics {
  /// The median; of an even number the mean of the middle two. `nil` for none.
  static func median(_ values: some Sequence<Double>) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The value below which `percent` of the values lie, by nearest rank; `nil` for none.
  static func percentile(_ values: [Double], _ percent: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let rank = (Double(values.count) * percent / 100).rounded(.up)
    return values.sorted()[min(values.count, max(1, Int(rank))) - 1]
  }

  /// The median of the ratios round by round. A round in which one side has no figure is left out:
  /// both sides of a ratio must have seen the same disk.
  static func medianRatio(_ numerators: [Int: Double], _ denominators: [Int: Double]) -> Double? {
    median(
      numerators.compactMap { round, numerator in
        guard let denominator = denominators[round], denominator > 0 else { return nil }
        return numerator / denominator
      })
  }
}
