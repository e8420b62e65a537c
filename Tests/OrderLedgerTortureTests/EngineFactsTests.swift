import OrderLedger
import Testing

@testable import OrderLedgerTorture

@Suite struct EngineFactsTests {
  @Test func `the engine's facts are a line each`() {
    let facts = DatabaseEngine.current.facts
    #expect(facts.first == "version \(DatabaseEngine.current.version)")
    #expect(facts.dropFirst().first == "source \(DatabaseEngine.current.sourceID)")
    #expect(facts.dropFirst(2).allSatisfy { $0.hasPrefix("option ") } && facts.count > 2)
  }
}
