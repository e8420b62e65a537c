extension Decision {
  /// The decision as the closed period lets it be, for a command that states its time.
  ///
  /// - Throws: `.periodClosed` when the time is closed and the command is the caller's to date. What
  ///   has happened outside, whether the ledger likes it or not, goes to the first instant of the
  ///   open period, with an entry that says when it was.
  func dated(
    _ command: Command, _ context: PlanContext, isOutsideFact: Bool
  ) throws(LedgerError) -> Decision {
    // The plan last: a large value is taken out only if it is to be changed.
    guard let at = command.at, let closed = context.closedThrough, at <= closed,
      case .plan(var plan) = self
    else { return self }
    guard isOutsideFact else {
      throw LedgerError(
        .periodClosed, .field("at"), found: "\(at)", allowed: "after \(closed)")
    }
    plan.move(to: Timestamp(microseconds: closed.microseconds + 1), statedAt: at)
    return .plan(plan)
  }
}
