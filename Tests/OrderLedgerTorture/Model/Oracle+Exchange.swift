import OrderLedger

/// What the customer sees of an order's amounts, where that is another amount than the order's.
struct OraclePresented: Sendable {
  struct Payment: Sendable {
    let currency: String
    var amount: Int64 = 0
    var units: Int64 = 0
    var pending: Int64 = 0
    var gone: Int64 = 0
    /// What those that are gone were worth when they came in.
    var worth: Int64 = 0
    var kept: Int64 = 0

    var left: Int64 { units - pending - gone - kept }
  }

  struct Part: Sendable {
    /// The payment, if that came in as another amount.
    let payment: Int?
    let amount: Int64
    let units: Int64
    let currency: String
  }

  /// The customer's currency; nil where only cash is rounded.
  var currency: String?
  var payments: [Int: Payment] = [:]
  var attempts: [Int: Part] = [:]
  var disputes: [Int: Part] = [:]
}

extension Oracle {
  static func check(_ presentment: Money?, _ cash: Int64? = nil, _ wrong: inout Refusals) {
    wrong.add("invalidAmount", if: presentment.map { !isAmount($0.minorUnits, from: 1) } ?? false)
    wrong.add("invalidAmount", if: cash.map { !isAmount($0, from: 1) } ?? false)
  }

  /// What comes in for an amount; nil is the amount itself.
  func presented(
    _ presentment: Money?, _ cash: Int64?, of amount: Int64, _ payment: OracleOrder.Payment,
    _ order: OracleOrder
  ) throws -> (units: Int64, currency: String)? {
    // What the ledger keeps itself is in the order's own currency.
    let wanted = payment.isCredit ? nil : order.presented.currency
    if presentment?.currency.code != wanted { throw Refused("currencyMismatch") }
    if let presentment { return (presentment.minorUnits, presentment.currency.code) }
    return try rounded(cash, of: amount, payment, order).map { ($0, order.currency) }
  }

  /// Two and a half major units are the most that coins explain.
  private func rounded(
    _ cash: Int64?, of amount: Int64, _ payment: OracleOrder.Payment, _ order: OracleOrder
  ) throws -> Int64? {
    guard let cash else { return nil }
    guard payment.kind == "manual", abs(cash - amount) <= 250 else {
      throw Refused("overRounding")
    }
    return cash
  }

  /// Books what comes in.
  mutating func receive(
    _ presented: (units: Int64, currency: String)?, for amount: Int64, on number: Int,
    _ order: inout OracleOrder
  ) {
    let payment = order.payments[number]
    let account = Self.account(kind: payment.kind, payment.tender)
    guard let presented else { return post(order.currency, account, amount) }
    post(presented.currency, account, presented.units)
    if presented.currency == order.currency {
      post(order.currency, "5710", amount - presented.units)
    } else {
      post(presented.currency, "1910", -presented.units)
      post(order.currency, "1910", amount)
    }
    order.presented.payments[
      number, default: OraclePresented.Payment(currency: presented.currency)
    ].amount += amount
    order.presented.payments[number]?.units += presented.units
  }

  /// A part of what is left of a payment, and with the last of it all that is left.
  func units(of amount: Int64, on number: Int, _ order: OracleOrder) -> Int64 {
    guard let paid = order.presented.payments[number] else { return amount }
    let rest = order.sendable(to: number)
    return amount >= rest ? paid.left : OracleLine.share(paid.left, amount, rest)
  }

  /// What goes away for an amount of a payment; nil is the amount itself.
  func part(
    _ amount: Int64, of number: Int, stating presentment: Money?, _ cash: Int64?, _ over: String,
    _ order: OracleOrder
  ) throws -> OraclePresented.Part? {
    let payment = order.payments[number]
    guard let paid = order.presented.payments[number] else {
      if presentment != nil { throw Refused("currencyMismatch") }
      return try rounded(cash, of: amount, payment, order).map {
        OraclePresented.Part(payment: nil, amount: amount, units: $0, currency: order.currency)
      }
    }
    let rounded = try self.rounded(cash, of: amount, payment, order)
    let currency = presentment?.currency.code ?? rounded.map { _ in order.currency }
    if let currency, currency != paid.currency { throw Refused("currencyMismatch") }
    let units = presentment?.minorUnits ?? rounded ?? self.units(of: amount, on: number, order)
    if units > paid.left { throw Refused(over) }
    // Coins may not be there for all that is left.
    let isLast = amount >= order.sendable(to: number) && paid.currency != order.currency
    if isLast, units != paid.left { throw Refused(over) }
    return OraclePresented.Part(
      payment: number, amount: amount, units: units, currency: paid.currency)
  }

  /// Money that leaves, or comes back after it had left. Both of its amounts go at the rate at which
  /// they came in; what the books say beyond that is gain or loss.
  @discardableResult
  mutating func move(
    _ part: OraclePresented.Part, on payment: Int, against counter: String, isOut: Bool,
    _ order: inout OracleOrder
  ) -> Int64 {
    let sign: Int64 = isOut ? 1 : -1
    let tender = order.payments[payment]
    let account = Self.account(kind: tender.kind, tender.tender)
    var worth = part.amount
    if let number = part.payment, let paid = order.presented.payments[number] {
      let all = isOut ? paid.units - paid.gone : paid.gone
      let whole = isOut ? paid.amount - paid.worth : paid.worth
      worth = all > 0 ? OracleLine.share(whole, part.units, all) : 0
      order.presented.payments[number]?.gone += sign * part.units
      order.presented.payments[number]?.worth += sign * worth
    }
    post(order.currency, counter, sign * part.amount)
    if part.currency == order.currency {
      post(order.currency, account, -sign * part.units)
      post(order.currency, "5710", -sign * (part.amount - part.units))
    } else {
      post(part.currency, "1910", sign * part.units)
      post(part.currency, account, -sign * part.units)
      post(order.currency, "1910", -sign * worth)
      post(order.currency, "5610", -sign * (part.amount - worth))
    }
    return worth
  }

  /// Books what becomes of a refund that was under way, or had arrived.
  mutating func settle(
    _ number: Int, as outcome: String, _ order: inout OracleOrder
  ) {
    let attempt = order.attempts[number]
    let payment = order.payments[attempt.payment]
    let isOut = outcome == "succeeded"
    if let part = order.presented.attempts[number] {
      if attempt.status == "submitted" { letGo(part, &order) }
      if isOut || attempt.status == "succeeded" {
        move(part, on: attempt.payment, against: "2310", isOut: isOut, &order)
      }
    } else if isOut || attempt.status == "succeeded" {
      let amount = isOut ? attempt.amount : -attempt.amount
      post(order.currency, "2310", amount)
      post(order.currency, Self.account(kind: payment.kind, payment.tender), -amount)
    }
  }

  /// What was under way is not any more.
  func letGo(_ part: OraclePresented.Part, _ order: inout OracleOrder) {
    if let number = part.payment { order.presented.payments[number]?.pending -= part.units }
  }
}
