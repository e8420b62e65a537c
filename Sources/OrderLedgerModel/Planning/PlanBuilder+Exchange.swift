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
    exchange(
      Exchange(
        .submitted, payment: order?.presented(of: payment) == nil ? nil : payment.number,
        attempt: attempt, amount: amount, presented: presented))
  }

  /// A refund that the customer sees as another amount left, or came back after it had left.
  mutating func settle(
    _ attempt: PresentedAmounts.Attempt, on payment: PaymentState, as status: AttemptStatus,
    after before: AttemptStatus
  ) {
    guard status == .succeeded || before == .succeeded else { return release(attempt) }
    // Back again, everything is the other way round.
    let isOut = status == .succeeded
    let worth = move(
      attempt.presented, for: attempt.amount, of: payment.tender, on: attempt.payment,
      against: Account(.refundsPayable), isOut: isOut)
    exchange(attempt.entry(isOut ? .succeeded : .returned, amount: worth))
  }

  /// A refund that the customer would have seen as another amount did not leave.
  mutating func release(_ attempt: PresentedAmounts.Attempt) {
    exchange(attempt.entry(.released, amount: attempt.amount))
  }

  /// A dispute takes money that had come in as another amount.
  mutating func take(
    _ presented: Money, of payment: PaymentState, by change: DisputeChange
  ) {
    let worth = move(
      presented, for: change.amount, of: payment.tender, on: payment.number,
      against: Account(.disputedFunds, change.dispute.text), isOut: true)
    exchange(
      Exchange(
        .disputed, payment: payment.number, dispute: change.number, amount: worth,
        presented: presented))
  }

  /// A dispute that was won gives back what it had taken.
  mutating func recover(
    _ taken: PresentedAmounts.Dispute, of payment: PaymentState, by change: DisputeChange
  ) {
    let worth = move(
      taken.presented, for: change.amount, of: payment.tender, on: payment.number,
      against: Account(.disputedFunds, change.dispute.text), isOut: false)
    exchange(
      Exchange(
        .recovered, payment: payment.number, dispute: change.number, amount: worth,
        presented: taken.presented))
  }

  /// Money leaves the account it came in to, or comes back there, by its own currency. In the order's
  /// currency `amount` is on the account `counter`; what 1910 held for it may be less or more.
  ///
  /// - Returns: what that was, in minor units of the order's currency.
  private mutating func move(
    _ presented: Money, for amount: Int64, of tender: Tender, on payment: Int?,
    against counter: Account, isOut: Bool
  ) -> Int64 {
    guard let currency = order?.currency else { return amount }
    let units = presented.minorUnits
    let side: Side = isOut ? .debit : .credit
    leg(side, counter, amount, currency)
    let worth = self.worth(of: units, on: payment, isOut: isOut) ?? amount
    if presented.currency == currency {
      leg(side.opposite, tender.account, units, currency)
      leg(side.opposite, Account(.rounding), amount - units, currency)
    } else {
      leg(side, Account(.fxClearing), units, presented.currency)
      leg(side.opposite, tender.account, units, presented.currency)
      leg(side.opposite, Account(.fxClearing), worth, currency)
      leg(side.opposite, Account(.fxDifference), amount - worth, currency)
    }
    return worth
  }

  /// What presented units that leave or come back were worth as they came in: a share of what is
  /// there, or of what is gone, so that any sequence adds up to all that came in, also where that was
  /// at several rates. `nil` if they came in as they are.
  private func worth(of units: Int64, on payment: Int?, isOut: Bool) -> Int64? {
    guard let paid = order?.presented?.payments.first(where: { $0.number == payment })
    else { return nil }
    let all = isOut ? paid.presented - paid.returned : paid.returned
    guard all > 0 else { return 0 }
    return Proration.floorShare(
      of: isOut ? paid.amount - paid.returnedAmount : paid.returnedAmount, through: units, of: all)
  }

  /// A refund to a payment that came in as another amount becomes store credit: the money stays where
  /// it is, and so much less of it can go back.
  mutating func keep(_ amount: Int64, of payment: PaymentState, as attempt: Int) {
    guard let order, let paid = order.presented(of: payment) else { return }
    exchange(
      Exchange(
        .credited, payment: payment.number, attempt: attempt, amount: amount,
        presented: Money(minorUnits: order.units(of: amount, of: paid), currency: paid.currency)))
  }
}

extension PresentedAmounts.Attempt {
  fileprivate func entry(_ kind: Exchange.Kind, amount: Int64) -> Exchange {
    Exchange(kind, payment: payment, attempt: number, amount: amount, presented: presented)
  }
}
