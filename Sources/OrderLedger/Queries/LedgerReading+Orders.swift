public import OrderLedgerModel
import OrderLedgerSQLite

extension LedgerReading where Self: ~Copyable {
  /// The most orders of one page.
  public static var maxPage: Int { 1_000 }

  /// A page of the orders that a filter lets through, the newest first.
  ///
  /// Without a filter a page costs what its orders cost. A filter walks from the newest order to
  /// older ones until the page is full; there is no index on statuses or customers, because each
  /// would make every cancellation dearer.
  ///
  /// - Parameters:
  ///   - filter: which orders.
  ///   - cursor: ``OrderPage/next`` of the page before.
  ///   - limit: 1…``maxPage``.
  /// - Throws: `limitExceeded`.
  public func orders(
    _ filter: OrderFilter = OrderFilter(), after cursor: OrderCursor? = nil, limit: Int = 50
  ) throws(LedgerError) -> OrderPage {
    guard (1...Self.maxPage).contains(limit) else {
      throw LedgerError(
        .limitExceeded, .init("field", "limit"), found: "\(limit)", allowed: "1 to \(Self.maxPage)")
    }
    var rows = try _queries.orders(filter, after: cursor?.row, limit: limit + 1)
    let hasMore = rows.count > limit
    if hasMore { rows.removeLast() }
    return OrderPage(
      orders: rows.map(\.summary), next: hasMore ? rows.last.map { OrderCursor(row: $0.row) } : nil)
  }
}

extension LedgerQueries {
  func orders(
    _ filter: OrderFilter, after row: Int64?, limit: Int
  ) throws(LedgerError) -> [(row: Int64, summary: OrderSummary)] {
    var conditions = ["o.order_id < ?1"]
    if filter.status != nil { conditions.append("o.status = ?2") }
    if filter.customer != nil { conditions.append("o.customer = ?3") }
    if filter.from != nil { conditions.append("t.effective_at >= ?4") }
    if filter.until != nil { conditions.append("t.effective_at < ?5") }
    if filter.sku != nil {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM ledger_line l JOIN ledger_sku k USING (sku_id)
          WHERE l.order_id = o.order_id AND k.sku = ?6)
        """)
    }
    if filter.text != nil {
      conditions.append(
        """
        (instr(lower(o."order"), ?7) OR instr(lower(coalesce(o.customer, '')), ?7)
          OR instr(lower(coalesce(o.channel, '')), ?7))
        """)
    }
    if filter.owesRefund { conditions.append("o.decided > o.pending + o.settled") }
    if filter.reason != nil {
      conditions.append("o.cancelled_units > 0 AND o.order_id IN \(Self.cancelledFor)")
    }
    let sql = """
      SELECT o.order_id, o."order", o.customer, o.channel, o.currency, o.total, t.effective_at,
        o.version, o.status, o.open_units, o.fulfilled_units, o.value, o.received, o.authorized,
        o.captured, o.decided, o.pending, o.settled, o.payments
      FROM ledger_order o
      JOIN ledger_txn t ON t.seq = o.seq
      WHERE \(conditions.joined(separator: " AND "))
      ORDER BY o.order_id DESC LIMIT ?9
      """
    do throws(SQLiteError) {
      return try connection.query(sql) { statement in
        filter.bind(to: &statement)
        statement.bind(1, row ?? .max)
        statement.bind(9, limit)
      } row: { row in
        (row: try row.figure(0), summary: try OrderSummary(row))
      }
    } catch {
      throw LedgerError(error)
    }
  }

  private static let cancelledFor = """
    (SELECT t2.order_id FROM ledger_decision d JOIN ledger_txn t2 USING (seq)
      WHERE d.kind = 0 AND d.reason = ?8
     UNION SELECT t3.order_id FROM ledger_line_change c JOIN ledger_txn t3
       ON t3.seq = c.entry_id >> 16
      WHERE c.kind = 0 AND c.reason = ?8)
    """
}

extension OrderFilter {
  /// Binds what the statement asks for; the numbers are those of its parameters.
  fileprivate func bind(to statement: inout Statement) {
    if let status { statement.bind(2, code: status) }
    if let customer { statement.bind(3, customer) }
    if let from { statement.bind(4, from.microseconds) }
    if let until { statement.bind(5, until.microseconds) }
    if let sku { statement.bind(6, sku) }
    if let text { statement.bind(7, text.asciiLowercased) }
    if let reason { statement.bind(8, reason) }
  }
}

extension String {
  /// As SQLite's lower(): ASCII letters only.
  fileprivate var asciiLowercased: String {
    String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}

extension OrderSummary {
  fileprivate init(_ row: borrowing Statement) throws(SQLiteError) {
    let open = try row.figure(9)
    let fulfilled = try row.figure(10)
    let value = try row.figure(11)
    let captured = try row.figure(14)
    let pending = try row.figure(16)
    let settled = try row.figure(17)
    self.init(
      id: try row.id(1), customer: try row.idOrNil(2), channel: try row.idOrNil(3),
      currency: try row.currency(4), placedAt: try row.time(6), version: try row.figure(7),
      status: try row.code(8),
      paymentStatus: PaymentStatus(
        captured: captured, authorized: try row.figure(13), settled: settled,
        outstanding: max(0, value - (try row.figure(12))), hasPayments: try row.figure(18) > 0),
      fulfillmentStatus: FulfillmentStatus(open: open, fulfilled: fulfilled),
      total: try row.figure(5), value: value, captured: captured,
      refundOwed: try row.figure(15) - pending - settled, refundPending: pending,
      refundSettled: settled)
  }
}
