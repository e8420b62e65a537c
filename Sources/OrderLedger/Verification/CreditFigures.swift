import OrderLedgerModel
import OrderLedgerSQLite

/// A gift card or a store credit account, as the journal's entries add up to it. As many as there
/// are accounts of theirs.
struct CreditFigures: Hashable {
  private let kind: CreditKind
  private let currency: Currency
  private var balance: Int64 = 0
  private var held: Int64 = 0
  private var breakage: Int64 = 0
  private var status: CreditStatus
  private var expires: Timestamp?
  private var lastSequence: Int64

  init(_ state: CreditState) {
    kind = state.kind
    currency = state.currency
    balance = state.balance
    held = state.held
    breakage = state.breakage
    status = state.status
    expires = state.expires
    lastSequence = state.lastSequence
  }

  init(_ change: CreditChange, _ sequence: Int64) {
    kind = change.kind
    currency = change.currency
    balance = change.balance
    held = change.held
    breakage = change.breakage
    status = change.status
    expires = change.expires
    lastSequence = sequence
  }

  /// Adds what was added up later.
  mutating func add(_ later: CreditFigures) {
    balance &+= later.balance
    held &+= later.held
    breakage &+= later.breakage
    status = later.status
    expires = later.expires
    lastSequence = later.lastSequence
  }
}

extension [CreditName: CreditFigures] {
  /// Adds what happened later.
  mutating func add(_ figures: CreditFigures, to name: CreditName) {
    if self[name] == nil { self[name] = figures } else { self[name]?.add(figures) }
  }
}

extension SketchSecret {
  /// What of a dispute never changes.
  func dispute(
    _ order: Int64, _ number: Int, _ id: DisputeID, _ payment: Int, _ amount: Int64,
    _ sequence: Int64
  ) -> SketchedRow {
    row(.dispute) {
      $0.combine(order)
      $0.combine(number)
      $0.combine(bytes: id.text)
      $0.combine(payment)
      $0.combine(amount)
      $0.combine(sequence)
    }
  }
}

/// A row of `ledger_dispute`.
struct DisputeRow: OrderOwned {
  static let everyRow = Catalog.everyDispute

  let order: Int64
  let state: DisputeState
  let openedBy: Int64
  let closedBy: Int64?

  init(_ row: borrowing Statement) throws(SQLiteError) {
    order = try row.figure(0)
    openedBy = try row.figure(8)
    closedBy = try row.figureOrNil(9)
    state = DisputeState(
      id: try row.id(2), number: try row.int(1), payment: try row.int(3),
      amount: try row.figure(4), fee: try row.figure(5), status: try row.code(6),
      refunded: try row.figure(7), sequence: closedBy ?? openedBy)
  }
}

extension Sketch {
  /// Adds the row of a dispute.
  mutating func add(_ row: DisputeRow, _ secret: SketchSecret) {
    // A fee that came back has changed the row; what it was is the sum of both.
    add(
      DisputeChange(
        dispute: row.state.id, number: row.state.number, payment: row.state.payment,
        amount: row.state.amount, previous: nil, status: .open, fee: row.state.fee),
      row.openedBy, of: row.order, secret)
    guard row.state.status != .open || row.closedBy != nil || row.state.refunded != 0 else {
      return
    }
    add(
      DisputeChange(
        dispute: row.state.id, number: row.state.number, payment: row.state.payment,
        amount: row.state.amount, previous: .open, status: row.state.status,
        refunded: row.state.refunded),
      row.closedBy ?? 0, of: row.order, secret)
  }

  /// Adds what an entry changes in the row of its dispute.
  mutating func add(
    _ change: DisputeChange, _ sequence: Int64, of order: Int64, _ secret: SketchSecret
  ) {
    let row = secret.row(.dispute, order, Int64(change.number))
    add(.dispute, row, SketchedColumn.first, change.fee)
    if change.previous == nil {
      insert(
        .dispute,
        secret.dispute(
          order, change.number, change.dispute, change.payment, change.amount, sequence))
    } else {
      add(.dispute, row, SketchedColumn.second, change.refunded)
      add(.dispute, row, SketchedColumn.third, Int64(change.status.rawValue))
      add(.dispute, row, SketchedColumn.fourth, sequence)
    }
  }
}
