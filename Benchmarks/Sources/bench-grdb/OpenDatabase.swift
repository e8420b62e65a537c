import BenchWorkload
import CBenchWorkload
import Foundation
import GRDB

/// Opens the file with the settings of every peer on SQLite; makes tables and opening stock when it is
/// new.
func openDatabase(_ arguments: Arguments) throws -> DatabasePool {
  let synchronous = arguments.full ? "FULL" : "NORMAL"
  var configuration = Configuration()
  configuration.prepareDatabase { db in
    // The ledger's own: 16 MiB of pages, and a log of 4,000 pages before it is copied into the file.
    try db.execute(sql: "PRAGMA cache_size = -16384")
    try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
  }
  let pool = try DatabasePool(path: arguments.db, configuration: configuration)
  try pool.writeWithoutTransaction { db in
    // Only now: a pool sets NORMAL when it turns to WAL, which is after `prepareDatabase`.
    try db.execute(sql: "PRAGMA synchronous = \(synchronous)")
    let found = try Int.fetchOne(db, sql: "PRAGMA synchronous")
    guard found == (arguments.full ? 2 : 1) else {
      throw Failure(description: "synchronous is not \(synchronous)")
    }
  }
  try pool.write { db in
    if try !db.tableExists("orders") { try makeTables(db) }
  }
  return pool
}

private func makeTables(_ db: Database) throws {
  try db.execute(sql: leanSchema())
  for i in 0..<Workload.skus {
    try db.execute(
      sql: "INSERT INTO sku VALUES (?, ?)", arguments: [i + 1, Workload.sku(i)])
  }
  for i in 0..<Workload.locations {
    try db.execute(
      sql: "INSERT INTO location VALUES (?, ?)", arguments: [i + 1, Workload.location(i)])
  }
  try db.execute(
    sql: "INSERT INTO stock_level SELECT s.id, l.id, ?, 0 FROM sku s, location l ORDER BY 1, 2",
    arguments: [Workload.openingUnits])
}

private func leanSchema() -> String {
  // A C array is a tuple in Swift; its last byte is the string's end.
  withUnsafeBytes(of: lean_schema) { String(decoding: $0.dropLast(), as: UTF8.self) }
}

/// The hash of an event: over the hash before it and its own payload.
func chainHash(_ previous: Data, _ payload: String) -> Data {
  var hash = [UInt8](repeating: 0, count: Int(BENCH_HASH_BYTES))
  var payload = payload
  previous.withUnsafeBytes { previous in
    payload.withUTF8 { payload in
      bench_sha256(
        previous.baseAddress, previous.count, payload.baseAddress, payload.count, &hash)
    }
  }
  return Data(hash)
}

/// The hash before the first event.
let noHash = Data(count: Int(BENCH_HASH_BYTES))

/// The month of a time, like 202601.
func month(of milliseconds: Int64) -> Int64 {
  var seconds = time_t(milliseconds / 1000)
  var date = tm()
  gmtime_r(&seconds, &date)
  return (Int64(date.tm_year) + 1900) * 100 + Int64(date.tm_mon) + 1
}
