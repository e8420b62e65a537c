import OrderLedger

extension JournalTransaction {
  /// The transaction in one line, for a timeline: `2 × MUG cancelled; GBP 11.67 goes back to …`.
  func headline(_ context: StoryContext) -> String {
    var parts: [String] = []
    for entry in entries {
      switch entry {
      case .placement(let placement): parts.append(placement.headline)
      case .line(let change) where change.kind != .service && change.kind != .returned:
        parts.append(change.headline(context))
      case .returned(let change): parts.append(change.sentence(context))
      case .hold(let change): parts.append(change.sentence)
      case .stock(let movement) where header.transition == nil && !entries.hasHolds:
        parts.append(movement.sentence)
      case .payment(let payment): parts.append(payment.sentence(context))
      case .decision(let decision): parts += decision.headline(context)
      case .attempt(let attempt): parts.append(attempt.sentence(context))
      case .request(let request): parts += request.sentences(context).prefix(1)
      case .answer(let answer): parts.append(answer.sentence)
      case .policy(let policy): parts.append("Policy \(policy.version) is in force")
      case .location(let change):
        parts.append("\(change.location.text) \(change.isOpen ? "opened" : "closed")")
      // What a payment takes from a card was said by the payment.
      case .credit(let change) where change.event != .hold && change.event != .spend:
        parts.append(change.sentence)
      case .dispute(let change): parts.append(change.sentence(context))
      case .period(let period): parts.append(period.sentence)
      case .reversal(let reversal): parts.append(reversal.sentence)
      case .exchange(let exchange): parts.append(exchange.sentence(context))
      case .customer(let change) where change.kind == .contactSet || change.kind == .erased:
        parts.append(change.sentence)
      default: break
      }
    }
    if let adjustment { parts.append(adjustment) }
    return parts.isEmpty ? header.command.spaced : parts.joined(separator: "; ")
  }
}

extension [Entry] {
  /// Whether units are held or let go: what the stock does then goes without saying.
  fileprivate var hasHolds: Bool {
    contains { entry in
      if case .hold = entry { true } else { false }
    }
  }
}

extension OrderPlacement {
  fileprivate var headline: String {
    let goods = lines.filter { $0.kind == .item }
    var text = goods.prefix(3).map { "\($0.quantity.grouped) × \($0.sku?.text ?? $0.id.text)" }
      .joined(separator: ", ")
    if goods.count > 3 { text += " and \(goods.count - 3) more" }
    return "Placed: \(text), \(currency.amount(total))"
  }
}

extension LineChange {
  fileprivate func headline(_ context: StoryContext) -> String {
    let goods = context.goods(number)
    return switch kind {
    case .cancel: "\(cancelled.grouped) × \(goods) cancelled"
    case .fulfill: "\(fulfilled.grouped) × \(goods) sent"
    case .unfulfill: "\((-fulfilled).grouped) × \(goods) not sent after all"
    case .refund, .service, .returned: "\(goods) refunded"
    case .allocate: "\((-backordered).grouped) × \(goods), awaited until now, reserved"
    }
  }
}
