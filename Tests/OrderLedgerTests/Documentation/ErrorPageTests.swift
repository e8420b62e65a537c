import Foundation
import OrderLedger
import Testing

@Suite struct ErrorPageTests {
  /// The rows of the codes: code, meaning, example.
  private func rows() throws -> [[String]] {
    try Page("Errors").rows.filter { $0[0].hasPrefix("`") }
  }

  @Test func `the page lists all codes in order of precedence`() throws {
    let listed = try rows().map { $0[0].trimmingCharacters(in: ["`"]) }
    #expect(listed == LedgerError.Code.allCases.map(\.rawValue))
  }

  @Test func `the page says what the codes mean`() throws {
    for row in try rows() {
      let code = try #require(LedgerError.Code(rawValue: row[0].trimmingCharacters(in: ["`"])))
      #expect(row[1] == code.meaning)
    }
  }

  @Test func `every code has an example`() throws {
    for row in try rows() {
      #expect(row.count == 3)
      #expect(!row[2].isEmpty)
    }
  }
}
