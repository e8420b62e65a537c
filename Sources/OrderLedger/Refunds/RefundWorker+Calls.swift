import OrderLedgerModel

extension RefundWorker {
  /// Calls the gateway for a claim and records what came of it. No transaction is open meanwhile.
  func carryOut(_ claim: RefundClaim) async throws(LedgerError) -> RefundRound {
    let outcome = try await ask(claim)
    try step(.beforeConclusion)
    // An answer that came is recorded even if the task was cancelled meanwhile.
    let isCancelled = Task.isCancelled
    let conclusion = Task {
      () async -> Result<RefundRound, LedgerError> in
      do throws(LedgerError) {
        return .success(try await self.conclude(claim, outcome, isCancelled: isCancelled))
      } catch {
        return .failure(error)
      }
    }
    let round = try await conclusion.value.get()
    try step(.afterConclusion)
    return round
  }

  private func ask(_ claim: RefundClaim) async throws(LedgerError) -> GatewayOutcome {
    let gateway = gateways[claim.gateway]
    let request = claim.request
    // Less than the smallest unit of the customer's currency: there is nothing to send.
    if request.amount.minorUnits == 0 { return .succeeded }
    if !claim.isNew {
      try step(.beforeQuery)
      let answer = await call { try await gateway.query(request) }
      try step(.afterQuery)
      switch answer {
      case .none: return .unknown
      case .some(.some(let outcome)): return outcome
      case .some(.none):
        // It never heard of the key: asked for now, under the same key, it is still the same refund.
        break
      }
    }
    try step(.beforeCall)
    let outcome = await call { try await gateway.refund(request) }
    try step(.afterCall)
    return outcome ?? .unknown
  }

  /// A gateway's answer; `nil` if it threw, or took too long.
  private func call<Answer: Sendable>(
    _ body: @escaping @Sendable () async throws -> Answer
  ) async -> Answer? {
    let limit = settings.callTimeout
    return await withTaskGroup(of: Answer?.self) { group in
      group.addTask { try? await body() }
      group.addTask {
        try? await Task.sleep(for: limit)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
