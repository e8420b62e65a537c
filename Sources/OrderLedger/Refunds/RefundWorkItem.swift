public import OrderLedgerModel

/// A refund, or the part of it for one payment, that a ``RefundWorker`` has not finished.
public struct RefundWorkItem: Sendable, Hashable {
  /// What is waited for.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// A worker, from ``RefundWorkItem/dueAt`` on.
    case due
    /// A notice that tells the end of the attempt under way: a person's confirmation, or a webhook.
    case awaitingNotice
    /// A person: the worker has given up.
    case stuck
    /// The end of a dispute of the payment: what the gateway holds can't be given back.
    case disputed
  }

  /// The order.
  public let order: OrderID
  /// The cancellation or refund that decided it.
  public let refund: RefundID
  /// The payment the money goes back to; `nil` when that was left for later.
  public let payment: PaymentID?
  /// What that payment was made with.
  public let tender: Tender?
  /// The currency of the amounts.
  public let currency: Currency
  /// Neither under way nor settled, in minor units.
  public let owed: Int64
  /// What is waited for.
  public let state: State
  /// The attempt under way.
  public let attempt: AttemptID?
  /// What that attempt is to give back, in minor units.
  public let pending: Int64
  /// What the customer gets by that attempt, where that is another amount: in the currency that the
  /// payment came in by, or rounded to coins.
  public let presented: Money?
  /// Attempts that failed, or were called off, so far.
  public let failures: Int
  /// Times in a row that the gateway left open what became of the attempt.
  public let unanswered: Int
  /// When a worker looks at it next.
  public let dueAt: Timestamp
  /// The worker that has it, and until when.
  public let lease: Lease?
  /// What went wrong last.
  public let problem: RefundProblem?

  /// A worker's claim on a refund.
  public struct Lease: Sendable, Hashable {
    /// The worker's name.
    public let worker: String
    /// When others may take it.
    public let until: Timestamp
  }
}

extension RefundWorkItem {
  init(_ row: RefundWorkRow, _ order: OrderState, _ tenderOrder: TenderOrder) {
    let attempt = order.attempts.first { $0.id == row.attempt }
    let payment =
      attempt.map { order.payments[$0.payment] } ?? order.target(row.key, in: tenderOrder)
    self.order = order.id
    refund = order.refunds[row.key.refund].id
    self.payment = row.key.payment < 0 && attempt == nil ? nil : payment?.id
    tender = self.payment == nil ? nil : payment?.tender
    currency = order.currency
    owed = order.owed(row.key)
    switch row.state {
    case .due: state = .due
    case .awaiting: state = .awaitingNotice
    case .stuck: state = .stuck
    case .disputed: state = .disputed
    }
    self.attempt = row.attempt
    pending = attempt?.status == .submitted ? attempt?.amount ?? 0 : 0
    presented =
      attempt?.status == .submitted ? attempt.flatMap { order.presented(attempt: $0.number) } : nil
    failures = order.failures(of: row.key.refund, on: payment?.number ?? -1)
    unanswered = row.unanswered
    dueAt = row.dueAt
    problem = row.problem
    if let worker = row.worker, let until = row.leasedUntil {
      lease = Lease(worker: worker, until: until)
    } else {
      lease = nil
    }
  }
}

extension OrderState {
  /// What the customer gets by an attempt, where that is another amount than the attempt's.
  func presented(attempt number: Int) -> Money? {
    presented?.attempts.first { $0.number == number }?.presented
  }
}
