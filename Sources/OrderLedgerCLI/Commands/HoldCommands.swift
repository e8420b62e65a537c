import ArgumentParser
import OrderLedger

/// Reserves stock without an order.
struct HoldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Reserve stock without an order, as for a basket or a call.",
    discussion: """
      An order takes it over that names the hold. Until then, or until it is let go, nobody else can \
      have it. See 'holds'.

      EXAMPLES
        order-ledger --db shop.sqlite hold basket-7 --stock MUG@LON:2
        order-ledger --db shop.sqlite hold call-8 --stock MUG@LON \\
          --until 2026-12-01T12:00:00Z
      """)

  @Argument(help: "The hold's name, unique in the ledger.", transform: Read.id) var hold: HoldID

  @Option(
    name: .customLong("stock"),
    help: ArgumentHelp(
      "What to reserve; may be repeated. One unit without a quantity.",
      valueName: "sku@location[:quantity]"), transform: Read.stock) var lines: [StockArgument] = []

  @Option(
    name: .customLong("until"),
    help: ArgumentHelp("When 'expire-holds' may end it; never without it.", valueName: "time"),
    transform: Read.time) var expires: Timestamp?

  @Option(help: ArgumentHelp("Why: a code.", valueName: "code"), transform: Read.id)
  var reason: ReasonCode?

  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func validate() throws {
    if lines.isEmpty {
      throw ValidationError("Name what is held with --stock SKU@LOCATION[:QUANTITY].")
    }
  }

  func run() async throws {
    let console = options.console
    let action = HoldStock(
      hold: hold, lines: lines.map(\.line), expires: expires, reason: reason)
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(action, ledger, console)
    }
  }
}

/// Lets go of a hold.
struct ReleaseHoldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release-hold",
    abstract: "Let go of a hold, or of a part of it: its stock is for sale again.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite release-hold basket-7
        order-ledger --db shop.sqlite release-hold basket-7 --stock MUG@LON --key r1
      """)

  @Argument(help: "The hold.", transform: Read.id) var hold: HoldID

  @Option(
    name: .customLong("stock"),
    help: ArgumentHelp(
      "What to let go; may be repeated, and needs --key. All of it without it.",
      valueName: "sku@location[:quantity]"), transform: Read.stock) var lines: [StockArgument] = []

  @Option(
    help: ArgumentHelp("The idempotency key that makes a retry safe.", valueName: "key"),
    transform: Read.id) var key: IdempotencyKey?

  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let action = ReleaseHold(hold: hold, lines: lines.isEmpty ? nil : lines.map(\.line))
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(action, key: key, ledger, console)
    }
  }
}

/// Ends the holds whose time is up.
struct ExpireHoldsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire-holds",
    abstract: "End the holds whose time is up.",
    discussion: """
      To be run now and then. One run ends those that expired first, as many as have \
      \(Int64(Limits.maxExpiredHoldLines).grouped) lines; it is refused with 'nothingDue' once there \
      are none.

      EXAMPLE
        order-ledger --db shop.sqlite expire-holds --actor system:sweep
      """)

  @Option(
    help: ArgumentHelp("Those that end by then; by now without it.", valueName: "time"),
    transform: Read.time) var through: Timestamp?

  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(ExpireHolds(through: through ?? .now()), ledger, console)
    }
  }
}

/// Reserves stock that has come for backordered units.
struct AllocateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract: "Reserve stock that has come for an order's backordered units.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite allocate 1001
        order-ledger --db shop.sqlite allocate 1001 --line A:2 --key box-7
      """)

  @Argument(help: "The order.", transform: Read.id) var order: OrderID

  @Option(
    name: .customLong("line"),
    help: ArgumentHelp(
      "Units; may be repeated, and needs --key. As many as are available without it.",
      valueName: "line[:quantity]"), transform: Read.line) var lines: [LineArgument] = []

  @Option(
    help: ArgumentHelp("The idempotency key that makes a retry safe.", valueName: "key"),
    transform: Read.id) var key: IdempotencyKey?

  @OptionGroup var write: WriteOptions
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let action = AllocateBackorder(
      order: order,
      lines: lines.isEmpty
        ? nil : lines.map { LineQuantity(line: $0.line, quantity: $0.quantity ?? 1) })
    try await options.withLedger(write.preview ? .readOnly : .open) { ledger in
      try await write.carryOut(action, key: key, ledger, console)
    }
  }
}

/// `MUG@LON` or `MUG@LON:2` on the command line.
struct StockArgument: Sendable, Hashable {
  let line: HoldStock.Line
}

extension Read {
  /// What stands after the last `@` is the location, and after its last colon a quantity, if it is a
  /// number.
  static func stock(_ text: String) throws -> StockArgument {
    guard let at = text.lastIndex(of: "@") else {
      throw ValidationError("stock is written like MUG@LON:2")
    }
    var place = text[text.index(after: at)...]
    var quantity: Int64 = 1
    if let colon = place.lastIndex(of: ":"), let units = Int64(place[place.index(after: colon)...])
    {
      quantity = units
      place = place[..<colon]
    }
    return StockArgument(
      line: HoldStock.Line(
        sku: try SKU(text[..<at]), location: try LocationID(place), quantity: quantity))
  }
}
