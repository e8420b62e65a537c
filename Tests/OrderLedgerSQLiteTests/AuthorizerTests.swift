import OrderLedgerSQLite
import Testing

struct AuthorizerTests {
  let scratch = Scratch()

  private func connection() throws -> Connection {
    let connection = try scratch.open(
      schema: """
        CREATE TABLE posting (id INTEGER PRIMARY KEY, amount INTEGER) STRICT;
        CREATE TABLE balance (id INTEGER PRIMARY KEY, amount INTEGER) STRICT;
        CREATE TABLE document (id INTEGER PRIMARY KEY, text TEXT, state INTEGER) STRICT;
        CREATE INDEX balance_amount ON balance (amount);
        """
    ) { $0.appendOnlyTables = ["Posting": [], "Document": ["State"]] }
    try connection.execute(
      """
      INSERT INTO posting VALUES (1, 100); INSERT INTO balance VALUES (1, 100);
      INSERT INTO document VALUES (1, 'as it was', 0)
      """)
    return connection
  }

  @Test(arguments: [
    "UPDATE posting SET amount = 0",
    "DELETE FROM posting",
    "UPDATE POSTING SET amount = 0 WHERE id = 1",
    "INSERT INTO posting VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET amount = excluded.amount",
    "WITH x AS (SELECT 1) DELETE FROM posting WHERE id IN x",
  ])
  func `an append-only table refuses`(sql: String) throws {
    let connection = try connection()
    #expect(failure { try connection.execute(sql) }?.matches(.authorization) == true)
    #expect(try connection.query("SELECT amount FROM posting") { try $0.int(0) } == [100])
  }

  @Test(arguments: [
    "UPDATE document SET text = ''", "UPDATE document SET state = 1, text = ''",
    "DELETE FROM document",
    "INSERT INTO document VALUES (1, '', 5) ON CONFLICT (id) DO UPDATE SET text = excluded.text",
  ])
  func `of an append-only table only the columns named may change`(sql: String) throws {
    let connection = try connection()
    #expect(failure { try connection.execute(sql) }?.matches(.authorization) == true)
    try connection.execute("UPDATE document SET STATE = 1")
    #expect(try connection.query("SELECT text FROM document") { try $0.string(0) } == ["as it was"])
  }

  @Test func `other tables may be updated`() throws {
    let connection = try connection()
    try connection.execute("UPDATE balance SET amount = 7; DELETE FROM balance")
  }

  @Test(arguments: [
    "CREATE TABLE x (a)", "DROP TABLE balance", "ALTER TABLE balance ADD COLUMN b",
    "CREATE INDEX i ON balance (amount)", "CREATE VIEW x AS SELECT 1",
    "CREATE TRIGGER x AFTER INSERT ON balance BEGIN SELECT 1; END", "ANALYZE", "REINDEX",
  ])
  func `the schema does not change outside a migration`(sql: String) throws {
    let connection = try connection()
    #expect(failure { try connection.execute(sql) }?.matches(.authorization) == true)
  }

  @Test func `rights to change the schema end with their scope, also after an error`() throws {
    let connection = try connection()
    let inside = failure {
      try connection.changingSchema { () throws(SQLiteError) in try connection.execute("nonsense") }
    }
    #expect(inside?.matches(.error) == true)
    #expect(
      failure { try connection.execute("CREATE TABLE x (a)") }?.matches(.authorization) == true)
  }
}
