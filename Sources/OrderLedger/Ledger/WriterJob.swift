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
    /// It failed while writing: what it wrote has to go, and then it is answered. Where the disk was
    /// full, it may be run again instead.
    case failed(isDiskFull: Bool, answer: @Sendable () -> Void)
  }

  /// Whether it is one command, which is soon done; a batch is not, and a host's closure may be
  /// anything.
  let isShort: Bool
  /// Told besides whether the transaction is this job's alone, so that undoing it is rolling back.
  let run: @Sendable (_ engine: SQLiteEngine, _ now: Timestamp, _ isAlone: Bool) -> Outcome
  /// Answers when the work could not even begin.
  let fail: @Sendable (LedgerError) -> Void
}

extension WriterJob {
  /// Work that ends in a value or an error of the ledger's.
  init<Value: Sendable>(
    _ reply: Reply<Result<Value, LedgerError>>, isShort: Bool = true,
    _ body: @escaping @Sendable (SQLiteEngine, Timestamp) throws(LedgerError) -> Value
  ) {
    self.isShort = isShort
    fail = { reply.resume(.failure($0)) }
    run = { engine, now, _ in
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
        return .failed(isDiskFull: error.code == .diskFull) { reply.resume(.failure(error)) }
      }
    }
  }

  /// A host's closure over several commands: what it throws undoes all of them, and nobody else's.
  init<Value: Sendable>(
    _ reply: Reply<Result<Value, any Error>>,
    _ body: @escaping @Sendable (borrowing LedgerTransaction) throws -> Value
  ) {
    isShort = false
    fail = { reply.resume(.failure($0)) }
    run = { engine, now, isAlone in
      let part = isAlone ? nil : WriterPart(engine)
      do {
        try part?.begin()
        let transaction = LedgerTransaction(engine: engine, now: { now })
        let value = try body(transaction)
        if let doom = transaction.doom { throw doom }
        try part?.keep()
        return .ended { result in reply.resume(result.map { value }.mapError { $0 }) }
      } catch {
        guard let part, part.undo() else {
          return .failed(isDiskFull: (error as? LedgerError)?.code == .diskFull) {
            reply.resume(.failure(error))
          }
        }
        return .ended { result in
          reply.resume(result.mapError { $0 }.flatMap { .failure(error) })
        }
      }
    }
  }
}

/// A part of a shared transaction that can be undone without the rest.
///
/// Its savepoint is not for long closures: under one, SQLite keeps the pages that each statement
/// changes, and looking after them took a third of the time of a thousand cancellations.
private struct WriterPart {
  private static let savepoint = Savepoint("order_ledger_write")

  private let engine: SQLiteEngine
  private let totals: RunningTotals

  init(_ engine: SQLiteEngine) {
    self.engine = engine
    totals = engine.totals
  }

  func begin() throws(LedgerError) {
    do throws(SQLiteError) { try engine.connection.savepoint(Self.savepoint) } catch {
      throw LedgerError(error)
    }
  }

  func keep() throws(LedgerError) {
    do throws(SQLiteError) { try engine.connection.release(Self.savepoint) } catch {
      throw LedgerError(error)
    }
  }

  /// - Returns: false if the whole transaction is gone with it.
  func undo() -> Bool {
    engine.connection.undo(Self.savepoint)
    engine.undo(to: totals)
    return engine.connection.isInTransaction
  }
}
