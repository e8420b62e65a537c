import Testing

@testable import OrderLedgerTorture

@Suite struct PowerLossTests {
  @Test func `what was answered before the log was flushed may not be lost`() {
    #expect(!PowerLossTier.losesFlushed(3, of: 10, flushed: 7))
    #expect(!PowerLossTier.losesFlushed(3, of: 10, flushed: 0))
    #expect(PowerLossTier.losesFlushed(4, of: 10, flushed: 7))
    #expect(PowerLossTier.losesFlushed(1, of: 10, flushed: 10))
  }
}
