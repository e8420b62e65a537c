import OrderLedgerModel
import OrderLedgerSQLite

extension Loader {
  /// Reads the gift cards and accounts that a command names, and those that its order was paid with
  /// or sells. An order without any costs a look at its payments and lines, and no statement.
  func loadCredits(_ set: ReadSet, _ snapshot: inout Snapshot) throws(LedgerError) {
    for name in set.credits { try load(name, &snapshot) }
    if set.customerCredit, let customer = snapshot.order?.customer {
      try load(CreditName(unchecked: customer.text), &snapshot)
    }
    for payment in snapshot.order?.payments ?? [] where payment.tender.kind.isCredit {
      try load(payment.tender.name, &snapshot)
    }
    for line in snapshot.order?.lines ?? [] {
      if let card = line.placed.card { try load(card, &snapshot) }
    }
  }

  private func load(_ name: CreditName, _ snapshot: inout Snapshot) throws(LedgerError) {
    guard !snapshot.knowsCredit(name), let credit = try credit(name) else { return }
    snapshot.add(credit)
  }

  /// A gift card or an account, or `nil` if there is none of this name.
  func credit(_ name: CreditName) throws(LedgerError) -> CreditState? {
    try connection.ledgerFirst(Catalog.credit) {
      $0.bind(1, name)
    } row: {
      try CreditState(row: $0)
    }
  }

  func disputes(_ order: Int64) throws(LedgerError) -> [DisputeState] {
    try connection.ledgerAll(Catalog.disputes) {
      $0.bind(1, order)
    } row: { row in
      DisputeState(
        id: try row.id(1), number: try row.int(0), payment: try row.int(2),
        amount: try row.figure(3), fee: try row.figure(4), status: try row.code(5),
        refunded: try row.figure(6), sequence: try row.figure(7))
    }
  }
}

extension CreditState {
  /// A row of `ledger_credit`.
  init(row: borrowing Statement) throws(SQLiteError) {
    self.init(
      name: try row.id(0), kind: try row.code(1), currency: try row.currency(2),
      balance: try row.figure(3), held: try row.figure(4), breakage: try row.figure(5),
      status: try row.code(6), expires: try row.timeOrNil(7),
      lastSequence: try row.figure(8))
  }
}
