import OrderLedgerModel
import OrderLedgerSQLite

/// One caller's work in a round of the writer.
///
/// `run` may be called again when a round has to be repeated without another caller's work: it
/// reads nothing but the engine and what it captured, and answers nobody by itself.
struct WriterJob: Sendable {
  /// How the work ended, before the commit.
  enum Outcome {
    /// It wrote, or was refused before it wrote anything. Both answers wait for the commit: a
    /// refusal may rest on what a neighbour wrote, and is void if that was not committed.
    case ended(answer: @Sendable (Result<Void, LedgerError>) -> Void)
    /// It failed while writing: what it wrote has to go.
    case failed(LedgerError, answer: @Sendable (LedgerError) -> Void)
  }

  let run: @Sendable (SQLiteEngine, Timestamp) -> Outcome
  /// Answers when the work could not even begin.
  let fail: @Sendable (LedgerError) -> Void
}

extension WriterJob {
  /// Work that ends in a value or an error of the ledger's.
  init<Value: Sendable>(
    _ reply: Reply<Result<Value, LedgerError>>,
    _ body: @escaping @Sendable (SQLiteEngine, Timestamp) throws(LedgerError) -> Value
  ) {
    fail = { reply.resume(.failure($0)) }
    run = { engine, now in
      let written = engine.connection.totalChanges
      do throws(LedgerError) {
        let value = try body(engine, now)
        return .ended { result in reply.resume(result.map { value }) }
      } catch {
        if engine.connection.totalChanges == written, error.code.category != .database {
          return .ended { result in
            reply.resume(result.flatMap { .failure(error) })
          }
        }
        return .failed(error) { reply.resume(.failure($0)) }
      }
    }
  }

  private static let nested = Savepoint("order_ledger_write")

  /// A host's closure over several commands: what it throws undoes all of them, and nobody else's.
  init<Value: Sendable>(
    _ reply: Reply<Result<Value, any Error>>, identity: StoreIdentity,
    _ body: @escaping @Sendable (borrowing LedgerTransaction) throws -> Value
  ) {
    fail = { reply.resume(.failure($0)) }
    run = { engine, now in
      let totals = engine.totals
      do throws(SQLiteError) { try engine.connection.savepoint(Self.nested) } catch {
        return .failed(LedgerError(error)) { reply.resume(.failure($0)) }
      }
      let transaction = LedgerTransaction(engine: engine, now: { now })
      do {
        let value = try body(transaction)
        if let doom = transaction.doom { throw doom }
        do throws(SQLiteError) { try engine.connection.release(Self.nested) } catch {
          return .failed(LedgerError(error)) { reply.resume(.failure($0)) }
        }
        return .ended { result in reply.resume(result.map { value }.mapError { $0 }) }
      } catch {
        engine.connection.undo(Self.nested)
        engine.undo(to: totals)
        return .ended { result in
          reply.resume(result.mapError { $0 }.flatMap { .failure(error) })
        }
      }
    }
  }
}
