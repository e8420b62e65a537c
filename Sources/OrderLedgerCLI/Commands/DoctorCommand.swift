import ArgumentParser
import OrderLedger

/// Tells what the ledger runs on.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show which SQLite the tool runs with, its known dangers, and a ledger's basics.",
    discussion: """
      EXAMPLES
        order-ledger doctor
        order-ledger --db shop.sqlite doctor --json
      """)

  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let engine = DatabaseEngine.current
    var store: StoreView?
    if options.path != nil {
      store = try await options.withLedger(.readOnly) { ledger in
        try await ledger.read { snapshot throws(LedgerError) in
          StoreView(policy: snapshot.policy, head: try snapshot.head())
        }
      }
    }
    if console.json { return try console.json(DoctorView(engine: engine, store: store)) }
    try console.line("Tool          \(OrderLedgerTool.toolVersion)")
    try console.line("SQLite        \(engine.version)")
    try console.line("Source        \(engine.sourceID)")
    if engine.walResetVulnerable {
      try console.line(
        console.style(
          "WAL reset     can corrupt a shared write-ahead log (fixed in 3.51.3);", .yellow))
      try console.line("              the ledger's own checkpoints are guarded against it, those")
      try console.line("              of other programs on the same file are not")
    } else {
      try console.line("WAL reset     this version does not have the bug")
    }
    guard let store else { return }
    try console.line("Tax point     \(store.taxPoint)")
    try console.line("Accrual       \(store.accrual)")
    try console.line("Journal       \(store.head.sequence.counted("transaction"))")
  }
}

/// A ledger's basics as JSON.
struct StoreView: Encodable, Sendable {
  let taxPoint: String
  let accrual: String
  let head: JournalHead

  init(policy: AccountingPolicy, head: JournalHead) {
    taxPoint = policy.taxPoint == .capture ? "capture" : "fulfillment"
    accrual = policy.accrual == .fulfillment ? "fulfillment" : "order"
    self.head = head
  }
}

/// The engine, and a ledger if one is named, as JSON.
struct DoctorView: JSONLine {
  let tool = OrderLedgerTool.toolVersion
  let sqlite: String
  let sourceID: String
  let compileOptions: [String]
  let walResetVulnerable: Bool
  let store: StoreView?

  init(engine: DatabaseEngine, store: StoreView?) {
    sqlite = engine.version
    sourceID = engine.sourceID
    compileOptions = engine.compileOptions
    walResetVulnerable = engine.walResetVulnerable
    self.store = store
  }

  enum CodingKeys: String, CodingKey {
    case tool, sqlite, sourceID, compileOptions, walResetVulnerable, store
  }
}
