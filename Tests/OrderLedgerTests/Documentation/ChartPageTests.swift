import OrderLedger
import Testing

@Suite struct ChartPageTests {
  @Test func `the page lists the chart of accounts`() throws {
    let rows = try Page("ChartOfAccounts").rows.filter { UInt16($0[0]) != nil }
    #expect(rows.map { $0[0] } == AccountCode.allCases.map { "\($0.rawValue)" })
    for (row, code) in zip(rows, AccountCode.allCases) {
      #expect(row[1] == code.title)
      #expect(row[2] == code.normalSide.rawValue, "\(code)")
      #expect((row[3] == "per order") == code.isPerOrder, "\(code)")
      #expect(row[4] == code.limit.text, "\(code)")
    }
  }
}

extension AccountLimit {
  fileprivate var text: String {
    switch self {
    case .none: "none"
    case .debitsWithinCredits: "D ≤ C"
    case .creditsWithinDebits: "C ≤ D"
    }
  }
}
