/// One step of the schema: a script that runs once in each file.
package struct Migration: Sendable, Equatable {
  package let version: Int
  package let name: String
  package let sql: String

  package init(version: Int, name: String, sql: String) {
    self.version = version
    self.name = name
    self.sql = sql
  }
}
