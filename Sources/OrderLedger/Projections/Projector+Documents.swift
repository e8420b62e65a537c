import OrderLedgerModel
import OrderLedgerSQLite

extension Projector {
  func take(
    _ name: DocumentName, _ sequence: Int64, _ order: Int64
  ) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertDocument) { statement in
      statement.bind(1, code: name.kind)
      statement.bind(2, name.text)
      statement.bind(3, order)
      statement.bind(4, sequence)
    }
  }

  private func take(
    _ reference: GatewayReference?, _ kind: GatewayTransaction.Kind, _ gateway: GatewayName,
    _ sequence: Int64
  ) throws(LedgerError) {
    guard let reference else { return }
    try connection.ledgerChangeOne(Catalog.insertGatewayReference) { statement in
      statement.bind(1, gateway)
      statement.bind(2, code: kind)
      statement.bind(3, reference)
      statement.bind(4, sequence)
    }
  }

  func apply(
    _ payment: PaymentTransaction, _ sequence: Int64, _ order: Int64
  ) throws(LedgerError) {
    switch payment.kind {
    case .authorize, .sale:
      try take(DocumentName(.payment, payment.payment.text), sequence, order)
      try connection.ledgerChangeOne(Catalog.insertPayment) { statement in
        statement.bind(1, order)
        statement.bind(2, payment.number)
        statement.bind(3, payment.payment)
        statement.bind(4, code: payment.tender.kind)
        statement.bind(5, payment.tender.name)
        statement.bind(6, payment.amount)
        statement.bind(7, payment.kind == .sale ? payment.amount : 0)
        statement.bind(8, payment.promised)
      }
    case .capture, .void, .expire:
      try connection.ledgerChangeOne(Catalog.updatePayment) { statement in
        statement.bind(1, order)
        statement.bind(2, payment.number)
        statement.bind(3, payment.kind == .capture ? payment.amount : 0)
        statement.bind(4, -payment.promised)
      }
    }
    let kind: GatewayTransaction.Kind = payment.kind == .authorize ? .authorization : .capture
    try take(payment.reference, kind, payment.tender.name, sequence)
  }

  /// - Parameter isNamed: whether a request took the name before.
  func apply(
    _ decision: RefundDecision, _ sequence: Int64, _ order: Int64, isNamed: Bool
  ) throws(LedgerError) {
    if !isNamed { try take(DocumentName(.decision, decision.id.text), sequence, order) }
    guard let number = decision.number else { return }
    var rows = decision.shares
    if rows.isEmpty { rows.append(RefundShare(payment: Self.noPayment, amount: 0)) }
    for (position, share) in rows.enumerated() {
      try insert(share, at: position, of: number, decision.id, total: decision.amount, order)
    }
  }

  /// Stands for the payment of a refund that was given to none.
  private static let noPayment = -1

  private func insert(
    _ share: RefundShare, at position: Int, of refund: Int, _ name: RefundID, total: Int64,
    _ order: Int64
  ) throws(LedgerError) {
    try connection.ledgerChangeOne(Catalog.insertRefund) { statement in
      statement.bind(1, order)
      statement.bind(2, refund)
      statement.bind(3, share.payment)
      statement.bind(4, position)
      statement.bind(5, name)
      statement.bind(6, total)
      statement.bind(7, share.amount)
      statement.bind(8, share.pending)
      statement.bind(9, share.settled)
    }
  }

  func apply(
    _ change: AttemptChange, _ sequence: Int64, _ order: Int64
  ) throws(LedgerError) {
    if let previous = change.previous {
      try connection.ledgerChangeOne(Catalog.updateAttempt) { statement in
        statement.bind(1, order)
        statement.bind(2, change.number)
        statement.bind(3, code: previous)
        statement.bind(4, code: change.status)
        statement.bind(5, sequence)
      }
    } else {
      try take(DocumentName(.attempt, change.attempt.text), sequence, order)
      try connection.ledgerChangeOne(Catalog.insertAttempt) { statement in
        statement.bind(1, order)
        statement.bind(2, change.number)
        statement.bind(3, change.attempt)
        statement.bind(4, change.refundNumber)
        statement.bind(5, change.payment)
        statement.bind(6, change.amount)
        statement.bind(7, code: change.status)
        statement.bind(8, sequence)
      }
    }
    try applyShare(change, order)
    if let reference = change.reference {
      try takeOnce(reference, try gateway(ofPayment: change.payment, order), sequence)
    }
  }

  /// Moves a share's figures; an attempt on what was assigned to no payment assigns it.
  private func applyShare(_ change: AttemptChange, _ order: Int64) throws(LedgerError) {
    let (pending, settled) = change.shareChange
    let rows = try connection.ledgerAll(Catalog.refundRows) { statement in
      statement.bind(1, order)
      statement.bind(2, change.refundNumber)
    } row: { row in
      (
        total: try row.figure(1),
        share: RefundShare(
          payment: try row.int(0), amount: try row.figure(2), pending: try row.figure(3),
          settled: try row.figure(4))
      )
    }
    guard let share = rows.first(where: { $0.share.payment == change.payment })?.share else {
      let total = rows.first?.total ?? 0
      let added = RefundShare(
        payment: change.payment, amount: pending + settled, pending: pending, settled: settled)
      return try insert(
        added, at: rows.count, of: change.refundNumber, change.refund, total: total, order)
    }
    let more = max(0, pending + settled - share.owed)
    try connection.ledgerChangeOne(Catalog.updateRefund) { statement in
      statement.bind(1, order)
      statement.bind(2, change.refundNumber)
      statement.bind(3, change.payment)
      statement.bind(4, more)
      statement.bind(5, pending)
      statement.bind(6, settled)
    }
  }

  /// Whom a payment of the order was made through.
  private func gateway(ofPayment number: Int, _ order: Int64) throws(LedgerError) -> GatewayName {
    let name = try connection.ledgerFirst(Catalog.paymentTender) { statement in
      statement.bind(1, order)
      statement.bind(2, number)
    } row: {
      try $0.id(0, GatewayName.self)
    }
    guard let name else { throw LedgerError(.integrity, found: "an attempt on no payment") }
    return name
  }

  /// A refund's reference may come with its submission and again with its settlement.
  private func takeOnce(
    _ reference: GatewayReference, _ gateway: GatewayName, _ sequence: Int64
  ) throws(LedgerError) {
    let known = try connection.ledgerFirst(Catalog.gatewayReferenceSequence) { statement in
      statement.bind(1, gateway)
      statement.bind(2, code: GatewayTransaction.Kind.refund)
      statement.bind(3, reference)
    } row: {
      try $0.figure(0)
    }
    if known == nil { try take(reference, .refund, gateway, sequence) }
  }

  func applyFulfillment(_ header: JournalHeader, _ order: Int64) throws(LedgerError) {
    guard let document = header.document else { return }
    if header.command == Fulfill.name {
      try take(DocumentName(.fulfillment, document), header.sequence, order)
    } else if header.command == ReturnItems.name {
      try take(DocumentName(.returned, document), header.sequence, order)
    } else if header.command == CancelFulfillment.name {
      try connection.ledgerChangeOne(Catalog.closeDocument) { statement in
        statement.bind(1, code: DocumentName.Kind.fulfillment)
        statement.bind(2, document)
        statement.bind(3, header.sequence)
      }
    }
  }
}
