import OrderLedger

extension Oracle {
  static func account(of tender: Tender) -> String {
    account(kind: tender.kind.name, tender.name.text)
  }

  static func account(kind: String, _ name: String) -> String {
    switch kind {
    case "giftCard": "2520:\(name)"
    case "storeCredit": "2510:\(name)"
    default: "1110:\(name)"
    }
  }

  static func reference(_ gateway: String, _ kind: String, _ reference: String) -> String {
    "\(gateway)|\(kind)|\(reference)"
  }

  mutating func authorize(_ action: AuthorizePayment, _ command: Command) throws {
    var order = try checkNewPayment(action, command, "authorization")
    let name = action.tender.name.text
    order.payments.append(
      OracleOrder.Payment(
        id: action.payment.text, kind: action.tender.kind.name, tender: name,
        authorized: action.amount, open: action.amount))
    if action.tender.kind.isCredit { credits[name]?.held += action.amount }
    promise(order.currency, debit: Self.account(of: action.tender), credit: "2110", action.amount)
    note(action, "authorization")
    keep(order)
  }

  mutating func record(_ action: RecordPayment, _ command: Command) throws {
    let payment = action.authorization
    guard Self.isAmount(action.fee), action.fee == 0 || !payment.tender.kind.isCredit else {
      // The amount may be wrong as well, with the same word for it.
      throw Refused("invalidAmount")
    }
    var wrong = Refusals()
    Self.check(action.presentment, action.cash, &wrong)
    try wrong.settle()
    var order = try checkNewPayment(payment, command, "capture")
    order.payments.append(
      OracleOrder.Payment(
        id: payment.payment.text, kind: payment.tender.kind.name, tender: payment.tender.name.text,
        authorized: payment.amount, captured: payment.amount))
    let number = order.payments.count - 1
    let presented = try self.presented(
      action.presentment, action.cash, of: payment.amount, order.payments[number], order)
    take(payment.amount, presented, promised: 0, fee: action.fee, on: number, &order)
    note(payment, "capture")
    try giveBackLate(payment.amount, on: order.payments.count - 1, &order)
    keep(order)
  }

  private mutating func note(_ action: AuthorizePayment, _ kind: String) {
    payments[action.payment.text] = action.order.text
    guard let reference = action.reference?.text else { return }
    references[Self.reference(action.tender.name.text, kind, reference)] =
      (sequence, action.payment.text)
  }

  private func checkNewPayment(
    _ action: AuthorizePayment, _ command: Command, _ kind: String
  ) throws -> OracleOrder {
    let name = action.tender.name.text
    let known = action.reference.flatMap { references[Self.reference(name, kind, $0.text)] }
    if let known, known.document == action.payment.text,
      let same = orders[action.order.text]?.payments.first(where: { $0.id == known.document }),
      same.authorized == action.amount, same.kind == action.tender.kind.name, same.tender == name
    {
      throw Echo(sequence: known.sequence)
    }
    guard Self.isAmount(action.amount, from: 1) else { throw Refused("invalidAmount") }
    var taken = Refusals()
    taken.add("alreadyExists", if: payments[action.payment.text] != nil)
    taken.add("referenceConflict", if: known != nil)
    try taken.settle()
    let credit = credits[name]
    let isCredit = action.tender.kind.isCredit
    var missing = Refusals()
    missing.add("orderNotFound", if: orders[action.order.text] == nil)
    missing.add("creditNotFound", if: isCredit && credit?.kind != action.tender.kind.name)
    try missing.settle()
    let order = try order(action.order.text)
    try checkVersion(order, command)
    var state = Refusals()
    state.add(
      "alreadyCancelled", if: order.status == "cancelled" && (kind == "authorization" || isCredit))
    guard isCredit, let credit else {
      try state.settle()
      return order
    }
    state.add("creditDisabled", if: credit.status == "announced" || credit.status == "disabled")
    state.add("creditExpired", if: credit.isExpired(at: time) && credit.status != "announced")
    try state.settle()
    var money = Refusals()
    money.add("currencyMismatch", if: credit.currency != order.currency)
    money.add("insufficientCredit", if: action.amount > credit.balance - credit.held)
    try money.settle()
    return order
  }

