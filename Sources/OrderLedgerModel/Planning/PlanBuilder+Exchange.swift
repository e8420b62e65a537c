// Amounts in two currencies, and cash that is rounded.
//
// What came in by another currency stands on the gateway's account in that currency, against 1910. In
// the order's currency 1910 has the other side: what it was worth. Both sides leave together, at the
// rate at which they came in; what the order's books say beyond that is gain or loss (5610).

extension PlanBuilder {
  /// Money comes in that the customer saw as another amount.
  mutating func receive(
    _ presented: Money, of transaction: PaymentTransaction, _ currency: Currency
  ) {
    let account = transaction.tender.account
    if presented.currency == currency {
      leg(.debit, account, presented.minorUnits, currency)
      leg(.debit, Account(.rounding), transaction.amount - presented.minorUnits, currency)
    } else {
      leg(.debit, account, presented.minorUnits, presented.currency)
      leg(.credit, Account(.fxClearing), presented.minorUnits, presented.currency)
      leg(.debit, Account(.fxClearing), transaction.amount, currency)
    }
    exchange(
      Exchange(
        .captured, payment: transaction.number, amount: transaction.amount, presented: presented))
  }

  /// A refund is on its way that the customer sees as another amount.
  mutating func submit(
    _ attempt: Int, _ amount: Int64, to payment: PaymentState, as presented: Money
  ) {
    let isPresented = order?.presented?.payments.contains { $0.number == payment.number } ?? false
    exchange(
      Exchange(
        .submitted, payment: isPresented ? payment.number : nil, attempt: attempt, amount: amount,
        presented: presented))
  }

  /// A refund that the customer sees as another amount left, or came back after it had left.
  mutating func settle(
    _ attempt: PresentedAmounts.Attempt, on payment: PaymentState, as status: AttemptStatus,
    after before: AttemptStatus
  ) {
    guard let currency = order?.currency else { return }
    let tender = payment.tender.account
    let units = attempt.presented.minorUnits
    guard status == .succeeded || before == .succeeded else {
      exchange(attempt.entry(.released, amount: attempt.amount))
      return
    }
    // Back again, everything is the other way round.
    let isOut = status == .succeeded
    let side: Side = isOut ? .debit : .credit
    leg(side, Account(.refundsPayable), attempt.amount, currency)
    let worth = self.worth(of: isOut ? units : -units, attempt)
    if attempt.presented.currency == currency {
      leg(side.opposite, tender, units, currency)
      leg(side.opposite, Account(.rounding), attempt.amount - units, currency)
    } else {
      leg(side, Account(.fxClearing), units, attempt.presented.currency)
      leg(side.opposite, tender, units, attempt.presented.currency)
      leg(side.opposite, Account(.fxClearing), worth, currency)
      leg(side.opposite, Account(.fxDifference), attempt.amount - worth, currency)
    }
    exchange(attempt.entry(isOut ? .succeeded : .returned, amount: worth))
  }

  /// What presented units that leave (> 0) or come back (< 0) were worth as they came in: a share of
  /// all that came in, so that any sequence adds up to it exactly.
  private func worth(of units: Int64, _ attempt: PresentedAmounts.Attempt) -> Int64 {
    guard let paid = order?.presented?.payments.first(where: { $0.number == attempt.payment })
    else { return attempt.amount }
    let after = Proration.floorShare(
      of: paid.amount, through: paid.returned + units, of: paid.presented)
    return units > 0 ? after - paid.returnedAmount : paid.returnedAmount - after
  }
}

extension PresentedAmounts.Attempt {
  fileprivate func entry(_ kind: Exchange.Kind, amount: Int64) -> Exchange {
    Exchange(kind, payment: payment, attempt: number, amount: amount, presented: presented)
  }
}

// MARK: - What a caller states

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

  /// What a customer gets of a refund: by default in proportion to what came in, and with the last of
  /// it all that is left, so that what goes back is what came, exactly.
  ///
  /// - Returns: `nil` where it is the amount itself.
  func presentedRefund(
    _ amount: Int64, to payment: PaymentState, stating presentment: Money?, cash: Int64?
  ) throws(LedgerError) -> Money? {
    guard let paid = presented?.payments.first(where: { $0.number == payment.number }) else {
      if let presentment {
        throw LedgerError(
          .currencyMismatch, .field("presentment"), found: presentment.currency.code,
          allowed: "none")
      }
      return try rounded(cash, of: amount, by: payment.tender)
    }
    let isAll = isAll(amount, of: paid)
    let rounded = try rounded(cash, of: amount, by: payment.tender)
    guard let stated = presentment ?? rounded else {
      return Money(
        minorUnits: isAll ? paid.left : share(amount, of: paid), currency: paid.currency)
    }
    guard stated.currency == paid.currency else {
      throw LedgerError(
        .currencyMismatch, .field("presentment"), found: stated.currency.code,
        allowed: paid.currency.code)
    }
    let isCash = paid.currency == currency
    guard isAll && !isCash ? stated.minorUnits == paid.left : stated.minorUnits <= paid.left else {
      throw LedgerError(
        .overRefund, .field(isCash ? "cash" : "presentment"), found: "\(stated.minorUnits)",
        allowed: isAll ? "\(paid.left), all that is left of it" : "\(paid.left)")
    }
    return stated
  }

  /// What of a payment is under way or back with this amount, in the order's currency.
  private func used(_ amount: Int64, of paid: PresentedAmounts.Payment) -> Int64 {
    var used = amount
    for attempt in attempts
    where attempt.payment == paid.number
      && (attempt.status == .submitted || attempt.status == .succeeded)
    {
      used += attempt.amount
    }
    return used
  }

  private func isAll(_ amount: Int64, of paid: PresentedAmounts.Payment) -> Bool {
    used(amount, of: paid) >= paid.amount
  }

  private func share(_ amount: Int64, of paid: PresentedAmounts.Payment) -> Int64 {
    let through = min(used(amount, of: paid), paid.amount)
    let share = Proration.floorShare(of: paid.presented, through: through, of: paid.amount)
    return min(paid.left, max(0, share - paid.pending - paid.returned))
  }
}
