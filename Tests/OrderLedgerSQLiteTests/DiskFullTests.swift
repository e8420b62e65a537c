import COrderLedgerSQLiteTestShim
import OrderLedgerSQLite
import Testing

struct DiskFullTests {
  let scratch = Scratch()

  /// On a real file system of 600 KiB; needs the right to mount one.
  @Test func `a full disk is named, nothing is half written, and room brings it back`() throws {
    guard unsafe order_ledger_test_mount(scratch.directory, 600) == 0 else {
      try Test.cancel("mounting a tmpfs is not allowed here")
    }
    defer { unsafe order_ledger_test_unmount(scratch.directory) }
    let connection = try scratch.open(schema: CheckpointTests.schema)
    var acknowledged = 0
    let error = failure {
      for id in 1...10_000 {
        try connection.immediate { () throws(SQLiteError) in
          try CheckpointTests.fill(connection, id...id)
        }
        acknowledged = id
      }
    }
    #expect(error?.cause == .diskFull)
    #expect(!connection.isInTransaction)
    connection.abandon()
    let again = try scratch.open()
    #expect(try again.query("SELECT count(*) FROM t") { try $0.int(0) } == [acknowledged])
    #expect(try again.integrityCheck() == [])
  }
}
