import Testing

@testable import bench

@Suite struct StatisticsTests {
  @Test(
    arguments: [
      ([], nil), ([3], 3), ([1, 9, 2], 2), ([4, 1, 3, 2], 2.5),
    ] as [([Double], Double?)])
  func `the median is the middle one, or the mean of the middle two`(
    values: [Double], expected: Double?
  ) {
    #expect(Statistics.median(values) == expected)
  }

  @Test func `a percentile is one of the values, by nearest rank`() {
    let values = (1...100).map(Double.init)
    #expect(Statistics.percentile(values, 50) == 50)
    #expect(Statistics.percentile(values, 99) == 99)
    #expect(Statistics.percentile([7], 99) == 7)
    #expect(Statistics.percentile([], 50) == nil)
  }

  @Test func `ratios are taken round by round, not of medians`() {
    // The disk was slow in round 2 for both; the ratio of the medians would be 2 / 20.
    let ours: [Int: Double] = [1: 10, 2: 1, 3: 2]
    let theirs: [Int: Double] = [1: 20, 2: 2, 3: 40]
    #expect(Statistics.medianRatio(ours, theirs) == 0.5)
  }

  @Test func `a round in which one side has no figure is left out`() {
    #expect(Statistics.medianRatio([1: 6, 2: 100], [1: 3, 3: 1]) == 2)
    #expect(Statistics.medianRatio([1: 6], [2: 3]) == nil)
    #expect(Statistics.medianRatio([1: 6], [1: 0]) == nil)
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567.4, "1,234,567"), (-1_000, "−1,000"),
      (.infinity, "–"),
    ] as [(Double, String)])
  func `whole numbers have commas`(value: Double, expected: String) {
    #expect(grouped(value) == expected)
  }

  @Test(
    arguments: [
      (nil, "–"), (0.8512, "0.85"), (12.34, "12.3"), (99.96, "100.0"), (250_000, "250,000"),
    ] as [(Double?, String)])
  func `figures have three digits, or all of a bigger whole`(value: Double?, expected: String) {
    #expect(compact(value) == expected)
  }
}
