import Foundation
import Testing

@testable import bench

@Suite struct PeerLineTests {
  private static let cancel = """
    {"peer":"lean-c","phase":"cancel","operations":900,"wall_us":450000,"cpu_us":90000,\
    "p50_us":480.5,"p99_us":null,"wal_pages":1800,"file_bytes":0}
    """

  @Test func `a line's numbers are read, and null is no number`() throws {
    let line = try #require(try PeerLine.parse(Self.cancel + "\n\n").first)
    #expect(line.peer == "lean-c")
    #expect(line.phase == "cancel")
    #expect(line.values["operations"] == 900)
    #expect(line.values["p99_us"] == nil)
  }

  @Test func `figures are derived from a line`() throws {
    let line = try #require(try PeerLine.parse(Self.cancel).first)
    #expect(Metric.throughput.value(line) == 2_000)
    #expect(Metric.cpu.value(line) == 100)
    #expect(Metric.p50.value(line) == 480.5)
    #expect(Metric.p99.value(line) == nil)
    #expect(Metric.walPages.value(line) == 2)
  }

  @Test func `a line survives being written and read`() throws {
    let line = try #require(try PeerLine.parse(Self.cancel).first)
    let copy = try JSONDecoder().decode(PeerLine.self, from: JSONEncoder().encode(line))
    #expect(copy == line)
  }

  @Test(arguments: ["warning: something", #"{"phase":"place"}"#, "[]"])
  func `anything else is refused, with the line`(output: String) {
    let failure = #expect(throws: Failure.self) { try PeerLine.parse(output) }
    #expect(failure?.description.contains(output) == true)
  }
}
