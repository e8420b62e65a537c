import Foundation
import OrderLedgerRawDatabase
import Testing

@Suite struct UnverifiedPageTests {
  @Test func `the page lists all that no verification finds, each column once`() throws {
    let listed = try Page("Durability").rows.filter { $0[0].hasPrefix("`ledger_") }
      .flatMap { $0[0].components(separatedBy: ", ") }
      .map { $0.trimmingCharacters(in: ["`"]) }
    #expect(Set(listed) == RawDatabase.unverified)
    #expect(listed.count == RawDatabase.unverified.count)
  }
}
