import OrderLedgerModel
import OrderLedgerSQLite

extension JournalWriter {
  func write(
    _ request: CancellationRequest, _ sequence: Int64, _ n: Int
  ) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertRequest) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, 0)
      statement.bind(4, request.number)
      statement.bind(5, request.id)
      statement.bind(6, code: RequestStatus.open)
      statement.bind(7, request.party)
      statement.bind(8, request.expires?.microseconds)
      statement.bind(9, request.needsApproval)
      statement.bind(10, request.amount)
      statement.bind(11, request.cancel.text)
    }
  }

  func write(_ answer: RequestAnswer, _ sequence: Int64, _ n: Int) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertAnswer) { statement in
      statement.bind(1, sequence)
      statement.bind(2, n)
      statement.bind(3, 1)
      statement.bind(4, answer.number)
      statement.bind(5, answer.cancellation)
      statement.bind(6, code: answer.status)
    }
  }
}

extension Walk {
  static func request(_ row: borrowing Statement) throws -> Entry {
    if try row.bool(2) {
      return .answer(
        RequestAnswer(
          number: try row.int(3), cancellation: try row.id(4), status: try row.code(5)))
    }
    return .request(try CancellationRequest(row))
  }
}

extension CancellationRequest {
  /// Reads the columns from the fourth on, as ``Catalog`` has them.
  init(_ row: borrowing Statement) throws {
    let text = try row.string(10)
    let cancel: CancelOrder
    do throws(LedgerError) { cancel = try CancelOrder(text: text) } catch {
      throw row.invalid(10, "not a cancellation")
    }
    // Beside it for people's queries; the chain covers the one in the command.
    guard try row.string(4) == cancel.cancellation.text else {
      throw row.invalid(4, "another name than the cancellation's")
    }
    self.init(
      number: try row.int(3), cancel: cancel, party: try row.idOrNil(6),
      expires: try row.timeOrNil(7),
      needsApproval: try row.bool(8), amount: try row.figure(9))
  }
}
