import Testing

/// Something that the library did not make in a ledger's file, and how it is taken out again.
struct PlantedObject: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let sql: String
  /// What the refusal names.
  let name: String
  let undo: String

  init(_ description: String, _ sql: String, names name: String, undo: String) {
    testDescription = description
    self.sql = sql
    self.name = name
    self.undo = undo
  }

  /// All of them can be planted in a file of any version.
  static let all: [PlantedObject] = [
    PlantedObject(
      "a trigger that the next migration would run",
      """
      CREATE TRIGGER ledger_more AFTER INSERT ON ledger_migration
      BEGIN UPDATE ledger_migration SET name = 'mine'; END
      """, names: "ledger_more", undo: "DROP TRIGGER ledger_more"),
    PlantedObject(
      "a trigger that the next command would run",
      "CREATE TRIGGER more AFTER INSERT ON LEDGER_TXN BEGIN SELECT 1; END",
      names: "more", undo: "DROP TRIGGER more"),
    PlantedObject(
      "a view", "CREATE VIEW v_ledger_more AS SELECT * FROM ledger_sku", names: "v_ledger_more",
      undo: "DROP VIEW v_ledger_more"),
    PlantedObject(
      "an index that computes", "CREATE INDEX more ON ledger_migration (abs(applied_at))",
      names: "more", undo: "DROP INDEX more"),
    PlantedObject(
      "a table", "CREATE TABLE ledger_more (a)", names: "ledger_more",
      undo: "DROP TABLE ledger_more"),
    PlantedObject(
      "a column in the table of the steps", "ALTER TABLE ledger_migration ADD COLUMN more ANY",
      names: "ledger_migration", undo: "ALTER TABLE ledger_migration DROP COLUMN more"),
  ]

  /// What only a file of the ledger's own may not have.
  static let inOwnFile: [PlantedObject] = [
    PlantedObject(
      "a table of somebody's", "CREATE TABLE basket (id)", names: "basket",
      undo: "DROP TABLE basket"),
    PlantedObject(
      "a virtual table under the name of a tool's",
      "CREATE VIRTUAL TABLE _litestream_more USING rtree (id, low, high)",
      names: "_litestream_more", undo: "DROP TABLE _litestream_more"),
  ]
}
