import OrderLedgerModel

/// Refunds and attempts of one order, folded from its entries.
///
/// The one part of the state that is no sum: an attempt on money that was given to no payment gives
/// it to one, and how much depends on what was there. Only orders with attempts need it.
struct AttemptFold {
  /// A gateway's name for a refund, and the transaction that told it first.
  struct Reference {
    let payment: Int
    let reference: GatewayReference
    let sequence: Int64
  }

  private(set) var decided: [RefundRow] = []
  private(set) var refunds: [RefundRow] = []
  private(set) var attempts: [AttemptState] = []
  private(set) var references: [Reference] = []
  /// Whether each attempt had the status that its next change says it had.
  private(set) var isConsistent = true

  mutating func add(_ decision: RefundDecision) {
    let rows = RefundRow.rows(of: decision)
    decided += rows
    refunds += rows
  }

  mutating func add(_ change: AttemptChange, _ sequence: Int64) {
    let index = attempts.firstIndex { $0.number == change.number }
    if let previous = change.previous {
      if let index, attempts[index].status == previous {
        attempts[index] = AttemptState(change, of: attempts[index], sequence)
      } else {
        isConsistent = false
      }
    } else {
      if index != nil { isConsistent = false }
      attempts.append(AttemptState(change, of: nil, sequence))
    }
    addShare(change)
    if let reference = change.reference,
      !references.contains(where: { $0.payment == change.payment && $0.reference == reference })
    {
      references.append(
        Reference(payment: change.payment, reference: reference, sequence: sequence))
    }
  }

  private mutating func addShare(_ change: AttemptChange) {
    let (pending, settled) = change.shareChange
    let rows = refunds.filter { $0.refund == change.refundNumber }
    guard
      let index = refunds.firstIndex(where: {
        $0.refund == change.refundNumber && $0.payment == change.payment
      })
    else {
      refunds.append(
        RefundRow(
          refund: change.refundNumber, payment: change.payment, position: rows.count,
          name: change.refund, total: rows.first?.total ?? 0, amount: pending &+ settled,
          pending: pending, settled: settled))
      return
    }
    let row = refunds[index]
    let owed = row.amount &- row.pending &- row.settled
    refunds[index].amount &+= max(0, pending &+ settled &- owed)
    refunds[index].pending &+= pending
    refunds[index].settled &+= settled
  }

  /// Whether the rows, in the order of their keys, are what was folded.
  func matches(_ rows: [RefundRow], _ attempts: [AttemptState]) -> Bool {
    let expected = refunds.sorted { ($0.refund, $0.payment) < ($1.refund, $1.payment) }
    return isConsistent && rows == expected
      && attempts == self.attempts.sorted { $0.number < $1.number }
  }
}

extension AttemptState {
  fileprivate init(_ change: AttemptChange, of old: AttemptState?, _ sequence: Int64) {
    self.init(
      id: old?.id ?? change.attempt, number: change.number,
      refund: old?.refund ?? change.refundNumber, payment: old?.payment ?? change.payment,
      amount: old?.amount ?? change.amount, status: change.status, sequence: sequence)
  }
}
