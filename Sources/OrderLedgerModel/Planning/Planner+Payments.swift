extension AuthorizePayment: PlannedAction {
  package static var name: String { "authorizePayment" }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.documents = [DocumentName(.payment, payment.text)]
    set.transaction = reference.map {
      GatewayTransaction(gateway: tender.name, kind: .authorization, reference: $0)
    }
    if tender.kind.isCredit { set.credits = [tender.name] }
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkCalendar(expires, "expires")
    if let echo = echo(in: snapshot, kind: .authorization) { return .replay(sequence: echo) }
    let number = try check(command, snapshot, kind: .authorization, now: context.recordedAt)
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = payment.text
    builder.payment(
      PaymentTransaction(
        payment: payment, number: number, kind: .authorize, tender: tender, amount: amount,
        promised: amount, reference: reference, expires: expires))
    if let currency = snapshot.order?.currency {
      builder.pendingLegs(
        debit: tender.account, credit: Account(.depositsGoods), amount, currency, .pending)
    }
    return .plan(try builder.finish())
  }

  /// The journal transaction that recorded this payment before, when the gateway tells the same
  /// event again: the same payment, reference, tender and amount.
  func echo(in snapshot: Snapshot, kind: GatewayTransaction.Kind) -> Int64? {
    guard let reference,
      let sequence = snapshot.transactions[
        GatewayTransaction(gateway: tender.name, kind: kind, reference: reference)],
      snapshot.transactionDocuments[sequence] == payment.text,
      let known = snapshot.order?.payments.first(where: { $0.id == payment }),
      known.authorized == amount, known.tender == tender
    else { return nil }
    return sequence
  }

  /// The new payment's position in its order.
  func check(
    _ command: Command, _ snapshot: Snapshot, kind: GatewayTransaction.Kind, now: Timestamp
  ) throws(LedgerError) -> Int {
    try checkAmount(amount, from: 1, .field("amount"))
    try snapshot.checkFree(DocumentName(.payment, payment.text), .payment(payment))
    if let reference {
      let transaction = GatewayTransaction(
        gateway: tender.name, kind: kind, reference: reference)
      if let sequence = snapshot.transactions[transaction] {
        throw LedgerError(
          .referenceConflict, .payment(payment), found: reference.text, sequence: sequence)
      }
    }
    let order = try snapshot.order(order)
    let credit = try snapshot.credit(tender)
    try command.checkVersion(order)
    // A promise to a cancelled order is refused; money that came in is recorded, and given back.
    if order.status == .cancelled, kind == .authorization || credit != nil {
      throw LedgerError(.alreadyCancelled, .order(order.id), sequence: order.cancelledBy)
    }
    guard order.payments.count < Limits.maxDocumentsPerOrder else {
      throw LedgerError(
        .limitExceeded, .order(order.id), found: "\(order.payments.count) payments",
        allowed: "\(Limits.maxDocumentsPerOrder)")
    }
    if let credit {
      try credit.checkSpendable(at: command.at ?? now)
      try credit.checkCurrency(order.currency)
      try credit.checkAvailable(amount)
    }
    return order.payments.count
  }
}

extension RecordPayment: PlannedAction {
  package static var name: String { "recordPayment" }
  package var isOutsideFact: Bool { true }

  package var readSet: ReadSet {
    var set = authorization.readSet
    set.transaction = authorization.reference.map {
      GatewayTransaction(gateway: authorization.tender.name, kind: .capture, reference: $0)
    }
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try checkAmount(fee, .field("fee"))
    try authorization.tender.checkFee(fee)
    try checkShape(presentment: presentment)
    if let cash { try checkAmount(cash, from: 1, .field("cash")) }
    if let echo = authorization.echo(in: snapshot, kind: .capture) {
      return .replay(sequence: echo)
    }
    let number = try authorization.check(
      command, snapshot, kind: .capture, now: context.recordedAt)
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = authorization.payment.text
    let presented = try snapshot.order(authorization.order).presented(
      presentment, cash: cash, of: authorization.amount, by: authorization.tender)
    builder.receive(
      PaymentTransaction(
        payment: authorization.payment, number: number, kind: .sale,
        tender: authorization.tender, amount: authorization.amount, promised: 0, fee: fee,
        reference: authorization.reference), as: presented)
    try builder.refundLateCapture(authorization.amount, on: number)
    return .plan(try builder.finish())
  }
}

