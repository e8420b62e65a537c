import OrderLedger

extension Entry {
  /// The section of a story that an entry belongs to, and what it says there; `nil` for postings,
  /// which are a table of their own.
  func sentences(_ context: StoryContext) -> (section: StorySection, lines: [String])? {
    switch self {
    case .location(let change):
      (.units, ["\(change.location.text): \(change.isOpen ? "opened" : "closed")"])
    case .placement(let placement): (.order, placement.sentences)
    case .line(let change): (.order, [change.sentence(context)])
    case .stock(let movement): (.units, [movement.sentence])
    case .payment(let payment): (.money, [payment.sentence(context)])
    case .decision(let decision): (.money, decision.sentences(context))
    case .attempt(let attempt): (.money, [attempt.sentence(context)])
    case .message(let message): (.message, [message.sentence])
    case .credit(let change): (.money, [change.sentence])
    case .dispute(let change): (.money, [change.sentence(context)])
    case .request(let request): (.order, request.sentences(context))
    case .answer(let answer): (.order, [answer.sentence])
    case .policy(let policy): (.order, policy.policy.sentences)
    case .returned(let change): (.order, [change.sentence(context)])
    case .hold(let change): (.units, [change.sentence])
    case .period(let period): (.money, [period.sentence])
    case .reversal(let reversal): (.money, [reversal.sentence])
    case .customer(let change): (.order, [change.sentence])
    case .exchange(let exchange): (.money, [exchange.sentence(context)])
    case .posting: nil
    }
  }
}

extension OrderPlacement {
  /// One line for each of the order's.
  var sentences: [String] {
    lines.map { line in
      let total = currency.amount(line.total)
      guard line.kind == .item, let sku = line.sku else {
        return "\(line.kind.name.spaced) (\(line.id.text)): \(total)"
      }
      var text =
        "\(line.quantity.grouped) × \(sku.text) (\(line.id.text)) at "
        + "\(currency.amount(line.unitPrice)): \(total)"
      if line.discount > 0 { text += ", after \(currency.amount(line.discount)) discount" }
      if line.tax > 0 { text += ", with \(currency.amount(line.tax)) tax" }
      if line.backordered > 0 { text += "; \(line.backordered.grouped) awaited" }
      return text
    }
  }
}

extension LineChange {
  func sentence(_ context: StoryContext) -> String {
    let name = "\(context.goods(number)) (\(line.text))"
    var text: String
    switch kind {
    case .cancel: text = "\(cancelled.grouped) × \(name) cancelled"
    case .fulfill: text = "\(fulfilled.grouped) × \(name) sent"
    case .unfulfill: text = "\((-fulfilled).grouped) × \(name) not sent after all"
    case .refund: text = "\(name) refunded"
    case .service: text = recognized < 0 ? "\(name) taken back" : "\(name) carried out"
    case .returned: text = "\(returned > 0 ? "\(returned.grouped) × " : "")\(name) returned"
    case .allocate: text = "\((-backordered).grouped) × \(name), awaited until now, reserved"
    }
    if kind == .service, reversed > 0 { text = "\(name) reversed" }
    if net + tax != 0 {
      text += ": \(context.amount(net + tax)) of the order's value"
      if tax != 0 { text += ", \(context.amount(tax)) of it tax" }
    }
    if let reason { text += " (\(reason.title))" }
    return text
  }
}

extension StockMovement {
  var sentence: String {
    var text =
      "\(quantity.grouped) × \(sku.text): \(from.name.spaced) → \(to.name.spaced) "
      + "at \(location.text)"
    if value > 0, let currency { text += ", cost \(currency.amount(value))" }
    return text
  }
}

extension PaymentTransaction {
  func sentence(_ context: StoryContext) -> String {
    let amount = context.amount(amount)
    let name = "\(tender.name.text) (\(payment.text))"
    var text =
      switch kind {
      case .authorize: "\(name) promises \(amount)"
      case .capture: "\(amount) came in from \(name)"
      case .sale: "\(amount) paid with \(name)"
      case .void: "\(amount) promised by \(name) let go"
      case .expire: "\(amount) promised by \(name) lapsed"
      }
    if fee > 0 { text += ", less a fee of \(context.amount(fee))" }
    if let reference { text += ", reference \(reference.text)" }
    return text
  }
}

extension RefundDecision {
  /// What goes back, where to, and what is kept.
  func sentences(_ context: StoryContext) -> [String] {
    var lines: [String] = []
    if amount == 0 {
      lines.append("No money goes back")
    } else if shares.isEmpty {
      lines.append("\(context.amount(amount)) is owed to the customer, to be paid back later")
    }
    for share in shares {
      lines.append(share.sentence(context) + "; owed until settled")
    }
    if fee > 0 {
      let name = kind == .returned ? "restocking" : "cancellation"
      var text = "\(context.amount(fee)) is kept as a \(name) fee"
      if feeTax > 0 { text += ", \(context.amount(feeTax)) of it tax" }
      lines.append(text)
    }
    if retained > 0 { lines.append("\(context.amount(retained)) is kept, as was chosen") }
    if discrepancy > 0 {
      lines.append("\(context.amount(discrepancy)) less than was due goes back")
    } else if discrepancy < 0 {
      lines.append("\(context.amount(-discrepancy)) more than was due goes back")
    }
    return lines
  }
}

extension RefundShare {
  func sentence(_ context: StoryContext) -> String {
    "\(context.amount(amount)) goes back to \(context.payment(payment))"
  }
}

extension RefundDecision {
  /// What the decision comes to, for a timeline.
  func headline(_ context: StoryContext) -> [String] {
    if amount > 0, !shares.isEmpty { return shares.map { $0.sentence(context) } }
    return Array(sentences(context).prefix(1))
  }
}

extension AttemptChange {
  func sentence(_ context: StoryContext) -> String {
    let amount = context.amount(amount)
    let place = context.payment(payment)
    var text =
      switch status {
      case .submitted: "\(amount) on its way to \(place)"
      case .succeeded: "\(amount) is back with the customer, through \(place)"
      case .failed: "\(amount) did not reach \(place); it is owed again"
      case .cancelled: "\(amount) for \(place) called off; it is owed again"
      }
    text += ", attempt \(attempt.text)"
    if fee > 0 { text += ", less a fee of \(context.amount(fee))" }
    if let failure, !failure.isEmpty { text += ": \(failure.text)" }
    return text
  }
}

extension Message {
  var sentence: String {
    let whom = customer.map { "Customer \($0.text)" } ?? "The customer"
    return switch kind {
    case .orderCancelled: "\(whom) is told that units were cancelled"
    case .refundDecided: "\(whom) is told of the refund"
    case .returnAnnounced: "\(whom) is told that the return is expected"
    case .returnReceived: "\(whom) is told that the return came in"
    case .returnInspected: "\(whom) is told what comes of the return"
    case .returnCancelled: "\(whom) is told that the return was called off"
    }
  }
}

extension ReasonCode {
  /// What a person reads: the catalog's title, or the merchant's own code.
  var title: String { BuiltInReason(rawValue: text)?.title ?? text }
}
