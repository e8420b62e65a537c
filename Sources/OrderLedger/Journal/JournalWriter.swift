import OrderLedgerModel
import OrderLedgerSQLite

/// Adds journal transactions. The only code that writes the ledger's entries.
struct JournalWriter {
  let connection: Connection
  /// The numbers that stand for names …
  let names: Names
  /// … and where they are looked up: `verify` folds into another database.
  let namesConnection: Connection

  init(connection: Connection, names: Names, namesConnection: Connection? = nil) {
    self.connection = connection
    self.names = names
    self.namesConnection = namesConnection ?? connection
  }

  /// Writes a transaction's header and entries.
  ///
  /// - Parameters:
  ///   - order: the order's row, which a placement makes.
  ///   - delta: what the entries add up to, which a placed order's row shows from the beginning.
  func write(
    _ transaction: JournalTransaction, hash: [UInt8], order: Int64?, _ delta: StateDelta
  ) throws(LedgerError) {
    try writeHeader(transaction, hash: hash, order: order)
    let sequence = transaction.header.sequence
    let entries = transaction.entries
    var movements = delta.movements[...]
    var written = 0
    while written < entries.count {
      let n = written
      written += 1
      switch entries[n] {
      case .placement(let placement):
        guard let order else { throw LedgerError(.integrity, found: "a placement without a row") }
        try write(placement, sequence, order, delta, transaction.header.transition)
      case .stock:
        while written < entries.count, case .stock = entries[written] { written += 1 }
        try writeMovements(entries, n..<written, movements, sequence)
        movements = movements.dropFirst(written - n)
      case .line:
        while written < entries.count, case .line = entries[written] { written += 1 }
        try writeLineChanges(entries, n..<written, sequence)
      case .posting:
        while written < entries.count, case .posting = entries[written] { written += 1 }
        try writePostings(entries, n..<written, sequence)
      default: try write(entries[n], sequence, n)
      }
    }
  }