extension CapturePayment: PlannedAction {
  package static var name: String { "capturePayment" }
  package var isOutsideFact: Bool { true }
  /// The gateway's own reference is as good as a key.
  package var needsKey: Bool { reference == nil }

  package var readSet: ReadSet {
    var set = ReadSet()
    set.order = .order(order)
    set.reference = reference.map { (.capture, $0) }
    return set
  }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    if let amount { try checkAmount(amount, from: 1, .field("amount")) }
    try checkAmount(fee, .field("fee"))
    try checkShape(presentment: presentment)
    if let echo = try snapshot.echo(of: reference, .capture, in: order, payment) {
      return .replay(sequence: echo)
    }
    let order = try snapshot.order(order)
    let payment = try order.payment(payment)
    try payment.tender.checkFee(fee)
    try command.checkVersion(order)
    let amount = try amountToCapture(order, payment)
    let presented = try order.presented(
      presentment, cash: nil, of: amount, by: payment.tender)
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = payment.id.text
    let promised = min(amount, payment.open)
    if promised > 0 {
      builder.pendingLegs(
        debit: payment.tender.account, credit: Account(.depositsGoods), promised, order.currency,
        .released)
    }
    builder.receive(
      PaymentTransaction(
        payment: payment.id, number: payment.number, kind: .capture, tender: payment.tender,
        amount: amount, promised: promised, fee: fee, reference: reference), as: presented)
    try builder.refundLateCapture(amount, on: payment.number)
    return .plan(try builder.finish())
  }

  private func amountToCapture(
    _ order: OrderState, _ payment: PaymentState
  ) throws(LedgerError) -> Int64 {
    // When the last of an order is cancelled its promises are let go; a gateway that captures all
    // the same has moved money, which is recorded and given back.
    let isOver =
      order.openUnits == 0 && order.status != .open && !payment.tender.kind.isCredit
    let limit = isOver ? payment.authorized - payment.captured : payment.open
    guard limit > 0 else {
      throw LedgerError(.authorizationClosed, .payment(payment.id), found: "0 open")
    }
    let isLate = isOver && payment.open == 0
    let wanted = amount ?? (isLate ? limit : min(payment.open, order.outstanding))
    guard wanted > 0 else {
      throw LedgerError(.nothingToCapture, .order(order.id), found: "0 outstanding")
    }
    guard wanted <= limit else {
      throw LedgerError(
        .overCapture, .payment(payment.id), found: "\(wanted)", allowed: "\(limit)")
    }
    return wanted
  }
}

extension VoidAuthorization: PlannedAction {
  package static var name: String { "voidAuthorization" }
  package var isOutsideFact: Bool { true }
  package var readSet: ReadSet { ReadSet(order: order) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try planRelease(.void, of: payment, in: order, command, snapshot, context)
  }
}

extension ExpireAuthorization: PlannedAction {
  package static var name: String { "expireAuthorization" }
  package var isOutsideFact: Bool { true }
  package var readSet: ReadSet { ReadSet(order: order) }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try planRelease(.expire, of: payment, in: order, command, snapshot, context)
  }
}

private func planRelease(
  _ kind: PaymentTransaction.Kind, of payment: PaymentID, in order: OrderID, _ command: Command,
  _ snapshot: Snapshot, _ context: PlanContext
) throws(LedgerError) -> Decision {
  let order = try snapshot.order(order)
  let payment = try order.payment(payment)
  try command.checkVersion(order)
  guard payment.open > 0 else {
    throw LedgerError(.authorizationClosed, .payment(payment.id), found: "0 open")
  }
  var builder = PlanBuilder(command, snapshot, context)
  builder.document = payment.id.text
  builder.release(payment, kind)
  return .plan(try builder.finish())
}

