import BenchWorkload
import OrderLedger

/// A ledger with the workload's stock, and the phases that run on it.
struct Session {
  let arguments: Arguments
  let workload: Workload
  let commands: Commands
  private var ledger: Ledger

  init(_ arguments: Arguments) async throws {
    self.arguments = arguments
    workload = Workload(orders: arguments.orders, seed: arguments.seed)
    commands = Commands(workload: workload, hasKeys: arguments.has("--keys"))
    ledger = try await Self.open(arguments)
    if try await ledger.head().sequence == 0 { try await setUp() }
  }

  private static func open(_ arguments: Arguments) async throws -> Ledger {
    var configuration = LedgerConfiguration()
    configuration.durability = arguments.full ? .full : .mayLoseLastCommits
    // /dev/shm, where the disk plays no part, is a directory that anyone may write to.
    configuration.allowsUnsafePlace = true
    configuration.checkpointPages =
      arguments.number("--checkpoint-pages") ?? configuration.checkpointPages
    configuration.cacheKiB = arguments.number("--cache-kib") ?? configuration.cacheKiB
    configuration.runsBriefWorkOnCallersThread = !arguments.has("--own-threads")
    return try await Ledger(path: arguments.db, configuration: configuration)
  }

  func close() async { await ledger.close() }

  private func setUp() async throws {
    try await ledger.write { transaction in
      for location in 0..<Workload.locations {
        try transaction.perform(
          OpenLocation(location: try LocationID(Workload.location(location))))
      }
      for sku in 0..<Workload.skus {
        for location in 0..<Workload.locations {
          let receipt = try ReceiveStock(
            sku: SKU(Workload.sku(sku)), location: LocationID(Workload.location(location)),
            quantity: Workload.openingUnits)
          try transaction.perform(receipt, key: try IdempotencyKey("opening-\(sku)-\(location)"))
        }
      }
    }
    try await ledger.checkpoint()
  }

  // MARK: Phases

  /// Runs a phase of the command line, which may be several lines of the protocol.
  mutating func run(_ phase: String) async throws -> [PhaseResult] {
    let driver = Driver(ledger: ledger, arguments: arguments)
    let (commands, workload) = (commands, workload)
    switch phase {
    case "place":
      return [try await driver.write(phase, workload.orders) { try commands.place($0) }]
    case "capture":
      return [try await driver.write(phase, workload.orders) { try commands.capture($0) }]
    case "cancel":
      return [
        try await driver.write(phase, workload.cancellations) {
          try commands.cancel(workload.cancelled($0))
        }
      ]
    case "preview": return [try await preview(workload.cancellations)]
    case "show": return [try await show(driver)]
    case "list": return [try await list(driver)]
    case "reports":
      var results: [PhaseResult] = []
      for report in Self.reports { results.append(try await self.report(report, driver)) }
      return results
    case let report where Self.reports.contains(report):
      return [try await self.report(report, driver)]
    case "open": return [try await reopen()]
    case "verify": return [try await verify()]
    default: fail("there is no phase '\(phase)'")
    }
  }

  /// Previews cancellations of orders that are not cancelled.
  func preview(_ count: UInt64) async throws -> PhaseResult {
    let (first, commands, workload, ledger) = (
      workload.cancellations, commands, workload, ledger
    )
    return try await Driver(ledger: ledger, arguments: arguments).read("preview", count) { i in
      _ = try await Self.plan(try commands.cancel(workload.cancelled(first + i)), ledger)
    }
  }

  // Out of the loop: Swift 6.3's optimizer crashes on the coroutine that it makes of both.
  @inline(never)
  private static func plan(_ command: Command, _ ledger: Ledger) async throws -> Plan {
    try await ledger.preview(command)
  }

  private func show(_ driver: Driver) async throws -> PhaseResult {
    let count = min(workload.orders, 5_000)
    return try await driver.read("show", count) {
      // Far apart, and three in ten of them cancelled.
      let number = workload.cancelled($0 * (workload.orders / count))
      _ = try await ledger.order(OrderID(WorkloadOrder.name("o", number)))
    }
  }

  private func list(_ driver: Driver) async throws -> PhaseResult {
    var filter = OrderFilter()
    filter.status = .cancelled
    return try await driver.read("list", 200) { [filter] _ in
      _ = try await ledger.orders(filter)
    }
  }

  /// Closes the ledger and opens it again, several times; the closings are not measured.
  private mutating func reopen() async throws -> PhaseResult {
    var watch = Stopwatch()
    for _ in 0..<20 {
      await ledger.close()
      watch.start()
      ledger = try await Self.open(arguments)
      watch.stop()
    }
    return watch.result(peer: peer, phase: "open")
  }

