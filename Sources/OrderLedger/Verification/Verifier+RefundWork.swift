import OrderLedgerModel
import OrderLedgerSQLite

extension Verifier {
  /// The refund worker's rows are no facts, but each has to be about a refund that exists, and what
  /// was found and is not done has to have its rows: a refund without would never be sent.
  mutating func checkRefundWork(through head: Int64) throws(LedgerError) {
    for stray in try refundPlaces(Catalog.strayRefundWork) {
      find(
        .references,
        "the refund worker's row for order \(stray.order), refund \(stray.refund), payment "
          + "\(stray.payment) is about none that exists")
    }
    let book = RefundWorkbook(queries)
    // Before the first search there is nothing to be found.
    guard let searched = try book.searched() else { return }
    guard searched <= head else {
      return find(
        .references,
        "the journal was searched for refunds through \(searched), and ends with \(head)")
    }
    try checkSearched(searched, head, book)
  }

  /// Refunds to which nothing has happened since the search.
  private mutating func checkSearched(
    _ searched: Int64, _ head: Int64, _ book: RefundWorkbook
  ) throws(LedgerError) {
    let missing = try refundPlaces(Catalog.missingRefundWork) { statement in
      statement.bind(1, searched)
      statement.bind(2, head)
    }
    for refund in missing {
      find(
        .references,
        "order \(refund.order), refund \(refund.refund), payment \(refund.payment) is owed, and "
          + "the refund worker's row for it is missing")
    }
    let unwatched = try connection.ledgerAll(Catalog.unwatchedAttempts) { statement in
      statement.bind(1, searched)
      statement.bind(2, head)
    } row: { row in
      (order: try row.int64(0), attempt: try row.id(1, AttemptID.self))
    }
    for (row, id) in unwatched {
      // Those that others have named are theirs to follow.
      guard let order = try queries.loader.order(row: row),
        let attempt = order.attempts.first(where: { $0.id == id }), book.isOwn(attempt, in: order)
      else { continue }
      find(
        .references,
        "attempt \(id.text) is under way, and the refund worker's row for it is missing")
    }
  }

  private func refundPlaces(
    _ sql: SQL, _ bind: (inout Statement) -> Void = { _ in }
  ) throws(LedgerError) -> [(order: Int64, refund: Int64, payment: Int64)] {
    try connection.ledgerAll(sql, bind) { row in
      (order: try row.int64(0), refund: try row.int64(1), payment: try row.int64(2))
    }
  }
}