  func writeNote(_ note: Note, salt: [UInt8], _ sequence: Int64) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertNote) { statement in
      statement.bind(1, sequence)
      statement.bind(2, salt)
      statement.bind(3, note.text)
    }
  }

  private func writeHeader(
    _ transaction: JournalTransaction, hash: [UInt8], order: Int64?
  ) throws(LedgerError) {
    let header = transaction.header
    // Without a policy the column is not even bound.
    let sql = header.policyVersion == nil ? Catalog.insertTxn : Catalog.insertTxnUnderPolicy
    try connection.ledgerChangeOne(sql) { statement in
      statement.bind(1, header.sequence)
      statement.bind(2, header.recordedAt.microseconds)
      statement.bind(3, header.effectiveAt.microseconds)
      statement.bind(4, header.command)
      statement.bind(5, header.actor)
      statement.bind(6, header.key)
      statement.bind(7, header.requestDigest)
      statement.bind(8, header.document)
      statement.bind(9, header.reason)
      statement.bind(10, header.transition == nil ? nil : order)
      statement.bind(11, header.transition?.version)
      statement.bind(12, code: header.transition?.status)
      statement.bind(13, header.transition?.previous)
      statement.bind(14, header.noteDigest)
      statement.bind(15, transaction.entries.count)
      statement.bind(16, hash)
      if let policy = header.policyVersion { statement.bind(17, policy) }
    }
  }

  private func write(_ entry: Entry, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    switch entry {
    case .placement, .stock, .line, .posting: break
    case .payment(let payment): try write(payment, sequence, n)
    case .decision(let decision): try write(decision, sequence, n)
    case .attempt(let change): try write(change, sequence, n)
    case .credit(let change): try write(change, sequence, n)
    case .dispute(let change): try write(change, sequence, n)
    case .request(let request): try write(request, sequence, n)
    case .answer(let answer): try write(answer, sequence, n)
    case .policy(let policy): try write(policy, sequence, n)
    case .returned(let change): try write(change, sequence, n)
    case .hold(let change): try write(change, sequence, n)
    case .message(let message):
      try connection.ledgerChangeOne(Catalog.insertMessage) { statement in
        statement.bind(1, sequence)
        statement.bind(2, n)
        statement.bind(3, code: message.kind)
        statement.bind(4, message.customer)
      }
    case .period(let period):
      try connection.ledgerChangeOne(Catalog.insertPeriod) { statement in
        statement.bind(1, sequence)
        statement.bind(2, n)
        statement.bind(3, code: period.kind)
        statement.bind(4, period.time.microseconds)
      }
    case .customer(let change): try write(change, sequence, n)
    case .exchange(let exchange): try write(exchange, sequence, n)
    case .reversal(let reversal):
      try connection.ledgerChangeOne(Catalog.insertReversal) { statement in
        statement.bind(1, sequence)
        statement.bind(2, n)
        statement.bind(3, reversal.sequence)
      }
    case .location(let change):
      let location = try names.makeID(of: change.location, namesConnection)
      try connection.ledgerChangeOne(Catalog.insertLocationChange) { statement in
        statement.bind(1, sequence)
        statement.bind(2, n)
        statement.bind(3, location)
        statement.bind(4, change.name)
        statement.bind(5, change.isOpen)
      }
    }
  }

  /// Writes the entries at these places, all of which are postings.
  private func writePostings(
    _ entries: [Entry], _ places: Range<Int>, _ sequence: Int64
  ) throws(LedgerError) {
    try connection.ledgerInsert(Catalog.insertPostings, places) { statement, n, offset in
      guard case .posting(let posting) = entries[n] else { return }
      statement.bind(offset + 1, EntryRow.id(sequence, n))
      statement.bind(offset + 2, code: posting.account.code)
      statement.bind(offset + 3, posting.account.dimension)
      statement.bind(offset + 4, posting.side == .debit ? posting.amount : -posting.amount)
      statement.bind(offset + 5, posting.currency)
      statement.bind(offset + 6, code: posting.phase)
    }
  }

  /// Writes the entries at these places, all of which move stock: that of the first of `rows`, in turn.
  private func writeMovements(
    _ entries: [Entry], _ places: Range<Int>, _ rows: ArraySlice<StockRow>, _ sequence: Int64
  ) throws(LedgerError) {
    let first = rows.startIndex - places.lowerBound
    try connection.ledgerInsert(Catalog.insertMovements, places) { statement, n, offset in
      guard case .stock(let movement) = entries[n] else { return }
      statement.bind(offset + 1, EntryRow.id(sequence, n))
      statement.bind(offset + 2, rows[first + n].id)
      statement.bind(offset + 3, code: movement.from)
      statement.bind(offset + 4, code: movement.to)
      statement.bind(offset + 5, movement.quantity)
      statement.bind(offset + 6, movement.value)
      statement.bind(offset + 7, movement.currency)
      statement.bind(offset + 8, movement.line)
    }
  }

  /// Writes the entries at these places, all of which are changes of lines.
  private func writeLineChanges(
    _ entries: [Entry], _ places: Range<Int>, _ sequence: Int64
  ) throws(LedgerError) {
    try connection.ledgerInsert(Catalog.insertLineChanges, places) { statement, n, offset in
      guard case .line(let change) = entries[n] else { return }
      statement.bind(offset + 1, EntryRow.id(sequence, n))
      statement.bind(offset + 2, change.number)
      statement.bind(offset + 3, code: change.kind)
      statement.bind(offset + 4, change.cancelled)
      statement.bind(offset + 5, change.fulfilled)
      statement.bind(offset + 6, change.returned)
      statement.bind(offset + 7, change.backordered)
      statement.bind(offset + 8, change.reversed)
      statement.bind(offset + 9, change.recognized)
      statement.bind(offset + 10, change.net)
      statement.bind(offset + 11, change.discount)
      statement.bind(offset + 12, change.tax)
      statement.bind(offset + 13, change.reason)
      statement.bind(offset + 14, code: change.disposition)
    }
  }
}
