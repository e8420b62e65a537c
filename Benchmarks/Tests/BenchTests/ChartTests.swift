import Testing

@testable import bench

@Suite struct ChartTests {
  @Test func `an axis goes from one power of ten to another`() throws {
    let scale = try #require(LogScale([20, 450], from: 0, to: 200))
    #expect(scale.ticks == [10, 100, 1_000])
    #expect(abs(scale.position(100) - 100) < 1e-9)
    #expect(LogScale.label(1_000_000) == "1 M")
    #expect(LogScale.label(0.1) == "0.1")
  }

  @Test func `one figure still has an axis, and none has none`() throws {
    let scale = try #require(LogScale([100], from: 0, to: 1))
    #expect(scale.low < scale.high)
    #expect(LogScale([0, -1], from: 0, to: 1) == nil)
  }

  @Test func `as many lines as the growth suite has can be told apart`() {
    #expect(Set(SVG.colors).count >= Set(GrowthRunner.stages.map(\.phase)).count - 3)
  }

  @Test func `text in a picture can't become markup`() throws {
    let chart = BarChart(
      title: "a < b & c", label: "µs", bars: [.init(name: "<x>", figure: 3, highlighted: true)])
    let svg = try #require(chart.svg)
    #expect(svg.contains("a &lt; b &amp; c"))
    #expect(!svg.contains("<x>"))
  }
}
