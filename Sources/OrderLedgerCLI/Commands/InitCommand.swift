import ArgumentParser
import OrderLedger

/// Makes a ledger, or says that there is one.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a ledger's file.",
    discussion: """
      How the books are kept is chosen here and fixed from then on. On a file that is a ledger
      already, nothing changes.

      EXAMPLES
        order-ledger --db shop.sqlite init
        order-ledger --db shop.sqlite init --tax-point fulfillment
      """)

  enum TaxPoint: String, ExpressibleByArgument, CaseIterable { case capture, fulfillment }
  enum Accrual: String, ExpressibleByArgument, CaseIterable { case fulfillment, order }

  @Option(help: "When sales tax falls due: with the money, or with the goods.")
  var taxPoint: TaxPoint?

  @Option(help: "When a claim on the customer arises: with the goods, or with the order.")
  var accrual: Accrual?

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let file = try options.file
    try await options.withLedger(.createOrOpen, policy: policy) { ledger in
      let head = try await ledger.head()
      if console.json {
        try console.json(head)
      } else if head.sequence == 0 {
        try console.line("\(file.printable()) is an empty ledger.")
      } else {
        try console.line(
          "\(file.printable()) is a ledger already, with "
            + "\(head.sequence.counted("journal transaction")).")
      }
    }
  }

  private var policy: AccountingPolicy? {
    guard taxPoint != nil || accrual != nil else { return nil }
    return AccountingPolicy(
      taxPoint: taxPoint == .fulfillment ? .fulfillment : .capture,
      accrual: accrual == .order ? .order : .fulfillment)
  }
}
