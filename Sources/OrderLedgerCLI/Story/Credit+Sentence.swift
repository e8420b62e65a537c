import OrderLedger

extension CreditChange {
  /// What happened to the card or account, in its own currency.
  var sentence: String {
    let name = "\(kind == .giftCard ? "gift card" : "store credit") \(credit.text)"
    let amount = currency.amount(abs(balance))
    var text =
      switch event {
      case .announce: "\(name) will be good once the order is sent"
      case .issue: "\(amount) put on \(name)"
      case .hold: "\(currency.amount(held)) of \(name) promised"
      case .release: "\(currency.amount(-held)) of \(name) free again"
      case .spend: "\(amount) taken from \(name)"
      case .restore: "\(amount) back on \(name)"
      case .expire: "\(amount) of \(name) expired"
      case .revive: "\(name) good again, with \(amount) that had expired"
      case .disable: "\(name) will not be issued"
      case .withdraw: "\(amount) taken off \(name), its sale undone"
      }
    if event == .issue, let expires { text += ", until \(expires.second)" }
    return text
  }
}

extension DisputeChange {
  /// What the dispute means for the money.
  func sentence(_ context: StoryContext) -> String {
    let amount = context.amount(amount)
    let place = context.payment(payment)
    switch status {
    case .open:
      var text = "\(amount) of \(place) in dispute \(dispute.text)"
      if fee > 0 { text += ", for a fee of \(context.amount(fee))" }
      return text
    case .won:
      var text = "Dispute \(dispute.text) won: \(amount) back from \(place)"
      if fee < 0 { text += ", and \(context.amount(-fee)) of the fee" }
      return text
    case .lost:
      var parts: [String] = []
      if refunded > 0 { parts.append("\(context.amount(refunded)) was owed to the customer") }
      if unfulfilled > 0 {
        parts.append("\(context.amount(unfulfilled)) had paid for what is not sent")
      }
      if loss > 0 { parts.append("\(context.amount(loss)) is a loss") }
      return "Dispute \(dispute.text) lost: of \(amount), " + parts.joined(separator: ", ")
    }
  }
}
