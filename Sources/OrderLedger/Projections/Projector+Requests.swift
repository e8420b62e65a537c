import OrderLedgerModel
import OrderLedgerSQLite

extension Projector {
  func apply(
    _ request: CancellationRequest, _ sequence: Int64, _ n: Int, _ order: Int64
  ) throws(LedgerError) {
    try take(DocumentName(.decision, request.id.text), sequence, order)
    try connection.ledgerChangeOne(Catalog.insertRequestState) { statement in
      statement.bind(1, order)
      statement.bind(2, request.number)
      statement.bind(3, sequence)
      statement.bind(4, n)
      statement.bind(5, request.expires?.microseconds)
    }
    try connection.ledgerChangeOne(Catalog.countRequest) { $0.bind(1, order) }
  }

  func apply(_ answer: RequestAnswer, _ sequence: Int64, _ order: Int64) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.closeRequest) { statement in
      statement.bind(1, order)
      statement.bind(2, answer.number)
      statement.bind(3, code: answer.status)
      statement.bind(4, sequence)
    }
    try connection.ledgerChangeOne(Catalog.closeDocument) { statement in
      statement.bind(1, code: DocumentName.Kind.decision)
      statement.bind(2, answer.cancellation.text)
      statement.bind(3, sequence)
    }
  }
}
