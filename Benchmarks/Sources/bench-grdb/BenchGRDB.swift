import BenchWorkload
import GRDB

/// GRDB on the lean schema, in one of two styles.
@main
struct BenchGRDB {
  static func main() async {
    let arguments = Arguments(
      peer: "grdb",
      options: [
        .init("--style S", "records, as an app's author writes it, or raw: cached statements")
      ])
    do {
      let workload = Workload(orders: arguments.orders, seed: arguments.seed)
      let pool = try openDatabase(arguments)
      switch arguments.text("--style") ?? "" {
      case "records": try await run(RecordStore(workload: workload), pool, arguments)
      case "raw": try await run(try RawStore(workload: workload, pool), pool, arguments)
      case let other: fail("--style takes records or raw; found '\(other)'")
      }
      try pool.close()
    } catch {
      fail("\(error)")
    }
  }

  private static func run(
    _ store: some Store, _ pool: DatabasePool, _ arguments: Arguments
  ) async throws {
    let driver = Driver(store: store, pool: pool, arguments: arguments)
    var results: [PhaseResult] = []
    for phase in Phase.allCases where arguments.phases.contains(phase.rawValue) {
      results.append(try await driver.run(phase))
    }
    try checkpoint(pool)
    if let bytes = fileBytes(arguments.db), !results.isEmpty {
      results[results.count - 1].fileBytes = bytes
    }
    for result in results { result.print() }
    try checkSums(pool).print(peer: driver.peer)
  }

  // Synchronous, where `writeWithoutTransaction` and `read` are so, too.

  private static func checkpoint(_ pool: DatabasePool) throws {
    _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
  }

  private static func checkSums(_ pool: DatabasePool) throws -> CheckSums {
    try pool.read { db in
      var sums = CheckSums()
      if let row = try Row.fetchOne(
        db, sql: "SELECT count(*), sum(state = 2), sum(refunded) FROM orders")
      {
        sums.orders = row[0]
        sums.cancelled = row[1] ?? 0
        sums.refunded = row[2] ?? 0
      }
      if let row = try Row.fetchOne(
        db, sql: "SELECT sum(reserved), sum(available) FROM stock_level")
      {
        sums.reserved = row[0]
        sums.available = row[1]
      }
      return sums
    }
  }
}
