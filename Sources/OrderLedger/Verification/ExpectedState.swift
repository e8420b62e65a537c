import OrderLedgerModel

/// What the state has to be, added up while the journal streams by: sketches of what grows with
/// history, and figures of what is bounded by the catalogue and the calendar.
struct ExpectedState: Sendable {
  let secret: SketchSecret
  var sketch = Sketch()
  private(set) var stock: [StockKey: StockFigures] = [:]
  private(set) var accounts: [AccountKey: AccountFigures] = [:]
  private(set) var days: [DayKey: DayFigures] = [:]
  private(set) var locations: [LocationID: LocationState] = [:]
  private(set) var credits: [CreditName: CreditFigures] = [:]
  private(set) var placements: Int64 = 0
  private(set) var lines: Int64 = 0
  private(set) var shares: Int64 = 0
  private(set) var policies: Int64 = 0
  /// Notes that were written, less those that were erased.
  var notes: Int64 = 0
  /// Entries that concern an order, in a transaction without one: only the rows can tell.
  private(set) var isStrange = false

  init(_ secret: SketchSecret) {
    self.secret = secret
  }

  /// Adds a transaction.
  mutating func add(_ record: JournalRecord) {
    let sequence = record.transaction.header.sequence
    let order = record.order?.row
    if record.transaction.header.noteDigest != nil { notes += 1 }
    var figures = Figures()
    var hasDecision = false
    for (place, entry) in record.transaction.entries.enumerated() {
      switch entry {
      case .posting(let posting): add(posting, order)
      case .stock(let movement): stock[movement.key, default: StockFigures()].add(movement)
      case .location(let change): add(change)
      case .credit(let change): credits.add(CreditFigures(change, sequence), to: change.credit)
      case .policy: policies += 1
      case .customer(let change): add(change, sequence)
      case .message, .period, .reversal: break
      case .hold(let change): add(change)
      case .placement, .line, .payment, .decision, .attempt, .request, .answer, .returned,
        .dispute, .exchange:
        if case .decision = entry { hasDecision = true }
        if case .answer(let answer) = entry, answer.status == .accepted { figures.isNamed = true }
        figures.place = place
        if let order { add(entry, sequence, order, &figures) } else { isStrange = true }
      }
    }
    if hasDecision { addDays(record) }
    guard let order else { return }
    if record.transaction.header.document != nil {
      addFulfillment(record.transaction.header, order)
    }
    if let transition = record.transaction.header.transition {
      add(transition, sequence, order, figures)
    }
  }

  /// Adds what was added up of the journal's next part.
  mutating func add(following other: ExpectedState) {
    sketch.add(other.sketch)
    for (key, figures) in other.stock { stock[key, default: StockFigures()].add(figures) }
    for (key, figures) in other.accounts { accounts[key, default: AccountFigures()].add(figures) }
    for (key, figures) in other.days { days[key, default: DayFigures()].add(figures) }
    for (id, state) in other.locations {
      locations[id] = LocationState(
        id: id, name: state.name ?? locations[id]?.name, isOpen: state.isOpen)
    }
    for (name, figures) in other.credits { credits.add(figures, to: name) }
    placements += other.placements
    lines += other.lines
    shares += other.shares
    policies += other.policies
    notes += other.notes
    if other.isStrange { isStrange = true }
  }

  private mutating func addDays(_ record: JournalRecord) {
    guard let currency = record.order?.currency else { return }
    for case .decision(let decision) in record.transaction.entries
    where decision.kind == .cancellation {
      add(decision, record.transaction, currency)
    }
  }

  private mutating func add(
    _ entry: Entry, _ sequence: Int64, _ order: Int64, _ figures: inout Figures
  ) {
    switch entry {
    case .placement(let placement):
      placements += 1
      lines += Int64(placement.lines.count)
      figures.value &+= placement.total
      for line in placement.lines where line.kind == .item { figures.open &+= line.quantity }
    case .line(let change): add(change, order, &figures)
    case .payment(let payment): add(payment, sequence, order, &figures)
    case .decision(let decision): add(decision, sequence, order, &figures)
    case .request(let request): add(request, sequence, figures.place, order, &figures)
    case .answer(let answer): add(answer, sequence, order)
    case .attempt(let change):
      let (pending, settled) = change.shareChange
      figures.pending &+= pending
      figures.settled &+= settled
      if change.previous == nil {
        figures.attempts += 1
        sketch.insert(.document, secret.document(3, change.attempt.text, order, sequence))
      }
    case .dispute(let change):
      figures.received &-= change.unfulfilled
      if change.previous == nil {
        figures.disputes += 1
        sketch.insert(
          .document,
          secret.document(
            Int64(DocumentName.Kind.dispute.rawValue), change.dispute.text, order, sequence))
      }
      sketch.add(change, sequence, of: order, secret)
    case .returned(let change):
      if change.kind == .announce { figures.returns = 1 }
      add(change, order)
    case .posting, .stock, .location, .message, .policy, .hold, .period, .reversal, .customer,
      .credit:
      break
    case .exchange(let exchange): add(exchange, order, &figures)
    }
  }

