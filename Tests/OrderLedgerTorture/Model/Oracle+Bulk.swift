import OrderLedger

/// A request for several cancellations that was carried out under a key, in part or whole.
struct OracleBulk: Sendable {
  let request: CancelOrders
  /// By place in the request.
  var done: [Int: Int64] = [:]
}

/// What becomes of several cancellations.
enum OracleBulkAnswer: Sendable {
  case results([OracleAnswer])
  /// The whole of it, for the one at a place or for itself.
  case refused(Set<String>, index: Int?)
}

extension Oracle {
  /// What becomes of several cancellations at this reading of the clock; what they change is changed.
  mutating func answer(_ request: CancelOrders, clock: Int64) -> OracleBulkAnswer {
    if request.cancellations.isEmpty { return .refused(["emptySelection"], index: nil) }
    let names = request.cancellations.map(\.cancellation)
    if Set(names).count < names.count { return .refused(["alreadyExists"], index: nil) }
    let key = request.key?.text
    var record = OracleBulk(request: request)
    if let key {
      // A key belongs to one command, or to one list of them.
      if keys[key] != nil { return .refused(["idempotencyConflict"], index: nil) }
      if let known = bulks[key] {
        let isSame =
          known.request.cancellations == request.cancellations
          && known.request.mode == request.mode && known.request.at == request.at
        if !isSame { return .refused(["idempotencyConflict"], index: nil) }
        record = known
      }
    }
    var next = self
    var answers: [OracleAnswer] = []
    for (index, cancel) in request.cancellations.enumerated() {
      if let sequence = record.done[index] {
        answers.append(.replayed(sequence))
        continue
      }
      let answer = next.answer(
        Command(cancel, actor: request.actor, at: request.at), clock: clock)
      if case .done(let sequence) = answer { record.done[index] = sequence }
      if case .refused(let codes) = answer, request.mode == .atomic {
        return .refused(codes, index: index)
      }
      answers.append(answer)
    }
    self = next
    if let key, !record.done.isEmpty { bulks[key] = record }
    return .results(answers)
  }
}

extension OracleBulkAnswer {
  var name: String {
    guard case .results(let answers) = self else { return "refused" }
    if answers.contains(where: { $0.name == "done" }) { return "done" }
    return answers.contains { $0.name == "replayed" } ? "replayed" : "refused"
  }

  /// Where the ledger answered otherwise.
  func differs(
    from result: Result<CancelOrdersReceipt, LedgerError>, _ request: CancelOrders
  ) -> Divergence? {
    switch (self, result) {
    case (.refused(let codes, let index), .failure(let error)):
      if codes.contains(error.code.rawValue), error.index == index { return nil }
      return Divergence(
        "cancelOrders was refused: \(error.detailedDescription) at \(error.index ?? -1); "
          + "expected: \(self)")
    case (.results(let answers), .success(let receipt)):
      for (index, answer) in answers.enumerated() where index < receipt.results.count {
        let command = Command(request.cancellations[index])
        if let divergence = answer.differs(from: receipt.results[index], command) {
          return Divergence("\(index) of cancelOrders: \(divergence)")
        }
      }
      if answers.count == receipt.results.count { return nil }
      return Divergence("cancelOrders has \(receipt.results.count) results")
    case (_, .success(let receipt)):
      return Divergence("cancelOrders was done: \(receipt.results); expected: \(self)")
    case (_, .failure(let error)):
      return Divergence(
        "cancelOrders was refused: \(error.detailedDescription); expected: \(self)")
    }
  }
}