  private func verify() async throws -> PhaseResult {
    let clock = PhaseClock()
    let report = try await ledger.verify(.full)
    guard report.isSound else { fail("the ledger is not sound: \(report)") }
    return clock.result(peer: peer, phase: "verify", operations: UInt64(report.entries))
  }
}

// MARK: - Reports

extension Session {
  private static let reports = [
    "report-trial-balance", "report-stock", "report-owed-refunds", "report-reasons",
    "report-accounts-at",
  ]

  /// One of the reports, after a call that is not measured: it prepares the statements and reads the
  /// pages, which a program that has been running for a while has done.
  private func report(_ phase: String, _ driver: Driver) async throws -> PhaseResult {
    try await call(phase)
    let count: UInt64 =
      switch phase {
      case "report-stock": 40  // 4,000 rows each
      case "report-accounts-at": 3  // every posting each
      default: 200
      }
    return try await driver.read(phase, count) { _ in try await call(phase) }
  }

  private func call(_ report: String) async throws {
    switch report {
    case "report-trial-balance":
      guard try await ledger.trialBalance().isBalanced else { fail("not balanced") }
    case "report-stock": _ = try await ledger.stock()
    case "report-owed-refunds": _ = try await ledger.refundsOwed()
    case "report-reasons": _ = try await ledger.cancellationReasons(by: .month)
    case "report-accounts-at": _ = try await ledger.accounts(at: .now())
    default: fail("there is no report '\(report)'")
    }
  }

  /// All orders, on one snapshot.
  private func orders() async throws -> [OrderSummary] {
    try await ledger.read { snapshot throws(LedgerError) in
      var orders: [OrderSummary] = []
      var cursor: OrderCursor?
      repeat {
        let page = try snapshot.orders(after: cursor, limit: LedgerSnapshot.maxPage)
        orders += page.orders
        cursor = page.next
      } while cursor != nil
      return orders
    }
  }

  /// The sums that all peers must agree on.
  func check() async throws -> CheckSums {
    var sums = CheckSums()
    for order in try await orders() {
      sums.orders += 1
      if order.status == .cancelled { sums.cancelled += 1 }
      sums.refunded += order.refundOwed + order.refundPending + order.refundSettled
    }
    for item in try await ledger.stock() {
      sums.reserved += item.level[.reserved]
      sums.available += item.level[.available]
    }
    return sums
  }

  /// Copies the log into the file, so that its size counts.
  func checkpoint() async throws { try await ledger.checkpoint() }
}

// MARK: - Counting instructions

extension Session {
  /// Whether the workload's orders are there already.
  var hasOrders: Bool {
    get async throws { try await !ledger.orders(limit: 1).orders.isEmpty }
  }

  /// Carries out `count` operations one after the other, for a tool that counts instructions of the
  /// whole process: the difference of two runs is what the operations cost.
  func count(_ operation: String, _ count: UInt64) async throws -> PhaseResult {
    try await lookAtAllStock()
    let driver = Driver(ledger: ledger, arguments: arguments)
    let (commands, workload) = (commands, workload)
    switch operation {
    case "place":
      // Behind the orders that are there.
      return try await driver.write("place", count) { try commands.place(workload.orders + $0) }
    case "cancel":
      guard count <= workload.orders else { fail("there are not as many orders to cancel") }
      return try await driver.write("cancel", count) {
        try commands.cancel(workload.cancelled($0))
      }
    case "preview":
      guard count <= workload.orders else { fail("there are not as many orders to preview") }
      return try await preview(count)
    default: fail("--count takes place, cancel or preview; found '\(operation)'")
    }
  }

  /// Lets the connection that writes, and one that reads, see every SKU at every location, as those
  /// of a ledger in use have: by an order for more than there is, which is refused.
  private func lookAtAllStock() async throws {
    let command = try commands.placeAll(quantity: Workload.openingUnits + 1)
    let written = await Self.refusal { _ = try await ledger.perform(command) }
    let previewed = await Self.refusal { _ = try await ledger.preview(command) }
    guard written == .insufficientStock, previewed == .insufficientStock else {
      fail("an order for more than there is was not refused")
    }
  }

  private static func refusal(_ body: () async throws -> Void) async -> LedgerError.Code? {
    do { try await body() } catch { return (error as? LedgerError)?.code }
    return nil
  }

  /// Places and captures all orders, for `count`.
  func fill() async throws {
    let (commands, orders) = (commands, workload.orders)
    try await ledger.write { transaction in
      for number in 0..<orders {
        try transaction.perform(try commands.place(number))
        try transaction.perform(try commands.capture(number))
      }
    }
    try await checkpoint()
  }
}