  private mutating func add(_ change: LineChange, _ order: Int64, _ figures: inout Figures) {
    figures.open &-= change.cancelled &+ change.fulfilled
    figures.fulfilled &+= change.fulfilled
    figures.cancelled &+= change.cancelled
    figures.value &-= change.net &+ change.tax
    let row = secret.row(.line, order, Int64(change.number))
    sketch.add(.line, row, 1, change.cancelled)
    sketch.add(.line, row, 2, change.fulfilled)
    sketch.add(.line, row, 3, change.returned)
    sketch.add(.line, row, 4, 0 &- change.backordered)
    sketch.add(.line, row, 5, change.reversed)
    sketch.add(.line, row, 6, change.recognized)
  }

  private mutating func add(
    _ payment: PaymentTransaction, _ sequence: Int64, _ order: Int64, _ figures: inout Figures
  ) {
    let row = secret.row(.payment, order, Int64(payment.number))
    let captured = payment.kind == .capture || payment.kind == .sale ? payment.amount : 0
    let open = payment.kind == .authorize ? payment.promised : 0 &- payment.promised
    figures.captured &+= captured
    figures.received &+= captured
    sketch.add(.payment, row, SketchedColumn.first, captured)
    switch payment.kind {
    case .authorize, .sale:
      figures.payments += 1
      sketch.insert(.document, secret.document(0, payment.payment.text, order, sequence))
      sketch.insert(
        .payment,
        secret.payment(
          order,
          PaymentState(
            id: payment.payment, number: payment.number, tender: payment.tender,
            authorized: payment.amount, open: 0)))
      // A sale promises nothing; what it says of a promise stands in its row as it came.
      if payment.kind == .authorize { figures.authorized &+= payment.promised }
      sketch.add(.payment, row, SketchedColumn.second, payment.promised)
    case .capture, .void, .expire:
      figures.authorized &+= open
      sketch.add(.payment, row, SketchedColumn.second, open)
    }
    if let reference = payment.reference {
      sketch.insert(
        .gatewayReference,
        secret.gatewayReference(
          payment.tender.name.text, payment.kind == .authorize ? 0 : 1, reference.text, sequence))
    }
  }

  private mutating func add(
    _ decision: RefundDecision, _ sequence: Int64, _ order: Int64, _ figures: inout Figures
  ) {
    figures.decided &+= decision.amount
    figures.received &-= decision.due
    if decision.number != nil { figures.refunds += 1 }
    if decision.onlyPayment == nil { shares += Int64(decision.shares.count) }
    // A request that was accepted has taken the name before.
    if !figures.isNamed {
      sketch.insert(.document, secret.document(2, decision.id.text, order, sequence))
    }
    for row in RefundRow.rows(of: decision) { sketch.add(row, of: order, secret) }
  }

  private mutating func addFulfillment(_ header: JournalHeader, _ order: Int64) {
    guard let document = header.document else { return }
    if header.command == Fulfill.name {
      sketch.insert(.document, secret.document(1, document, order, header.sequence))
    } else if header.command == CancelFulfillment.name {
      sketch.close(document, by: header.sequence, secret)
    } else if header.command == ReturnItems.name {
      sketch.insert(.document, secret.document(4, document, order, header.sequence))
    }
  }

  private mutating func add(_ posting: Posting, _ order: Int64?) {
    let key = AccountKey(account: posting.account, currency: posting.currency)
    accounts[key, default: AccountFigures()].add(posting)
    guard posting.account.code.isPerOrder, let order else { return }
    let row = secret.row(.books, order, Int64(posting.account.code.rawValue))
    switch posting.phase {
    case .posted:
      sketch.add(
        .books, row, SketchedColumn.credit,
        posting.side == .credit ? posting.amount : 0 &- posting.amount)
    case .pending, .released:
      // Of an order's accounts two are ever pending: deposits by a promise, refunds by an attempt.
      let isKnown =
        posting.side == .credit
        ? posting.account.code == .depositsGoods : posting.account.code == .refundsPayable
      guard isKnown else { break }
      sketch.add(
        .books, row, SketchedColumn.pendingCredit,
        posting.phase == .pending ? posting.amount : 0 &- posting.amount)
    }
  }

  private mutating func add(_ change: LocationChange) {
    let name = change.name ?? locations[change.location]?.name
    locations[change.location] = LocationState(
      id: change.location, name: name, isOpen: change.isOpen)
  }

  private mutating func add(
    _ decision: RefundDecision, _ transaction: JournalTransaction, _ currency: Currency
  ) {
    let key = DayKey(
      day: transaction.header.effectiveAt.dayNumber, reason: decision.reason, currency: currency)
    days[key, default: DayFigures()].add(decision, transaction)
  }
}

extension Sketch {
  /// Adds that a fulfillment was cancelled.
  mutating func close(
    _ fulfillment: String, by sequence: Int64, _ secret: SketchSecret, _ kind: Int64 = 1
  ) {
    let row = secret.document(kind, fulfillment)
    add(.document, row, SketchedColumn.first, sequence)
    add(.document, row, SketchedColumn.second, 1)
  }

  /// Adds a row of a refund with its figures.
  mutating func add(_ row: RefundRow, of order: Int64, _ secret: SketchSecret) {
    let hashed = secret.refund(order, row)
    insert(.refund, hashed)
    add(.refund, hashed, SketchedColumn.first, row.amount)
    add(.refund, hashed, SketchedColumn.second, row.pending)
    add(.refund, hashed, SketchedColumn.third, row.settled)
  }
}
