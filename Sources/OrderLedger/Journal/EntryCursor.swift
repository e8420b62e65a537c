import OrderLedgerModel
import OrderLedgerSQLite

/// Walks one entry table in the journal's order, a row ahead.
final class EntryCursor {
  private var statement: Statement
  private let decode: (borrowing Statement) throws -> Entry
  /// The journal transaction of the row ahead; `nil` at the end.
  private(set) var sequence: Int64?
  private var place = 0

  init(
    _ sql: SQL, from first: Int64, through last: Int64, _ connection: Connection,
    decode: @escaping (borrowing Statement) throws -> Entry
  ) throws(LedgerError) {
    do throws(SQLiteError) {
      statement = try connection.statement(sql)
      statement.bind(1, first)
      statement.bind(2, last)
    } catch {
      throw LedgerError(error)
    }
    self.decode = decode
    try step()
  }

  private func step() throws(LedgerError) {
    do throws(SQLiteError) {
      if try statement.step() {
        sequence = try statement.int64(0)
        place = try statement.int(1)
      } else {
        sequence = nil
      }
    } catch {
      throw LedgerError(error)
    }
  }

  /// Takes all rows of one transaction.
  func take(_ sequence: Int64, into entries: inout [(place: Int, entry: Entry)]) throws(LedgerError)
  {
    while self.sequence == sequence {
      do {
        entries.append((place, try decode(statement)))
      } catch let error as LedgerError {
        throw error
      } catch let error as SQLiteError {
        throw LedgerError(error)
      } catch {
        throw LedgerError(.corrupt, found: "\(type(of: error))")
      }
      try step()
    }
  }
}
