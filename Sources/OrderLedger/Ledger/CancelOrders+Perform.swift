public import OrderLedgerModel
import OrderLedgerSQLite

extension Ledger {
  /// Carries out several cancellations in one database transaction and answers when it is on the
  /// disk.
  ///
  /// - Returns: a result for each. In the mode `atomic` all of them are receipts.
  /// - Throws: in the mode `atomic` the first refusal, with its place as the error's `index`, and
  ///   nothing was written. In both modes what is wrong with the request as a whole, and failures of
  ///   the database.
  @discardableResult
  public func perform(_ bulk: CancelOrders) async throws(LedgerError) -> CancelOrdersReceipt {
    do {
      return try await write { transaction in
        try transaction.carryOut(bulk)
      }
    } catch let error as LedgerError {
      throw error
    } catch {
      throw LedgerError(.database, found: "\(type(of: error))")
    }
  }

  /// Carries out what a line of the wire asks for.
  public func perform(_ request: LedgerRequest) async throws(LedgerError) -> LedgerAnswer {
    switch request {
    case .command(let command): .receipt(try await perform(command))
    case .cancelOrders(let bulk): .cancelOrders(try await perform(bulk))
    }
  }
}

extension LedgerTransaction {
  private static let savepoint = Savepoint("order_ledger_bulk")

  /// Carries out several cancellations; as the ledger itself does.
  ///
  /// A refusal in the mode `atomic` undoes what was done of them and nothing else, and the next
  /// command can be tried.
  @discardableResult
  public func perform(_ bulk: CancelOrders) throws(LedgerError) -> CancelOrdersReceipt {
    if let doom { throw doom }
    guard bulk.mode == .atomic else { return try carryOut(bulk) }
    let totals = engine.totals
    do throws(SQLiteError) { try engine.connection.savepoint(Self.savepoint) } catch {
      throw LedgerError(error)
    }
    do throws(LedgerError) {
      let receipt = try carryOut(bulk)
      do throws(SQLiteError) { try engine.connection.release(Self.savepoint) } catch {
        throw LedgerError(error)
      }
      return receipt
    } catch {
      engine.connection.undo(Self.savepoint)
      engine.undo(to: totals)
      throw error
    }
  }

  /// Carries out what a line of the wire asks for.
  public func perform(_ request: LedgerRequest) throws(LedgerError) -> LedgerAnswer {
    switch request {
    case .command(let command): .receipt(try perform(command))
    case .cancelOrders(let bulk): .cancelOrders(try perform(bulk))
    }
  }
}

/// What a ledger answers to a `LedgerRequest`.
public enum LedgerAnswer: Sendable, Hashable, JSONLine {
  /// The receipt of one command.
  case receipt(Receipt)
  /// The results of several cancellations.
  case cancelOrders(CancelOrdersReceipt)

  /// The first refusal among several cancellations.
  public var firstRefusal: LedgerError? {
    if case .cancelOrders(let receipt) = self { receipt.firstRefusal } else { nil }
  }

  /// Writes the result.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .receipt(let receipt): try receipt.encode(to: encoder)
    case .cancelOrders(let receipt): try receipt.encode(to: encoder)
    }
  }
}

extension LedgerTransaction {
  /// Carries out cancellations one after the other.
  ///
  /// - Throws: in the mode `atomic` the first refusal, and what was written before it stands: the
  ///   caller undoes it.
  fileprivate func carryOut(_ bulk: CancelOrders) throws(LedgerError) -> CancelOrdersReceipt {
    try bulk.check()
    let use = try use(by: bulk)
    var results: [Result<Receipt, LedgerError>] = []
    results.reserveCapacity(bulk.cancellations.count)
    var isKeyTaken = use?.first != nil
    for (index, cancel) in bulk.cancellations.enumerated() {
      do throws(LedgerError) {
        let isFirst = use?.first?.header.document == cancel.cancellation.text
        let command = bulk.command(index, isFirst: isFirst || !isKeyTaken)
        results.append(.success(try perform(command, under: use?.digest)))
        isKeyTaken = true
      } catch {
        guard bulk.mode == .each, doom == nil else {
          var error = error
          error.index = index
          throw error
        }
        results.append(.failure(error))
      }
    }
    return CancelOrdersReceipt(results: results)
  }

  /// The digest of a request with a key, and the journal transaction that took the key before.
  ///
  /// - Throws: `.idempotencyConflict` if the key was used for another request.
  private func use(
    by bulk: CancelOrders
  ) throws(LedgerError) -> (digest: [UInt8], first: JournalTransaction?)? {
    guard let key = bulk.key else { return nil }
    let digest = SHA256Digest.of(bulk.canonicalRequest)
    guard let use = try engine.use(of: key) else { return (digest, nil) }
    guard use.digest == digest else {
      throw LedgerError(
        .idempotencyConflict, LedgerError.Subject("key", key.text), sequence: use.sequence)
    }
    return (digest, try engine.transaction(use.sequence))
  }
}
