import OrderLedger
import OrderLedgerRawDatabase
import Testing

/// An order's history is a linked list, which in a damaged file may lead anywhere.
@Suite struct DamagedHistoryTests {
  @Test(arguments: ["seq", "seq + 1", "(SELECT max(seq) FROM ledger_txn)"])
  func `a history that leads round in a circle has an end`(previous: String) async throws {
    let scratch = try await BusyShop.file()
    let ledger = try await scratch.open()
    let whole = try await ledger.read { snapshot throws(LedgerError) in
      try snapshot.accounts(of: "1001")
    }
    #expect(!whole.isEmpty)
    let raw = try scratch.raw()
    try raw.tamper(
      "UPDATE ledger_txn SET previous_seq = \(previous) WHERE previous_seq IS NOT NULL")
    _ = try await ledger.read { snapshot throws(LedgerError) in
      try snapshot.accounts(of: "1001")
    }
    let error = await #expect(throws: LedgerError.self) { try await ledger.timeline(of: "1001") }
    #expect(error?.code == .integrity)
    #expect(try await !ledger.verify().isSound)
    await ledger.close()
  }
}
