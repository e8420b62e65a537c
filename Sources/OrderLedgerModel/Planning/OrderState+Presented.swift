// What a caller states of amounts as the customer sees them.

/// Refuses a presented amount that is none, whatever the order is.
func checkShape(presentment: Money?) throws(LedgerError) {
  guard let presentment else { return }
  try checkCurrency(presentment.currency)
  try checkAmount(presentment.minorUnits, from: 1, .field("presentment.amount"))
}

extension OrderState {
  /// How an amount comes in, as the customer sees it; `nil` where that is the amount itself.
  ///
  /// - Throws: `.currencyMismatch` where the order has no such currency, and where it has one and the
  ///   amount is not stated in it. Gift cards and store credit are balances in the order's own.
  func presented(
    _ presentment: Money?, cash: Int64?, of amount: Int64, by tender: Tender
  ) throws(LedgerError) -> Money? {
    let wanted = tender.kind.isCredit ? nil : presented?.total?.currency
    guard presentment?.currency == wanted else {
      throw LedgerError(
        .currencyMismatch, .field("presentment"), found: presentment?.currency.code ?? "none",
        allowed: wanted?.code ?? "none")
    }
    if let presentment { return presentment }
    return try rounded(cash, of: amount, by: tender)
  }

  /// Cash for an amount.
  ///
  /// - Throws: `.overRounding` where coins don't explain the difference, or it is no cash.
  private func rounded(
    _ cash: Int64?, of amount: Int64, by tender: Tender
  ) throws(LedgerError) -> Money? {
    guard let cash else { return nil }
    guard tender.kind == .manual else {
      throw LedgerError(
        .overRounding, .field("cash"), found: tender.kind.name, allowed: "a manual tender")
    }
    let limit = Limits.maxCashRounding(currency)
    guard cash > 0, cash >= amount - limit, cash <= amount + limit else {
      throw LedgerError(
        .overRounding, .field("cash"), found: "\(cash)",
        allowed: "\(max(1, amount - limit)) to \(amount + limit)")
    }
    return Money(minorUnits: cash, currency: currency)
  }

  /// What of a payment goes with a part of it, to the customer or into a dispute: by default in
  /// proportion to what is left there, and with the last of it all that is left, so that what goes
  /// back is what came, exactly.
  ///
  /// - Parameters:
  ///   - amount: the part, in minor units of the order's currency.
  ///   - over: the code that refuses more than is left.
  /// - Returns: `nil` where it is the amount itself.
  func presentedPart(
    _ amount: Int64, of payment: PaymentState, stating presentment: Money?, cash: Int64? = nil,
    over: LedgerError.Code = .overRefund
  ) throws(LedgerError) -> Money? {
    guard let paid = presented(of: payment) else {
      if let presentment {
        throw LedgerError(
          .currencyMismatch, .field("presentment"), found: presentment.currency.code,
          allowed: "none")
      }
      return try rounded(cash, of: amount, by: payment.tender)
    }
    let rounded = try rounded(cash, of: amount, by: payment.tender)
    guard let stated = presentment ?? rounded else {
      return Money(minorUnits: units(of: amount, of: paid), currency: paid.currency)
    }
    guard stated.currency == paid.currency else {
      throw LedgerError(
        .currencyMismatch, .field("presentment"), found: stated.currency.code,
        allowed: paid.currency.code)
    }
    let isCash = paid.currency == currency
    let isAll = amount >= sendable(to: payment)
    guard isAll && !isCash ? stated.minorUnits == paid.left : stated.minorUnits <= paid.left else {
      throw LedgerError(
        over, .field(isCash ? "cash" : "presentment"), found: "\(stated.minorUnits)",
        allowed: isAll ? "\(paid.left), all that is left of it" : "\(paid.left)")
    }
    return stated
  }

  /// How a payment came in, if that was as another amount.
  func presented(of payment: PaymentState) -> PresentedAmounts.Payment? {
    presented?.payments.first { $0.number == payment.number }
  }

  /// What goes with an amount of a payment by default, as presented: its share of what is left.
  func units(of amount: Int64, of paid: PresentedAmounts.Payment) -> Int64 {
    let rest = sendable(to: payments[paid.number])
    if amount >= rest { return paid.left }
    return Proration.floorShare(of: paid.left, through: amount, of: rest)
  }
}
