import OrderLedger

/// Commands that show a failure, and how the books have to be kept for it.
struct ModelReplay: Equatable {
  private static let separator: Character = "\u{1F}"

  /// What `order-ledger` makes the ledger with: how its books are kept is fixed from then on.
  let making: String
  /// What `order-ledger apply` takes.
  let lines: [String]

  init(_ policy: AccountingPolicy, _ lines: [String]) {
    let taxPoint = policy.taxPoint == .capture ? "capture" : "fulfillment"
    let accrual = policy.accrual == .fulfillment ? "fulfillment" : "order"
    making = "init --tax-point \(taxPoint) --accrual \(accrual)"
    self.lines = lines
  }

  /// From one line of a process's report.
  init?(_ text: String) {
    let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false)
    guard let first = parts.first else { return nil }
    making = String(first)
    lines = parts.dropFirst().map(String.init)
  }

  /// All of it in one line.
  var joined: String { ([making] + lines).joined(separator: String(Self.separator)) }
}
