import OrderLedger
import OrderLedgerRawDatabase
import OrderLedgerTesting
import Testing

/// SQLite takes any bytes for a text: https://www.sqlite.org/invalidutf.html
@Suite struct InvalidTextTests {
  /// Of every column of texts that has one, a change to bytes that are not UTF-8.
  static func edits(_ raw: RawDatabase) throws -> [RandomDamageTests.Edit] {
    var edits: [RandomDamageTests.Edit] = []
    for table in try raw.tableNames() where table != "ledger_migration" {
      let columns = try raw.columns(of: table)
      let keys = columns.filter(\.isKey).map(\.name)
      let quoted = keys.map { "quote(\"\($0)\")" }.joined(separator: ", ")
      for column in columns where column.type == "TEXT" {
        let rows = try raw.query(
          "SELECT \(quoted) FROM \(table) WHERE \"\(column.name)\" IS NOT NULL LIMIT 1")
        guard let row = rows.first else { continue }
        let place = zip(keys, row).map { "\"\($0)\" = \($1)" }.joined(separator: " AND ")
        edits.append(
          RandomDamageTests.Edit(
            place: "\(table).\(column.name)",
            sql: """
              UPDATE \(table) SET "\(column.name)" = CAST(x'FF41C328' AS TEXT) WHERE \(place)
              """))
      }
    }
    return edits
  }

  private static func isSound(_ scratch: Scratch) async throws(LedgerError) -> Bool {
    let ledger = try await scratch.open()
    let report = try await ledger.verify()
    await ledger.close()
    return report.isSound
  }

  @Test func `a text that is not UTF-8 is found, and never repaired on the way`() async throws {
    let original = try await BusyShop.file()
    var missed: Set<String> = []
    var strange: Set<String> = []
    var count = 0
    for edit in try Self.edits(original.raw()) {
      let scratch = try Scratch(copyOf: original)
      do { try scratch.raw().tamper(edit.sql) } catch { continue }
      count += 1
      do throws(LedgerError) {
        if try await Self.isSound(scratch) { missed.insert(edit.place) }
      } catch {
        // What can't be read is told as damage of the file, not as a mistake of the caller's.
        guard error.code != .corrupt, error.code != .integrity else { continue }
        strange.insert("\(edit.place): \(error.detailedDescription)")
      }
    }
    #expect(count >= 20)
    #expect(missed.subtracting(RawDatabase.unverified) == [])
    #expect(strange == [])
  }
}
