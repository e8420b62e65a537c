/// A table that holds state: a fold over the journal's entries, written by ``Projector`` alone.
struct Projection {
  let table: String
  /// Takes it back to what it is before anything happened.
  let reset: String
  /// Its state, in the order of its key.
  let rows: String

  /// A table of nothing but state.
  private init(_ table: String) {
    self.table = table
    reset = "DELETE FROM \(table)"
    rows = "SELECT * FROM \(table)"
  }

  /// A table of the journal that has columns of the state besides.
  private init(_ table: String, key: String, _ columns: [String]) {
    self.table = table
    let resets = columns.map { "\($0) = \($0 == "cancelled_seq" ? "NULL" : "0")" }
    reset = "UPDATE \(table) SET \(resets.joined(separator: ", "))"
    rows = "SELECT \(key), \(columns.joined(separator: ", ")) FROM \(table) ORDER BY \(key)"
  }

  private static let orderColumns = [
    "version", "last_seq", "status", "open_units", "fulfilled_units", "cancelled_units", "value",
    "received", "authorized", "captured", "decided", "pending", "settled", "payments", "refunds",
    "attempts", "cancelled_seq", "requests", "disputes", "presented", "returns",
  ]
  private static let lineColumns = [
    "cancelled", "fulfilled", "returned", "arrived", "reversed", "recognized",
  ]

  /// All of them.
  static let all =
    [
      Projection("ledger_order", key: "order_id", orderColumns),
      Projection("ledger_line", key: "line_id", lineColumns),
    ]
    + [
      "ledger_payment", "ledger_refund", "ledger_attempt", "ledger_document",
      "ledger_gateway_reference", "ledger_location_state", "ledger_stock", "ledger_account",
      "ledger_cancellation_day", "ledger_request_state", "ledger_customer", "ledger_erased_note",
      "ledger_credit", "ledger_dispute", "ledger_presented", "ledger_return", "ledger_hold",
    ].map { Projection($0) }

  /// The tables that only grow, with the columns that may change in them.
  static let journal: [String: Set<String>] = {
    let tables =
      ["ledger_store", "ledger_sku", "ledger_location", "ledger_component"]
      + JournalTable.all.map(\.name)
    var journal = Dictionary(uniqueKeysWithValues: tables.map { ($0, Set<String>()) })
    journal["ledger_order"] = Set(orderColumns)
    journal["ledger_line"] = Set(lineColumns)
    return journal
  }()
}