  mutating func capture(_ action: CapturePayment, _ command: Command) throws {
    var wrong = Refusals()
    wrong.add("keyRequired", if: command.key == nil && action.reference == nil)
    wrong.add("invalidAmount", if: action.amount.map { !Self.isAmount($0, from: 1) } ?? false)
    wrong.add("invalidAmount", if: !Self.isAmount(action.fee))
    Self.check(action.presentment, nil, &wrong)
    try wrong.settle()
    try checkEcho(of: action)
    var order = try order(action.order.text)
    guard let number = order.payments.firstIndex(where: { $0.id == action.payment.text }) else {
      throw Refused("paymentNotFound")
    }
    let payment = order.payments[number]
    if action.fee > 0, payment.isCredit { throw Refused("invalidAmount") }
    try checkVersion(order, command)
    // What a gateway captures of an order that is over is recorded, and given back.
    let isOver = order.isOver && !payment.isCredit
    let limit = isOver ? payment.authorized - payment.captured : payment.open
    if limit <= 0 { throw Refused("authorizationClosed") }
    let outstanding = max(0, order.value(rule) - order.received)
    let amount =
      action.amount ?? (isOver && payment.open == 0 ? limit : min(payment.open, outstanding))
    if amount <= 0 { throw Refused("nothingToCapture") }
    if amount > limit { throw Refused("overCapture") }
    let presented = try self.presented(action.presentment, nil, of: amount, payment, order)
    let promised = min(amount, payment.open)
    promise(
      order.currency, debit: Self.account(kind: payment.kind, payment.tender), credit: "2110",
      -promised)
    order.payments[number].captured += amount
    order.payments[number].open -= promised
    take(amount, presented, promised: promised, fee: action.fee, on: number, &order)
    if let reference = action.reference?.text {
      references[Self.reference(payment.tender, "capture", reference)] = (sequence, payment.id)
    }
    try giveBackLate(amount, on: number, &order)
    keep(order)
  }

  private func checkEcho(of action: CapturePayment) throws {
    guard let reference = action.reference?.text, let order = orders[action.order.text] else {
      return
    }
    let own = order.payments.first { $0.id == action.payment.text }?.tender
    var wrong = Refusals()
    for tender in own.map({ [$0] }) ?? order.payments.map(\.tender) {
      guard let known = references[Self.reference(tender, "capture", reference)] else { continue }
      if known.document == action.payment.text { throw Echo(sequence: known.sequence) }
      wrong.add("referenceConflict")
    }
    try wrong.settle()
  }

  /// Money comes in.
  private mutating func take(
    _ amount: Int64, _ presented: (units: Int64, currency: String)?, promised: Int64, fee: Int64,
    on number: Int, _ order: inout OracleOrder
  ) {
    let payment = order.payments[number]
    let account = Self.account(kind: payment.kind, payment.tender)
    order.received += amount
    receive(presented, for: amount, on: number, &order)
    post(order.currency, account, -fee)
    post(order.currency, "5310:\(payment.tender)", fee)
    guard payment.isCredit else { return }
    credits[payment.tender]?.balance -= amount
    credits[payment.tender]?.held -= promised
  }

  /// What comes in for an order that needs no more goes back.
  private mutating func giveBackLate(
    _ amount: Int64, on payment: Int, _ order: inout OracleOrder
  ) throws {
    guard order.isOver else { return }
    let excess = min(amount, order.received - order.value(rule))
    guard excess > 0 else { return }
    try carryOut(
      refund: OracleOrder.Refund(
        id: "late-capture-\(sequence)", amount: excess,
        shares: [OracleOrder.Share(payment: payment, amount: excess)]),
      due: excess, credit: nil, &order)
  }

  mutating func release(_ payment: String, of order: String, _ command: Command) throws {
    var order = try self.order(order)
    guard let number = order.payments.firstIndex(where: { $0.id == payment }) else {
      throw Refused("paymentNotFound")
    }
    try checkVersion(order, command)
    if order.payments[number].open <= 0 { throw Refused("authorizationClosed") }
    release(number, &order)
    keep(order)
  }

  /// What is promised is not promised any more.
  mutating func release(_ number: Int, _ order: inout OracleOrder) {
    let payment = order.payments[number]
    promise(
      order.currency, debit: Self.account(kind: payment.kind, payment.tender), credit: "2110",
      -payment.open)
    if payment.isCredit { credits[payment.tender]?.held -= payment.open }
    order.payments[number].open = 0
  }
}
