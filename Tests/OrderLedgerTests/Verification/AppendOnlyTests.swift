import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

@testable import OrderLedger

/// The authorizer of the connections that a ledger opens knows the tables that only grow.
@Suite struct AppendOnlyTests {
  /// Why a statement is not even prepared; nil if it is.
  static func refusal(_ sql: String, _ connection: Connection) -> ResultCode? {
    do throws(SQLiteError) {
      _ = try connection.prepare(sql)
      return nil
    } catch {
      return error.primaryCode
    }
  }

  @Test(arguments: Projection.journal.keys.sorted())
  func `a change of the journal is not even prepared`(table: String) async throws {
    let scratch = try Scratch()
    await (try scratch.open()).close()
    let columns = try scratch.raw().columns(of: table).map(\.name)
    let mutable = try #require(Projection.journal[table])
    #expect(mutable.isSubset(of: columns) && mutable.count < columns.count)
    let connection = try Connection(LedgerConfiguration().connection(scratch.path))
    for column in columns {
      let sql = "UPDATE \(table) SET \"\(column)\" = \"\(column)\""
      let expected: ResultCode? = mutable.contains(column) ? nil : .authorization
      #expect(Self.refusal(sql, connection) == expected, "\(sql)")
    }
    #expect(Self.refusal("DELETE FROM \(table)", connection) == .authorization)
    #expect(Self.refusal("SELECT * FROM \(table)", connection) == nil)
  }

  @Test func `what is state may be changed and deleted`() async throws {
    let scratch = try Scratch()
    await (try scratch.open()).close()
    let connection = try Connection(LedgerConfiguration().connection(scratch.path))
    for projection in Projection.all {
      #expect(Self.refusal(projection.reset, connection) == nil, "\(projection.table)")
    }
  }
}
