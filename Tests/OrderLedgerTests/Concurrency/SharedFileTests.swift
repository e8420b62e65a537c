import OrderLedger
import OrderLedgerTesting
import Testing

/// What one connection remembers must not outlive what another writes.
@Suite struct SharedFileTests {
  @Test func `a location that another connection closed takes nothing in`() async throws {
    let scratch = try Scratch()
    let one = try await scratch.open()
    let other = try await scratch.open()
    for location in ["LON", "PAR"] as [LocationID] {
      try await one.perform(OpenLocation(location: location))
    }
    func receive(_ number: Int) -> ReceiveStock {
      ReceiveStock(
        sku: "MUG", location: "LON", quantity: 5, unitCost: 3, currency: .gbp,
        reference: DocumentReference(stringLiteral: "DN-\(number)"))
    }
    // Both have seen it open.
    try await one.perform(receive(1), key: "r1")
    try await other.perform(receive(2), key: "r2")
    try await other.perform(CloseLocation(location: "LON"))
    let error = await #expect(throws: LedgerError.self) {
      try await one.perform(receive(3), key: "r3")
    }
    #expect(error?.code == .locationClosed)
    try await other.perform(OpenLocation(location: "LON"))
    try await one.perform(receive(3), key: "r3")
    #expect(try await one.verify(.full).isSound)
    await one.close()
    await other.close()
  }
}
