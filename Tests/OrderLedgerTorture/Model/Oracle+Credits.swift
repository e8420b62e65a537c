import OrderLedger

extension OracleCredit {
  func isExpired(at time: Int64) -> Bool {
    status == "expired" || expires.map { $0 <= time } ?? false
  }
}

extension Oracle {
  mutating func issue(_ action: IssueStoreCredit, hasKey: Bool) throws {
    var wrong = Refusals()
    wrong.add("keyRequired", if: !hasKey)
    wrong.add("invalidAmount", if: !Self.isAmount(action.amount, from: 1))
    wrong.add("invalidTime", if: action.expires.map { $0.microseconds <= time } ?? false)
    try wrong.settle()
    let name = action.account.text
    if let old = credits[name] {
      if old.kind != "storeCredit" { throw Refused("alreadyExists") }
      if old.currency != action.currency.code { throw Refused("currencyMismatch") }
    }
    issue(
      action.amount, to: name, "storeCredit", action.currency.code,
      expires: action.expires?.microseconds)
    post(action.currency.code, "5510:\(action.reason.text)", action.amount)
  }

  mutating func issue(_ action: IssueGiftCard) throws {
    var wrong = Refusals()
    wrong.add("invalidAmount", if: !Self.isAmount(action.amount, from: 1))
    wrong.add("invalidTime", if: action.expires.map { $0.microseconds <= time } ?? false)
    wrong.add("invalidChoice", if: action.tender?.kind.isCredit ?? false)
    try wrong.settle()
    if credits[action.account.text] != nil { throw Refused("alreadyExists") }
    issue(
      action.amount, to: action.account.text, "giftCard", action.currency.code,
      expires: action.expires?.microseconds)
    let debit = action.tender.map { Self.account(of: $0) } ?? "5510:\(action.reason.text)"
    post(action.currency.code, debit, action.amount)
  }

  /// What no command may leave behind.
  func checkCredits() throws {
    var money = Refusals()
    for credit in credits.values {
      money.add("insufficientCredit", if: credit.balance < credit.held || credit.held < 0)
      money.add("insufficientCredit", if: credit.balance < 0)
      money.add("overflow", if: credit.balance > Self.mostAmount)
    }
    try money.settle()
  }

  /// Adds to a balance. What is there never expires earlier for it.
  mutating func issue(
    _ amount: Int64, to name: String, _ kind: String, _ currency: String, expires: Int64?
  ) {
    var credit = credits[name] ?? OracleCredit(kind: kind, currency: currency)
    if credit.balance > 0, credit.status == "active" {
      if let old = credit.expires, let expires {
        credit.expires = max(old, expires)
      } else {
        credit.expires = nil
      }
    } else {
      credit.expires = expires
    }
    credit.balance += amount
    credit.status = "active"
    credits[name] = credit
    post(currency, "\(credit.account):\(name)", -amount)
  }

  /// Puts back what was spent. A balance that had expired comes alive, with what was taken of it.
  ///
  /// A card whose own sale was undone takes nothing.
  mutating func restore(_ amount: Int64, to name: String, _ currency: String) throws {
    guard var credit = credits[name], credit.status != "disabled" else {
      throw Refused("creditDisabled")
    }
    if credit.status == "expired" {
      post(currency, "4310", credit.breakage)
      post(currency, "\(credit.account):\(name)", -credit.breakage)
      credit.balance += credit.breakage
      credit.breakage = 0
      credit.status = "active"
      credit.expires = nil
    }
    if credit.isExpired(at: time) { credit.expires = nil }
    credit.balance += amount
    credits[name] = credit
    post(currency, "\(credit.account):\(name)", -amount)
  }

  mutating func expire(_ action: ExpireCredit, hasKey: Bool) throws {
    var wrong = Refusals()
    wrong.add("keyRequired", if: !hasKey && action.amount != nil)
    wrong.add("invalidAmount", if: action.amount.map { !Self.isAmount($0, from: 1) } ?? false)
    try wrong.settle()
    let name = action.account.text
    guard var credit = credits[name] else { throw Refused("creditNotFound") }
    let left = credit.balance - credit.held
    var state = Refusals()
    state.add("creditDisabled", if: credit.status == "announced" || credit.status == "disabled")
    state.add("creditExpired", if: credit.status == "expired" && left == 0)
    state.add("creditNotExpired", if: credit.expires.map { $0 > time } ?? false)
    try state.settle()
    let taken = action.amount ?? left
    if taken > left { throw Refused("insufficientCredit") }
    credit.balance -= taken
    credit.breakage += taken
    if action.amount == nil { credit.status = "expired" }
    credits[name] = credit
    post(credit.currency, "\(credit.account):\(name)", taken)
    post(credit.currency, "4310", -taken)
  }
}
