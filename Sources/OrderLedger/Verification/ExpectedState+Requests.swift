import OrderLedgerModel
import OrderLedgerSQLite

extension ExpectedState {
  mutating func add(
    _ request: CancellationRequest, _ sequence: Int64, _ n: Int, _ order: Int64,
    _ figures: inout Figures
  ) {
    figures.requests += 1
    sketch.insert(.document, secret.document(2, request.id.text, order, sequence))
    sketch.insert(
      .request,
      secret.request(order, request.number, sequence, n, request.expires?.microseconds))
  }

  mutating func add(_ answer: RequestAnswer, _ sequence: Int64, _ order: Int64) {
    sketch.close(answer.cancellation.text, by: sequence, secret, 2)
    let row = secret.row(.request, order, Int64(answer.number))
    sketch.add(.request, row, SketchedColumn.first, Int64(answer.status.rawValue))
    sketch.add(.request, row, SketchedColumn.second, sequence)
  }
}

extension SketchSecret {
  /// What of a request's state never changes.
  func request(
    _ order: Int64, _ number: Int, _ sequence: Int64, _ n: Int, _ expires: Int64?
  ) -> SketchedRow {
    row(.request) {
      $0.combine(order)
      $0.combine(number)
      $0.combine(sequence)
      $0.combine(n)
      $0.combine(expires)
    }
  }
}

extension Verifier {
  /// Where requests stand.
  func addRequests(to sketch: inout Sketch, _ secret: SketchSecret) throws(LedgerError) {
    try connection.ledgerForEach(Catalog.everyRequestState) { _ in
    } row: { row in
      let order = try row.int64(0)
      let number = try row.int(1)
      sketch.insert(
        .request,
        secret.request(
          order, number, try row.int64(2), try row.int(3), try row.int64OrNil(4)))
      let key = secret.row(.request, order, Int64(number))
      sketch.add(.request, key, SketchedColumn.first, try row.int64(5))
      sketch.add(.request, key, SketchedColumn.second, try row.int64OrNil(6) ?? 0)
    }
  }
}
