import OrderLedgerModel

extension ExpectedState {
  /// What a transaction changes in its order's row.
  struct Figures {
    var open: Int64 = 0
    var fulfilled: Int64 = 0
    var cancelled: Int64 = 0
    var value: Int64 = 0
    var received: Int64 = 0
    var authorized: Int64 = 0
    var captured: Int64 = 0
    var decided: Int64 = 0
    var pending: Int64 = 0
    var settled: Int64 = 0
    var payments: Int64 = 0
    var refunds: Int64 = 0
    var attempts: Int64 = 0
    var disputes: Int64 = 0
    var presented: Int64 = 0
    var returns: Int64 = 0
    var cancelledBy: Int64 = 0
    /// 1 where `cancelledBy` is there at all.
    var cancellations: Int64 = 0
    var requests: Int64 = 0
    /// The place of the entry that is added; no figure.
    var place = 0
    /// Whether a request that was accepted has taken the decision's name; no figure.
    var isNamed = false
  }

  /// Adds the step of an order from one version to the next.
  ///
  /// Each step takes away where it begins, (version − 1, previous), and adds where it ends, (version,
  /// sequence). Along an order all but the two ends cancel out, and they do so only if its versions
  /// are 1, 2, 3 … and each transaction names the one before it.
  mutating func add(
    _ transition: OrderTransition, _ sequence: Int64, _ order: Int64, _ figures: Figures
  ) {
    sketch.insert(
      .transition,
      secret.transition(order, version: transition.version, sequence: sequence))
    sketch.remove(
      .transition,
      secret.transition(
        order, version: transition.version &- 1, sequence: transition.previous ?? 0))
    var figures = figures
    // What was cancelled stays so: the order's last units are cancelled once.
    if transition.status == .cancelled, figures.cancelled != 0 {
      figures.cancelledBy = sequence
      figures.cancellations = 1
    }
    sketch.add(figures, secret.row(.order, order))
  }
}

extension Sketch {
  /// Adds changes to an order's row, or the row itself.
  mutating func add(_ figures: ExpectedState.Figures, _ row: SketchedRow) {
    add(.order, row, SketchedColumn.openUnits, figures.open)
    add(.order, row, SketchedColumn.fulfilledUnits, figures.fulfilled)
    add(.order, row, SketchedColumn.cancelledUnits, figures.cancelled)
    add(.order, row, SketchedColumn.value, figures.value)
    add(.order, row, SketchedColumn.received, figures.received)
    add(.order, row, SketchedColumn.authorized, figures.authorized)
    add(.order, row, SketchedColumn.captured, figures.captured)
    add(.order, row, SketchedColumn.decided, figures.decided)
    add(.order, row, SketchedColumn.pending, figures.pending)
    add(.order, row, SketchedColumn.settled, figures.settled)
    add(.order, row, SketchedColumn.payments, figures.payments)
    add(.order, row, SketchedColumn.refunds, figures.refunds)
    add(.order, row, SketchedColumn.attempts, figures.attempts)
    add(.order, row, SketchedColumn.disputes, figures.disputes)
    add(.order, row, SketchedColumn.returns, figures.returns)
    add(.order, row, SketchedColumn.cancelledBy, figures.cancelledBy)
    add(.order, row, SketchedColumn.cancellations, figures.cancellations)
    add(.order, row, SketchedColumn.requests, figures.requests)
    add(.order, row, SketchedColumn.presented, figures.presented)
  }
}
