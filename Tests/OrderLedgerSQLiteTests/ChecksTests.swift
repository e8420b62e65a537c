import OrderLedgerSQLite
import Testing

struct ChecksTests {
  static let schema = """
    CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE child (
      a INTEGER NOT NULL REFERENCES parent (id), b INTEGER NOT NULL, PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID;
    CREATE VIEW v_child AS SELECT a FROM child;
    CREATE TRIGGER child_is_append_only BEFORE DELETE ON child
      BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    INSERT INTO parent VALUES (1, 'x');
    INSERT INTO child VALUES (1, 1), (1, 2);
    """

  let scratch = Scratch()

  @Test func `a sound file has no findings`() throws {
    let connection = try scratch.open(schema: Self.schema)
    #expect(try connection.quickCheck() == [])
    #expect(try connection.integrityCheck() == [])
    #expect(try connection.foreignKeyCheck() == [])
  }

  @Test func `a row without its parent is found`() throws {
    let connection = try scratch.open(schema: Self.schema) { $0.enforcesForeignKeys = false }
    try connection.execute("INSERT INTO child VALUES (9, 1)")
    let findings = try connection.foreignKeyCheck()
    #expect(findings.map(\.table) == ["child"] && findings.map(\.parent) == ["parent"])
    #expect(findings.first?.rowID == nil)
  }

  @Test func `REPLACE meets the append-only trigger that the authorizer cannot stand in for`()
    throws
  {
    let connection = try scratch.open(schema: Self.schema) { $0.appendOnlyTables = ["child": []] }
    let error = failure { try connection.execute("INSERT OR REPLACE INTO child VALUES (1, 1)") }
    #expect(error?.message == "append-only")
  }

  @Test func `a file opened later by the same path can be told apart`() throws {
    let first = try scratch.open(schema: Self.schema)
    let second = try scratch.open()
    #expect(first.fileIdentity != nil && first.fileIdentity == second.fileIdentity)
    for name in scratch.names() { Glue.rename("\(scratch.directory)/\(name)", scratch.path + name) }
    let third = try scratch.open()
    #expect(third.fileIdentity != nil && third.fileIdentity != first.fileIdentity)
  }
}