extension PlanBuilder {
  /// Money comes in: it belongs to the order's value, and the gateway's fee to its costs.
  ///
  /// - Parameter presented: the amount as the customer sees it, where it is another.
  mutating func receive(_ transaction: PaymentTransaction, as presented: Money?) {
    payment(transaction)
    guard let currency = order?.currency else { return }
    let account = transaction.tender.account
    if let presented {
      receive(presented, of: transaction, currency)
    } else {
      leg(.debit, account, transaction.amount, currency)
    }
    if transaction.fee > 0 {
      leg(.debit, Account(.processorFees, account.dimension), transaction.fee, currency)
      leg(.credit, account, transaction.fee, currency)
    }
  }

  /// Lets go what a payment still promises.
  mutating func release(_ payment: PaymentState, _ kind: PaymentTransaction.Kind) {
    guard payment.open > 0, let currency = order?.currency else { return }
    self.payment(
      PaymentTransaction(
        payment: payment.id, number: payment.number, kind: kind, tender: payment.tender,
        amount: payment.open, promised: payment.open))
    pendingLegs(
      debit: payment.tender.account, credit: Account(.depositsGoods), payment.open, currency,
      .released)
  }

  /// When nothing of the order is left to pay for, what came in goes back: by way of unapplied
  /// receipts into refunds payable. No more than this capture brought: what was paid beyond the
  /// order's value before came by other payments.
  mutating func refundLateCapture(
    _ amount: Int64, on payment: Int
  ) throws(LedgerError) {
    guard let order, order.openUnits == 0, order.status != .open else { return }
    let excess = min(amount, order.received - order.value)
    guard excess > 0 else { return }
    let id: RefundID
    do { id = try RefundID("\(RefundDecision.lateCapturePrefix)\(context.sequence)") } catch {
      throw LedgerError(.integrity, found: "\(error)")
    }
    leg(.credit, Account(.unappliedReceipts), excess, order.currency)
    leg(.debit, Account(.unappliedReceipts), excess, order.currency)
    try carryOut(
      RefundDecision(
        id: id, kind: .lateCapture, number: order.refunds.count,
        reason: BuiltInReason.other.code, choice: .original, due: excess, amount: excess,
        shares: [RefundShare(payment: payment, amount: excess)]))
  }
}

extension Tender {
  /// Refuses a fee where no payment service is in between.
  func checkFee(_ fee: Int64) throws(LedgerError) {
    guard fee > 0, kind.isCredit else { return }
    throw LedgerError(
      .invalidAmount, .field("fee"), found: "\(fee)", allowed: "0 for \(kind.name)")
  }
}

extension Snapshot {
  /// The journal transaction that recorded a gateway reference before, when this is the same event
  /// told again. References of other gateways are no concern of this payment's.
  ///
  /// - Throws: `.referenceConflict` when the reference was recorded for another payment.
  func echo(
    of reference: GatewayReference?, _ kind: GatewayTransaction.Kind, in order: OrderID,
    _ payment: PaymentID
  ) throws(LedgerError) -> Int64? {
    guard let reference else { return nil }
    let gateway = self.order?.payments.first { $0.id == payment }?.tender.name
    for (transaction, sequence) in transactions
    where transaction.kind == kind && transaction.reference == reference
      && transaction.gateway == gateway ?? transaction.gateway
    {
      guard transactionDocuments[sequence] == payment.text else {
        throw LedgerError(
          .referenceConflict, .payment(payment), found: reference.text, sequence: sequence)
      }
      return sequence
    }
    return nil
  }
}

extension RefundDecision {
  /// How the ledger's own names for refunds of late captures begin; callers may not use it.
  static let lateCapturePrefix = "late-capture-"

  /// Refuses a caller's name that the ledger could need for itself.
  static func checkName(_ id: RefundID, _ field: String) throws(LedgerError) {
    guard id.text.utf8.starts(with: lateCapturePrefix.utf8) else { return }
    throw LedgerError(
      .invalidIdentifier, .field(field), found: lateCapturePrefix,
      allowed: "any name that does not begin so: those are the ledger's own")
  }
}
