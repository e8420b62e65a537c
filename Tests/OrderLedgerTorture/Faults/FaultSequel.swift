import OrderLedger

/// What a ledger is asked for when no call fails any more, without being opened anew: the same once more,
/// and what comes next. Whatever it remembers of the failure has to be right.
struct FaultSequel {
  /// What comes next, whatever the ledger has in it; of these the last begins the log anew.
  static let commands: [Command] = (1...4).map { number in
    let name = "next-\(number)"
    return Command(
      .openLocation(OpenLocation(location: LocationID(unchecked: name))),
      key: IdempotencyKey(unchecked: name))
  }

  let work: FaultWork
  let gateway: FaultGateway

  /// What is wrong.
  func problem(_ ledger: Ledger, after answer: FaultAnswer) async -> String? {
    do throws(LedgerError) {
      if let problem = try await again(ledger, after: answer) { return problem }
      for command in Self.commands.dropLast() { try await ledger.perform(command) }
      guard try await ledger.checkpoint() else { return "it can't copy its log any more" }
      for command in Self.commands.suffix(1) { try await ledger.perform(command) }
      return nil
    } catch {
      return "it can't go on: \(error.detailedDescription)"
    }
  }

  private func again(
    _ ledger: Ledger, after answer: FaultAnswer
  ) async throws(LedgerError) -> String? {
    switch work {
    case .open, .make, .backup: return nil
    case .rebuild:
      let changed = try await ledger.rebuild().changedTables
      return changed.isEmpty ? nil : "its rebuild changes \(changed)"
    case .checkpoint: return try await ledger.checkpoint() ? nil : "it can't copy its log"
    case .verify:
      let report = try await ledger.verify()
      return report.isSound ? nil : "to itself it is unsound: \(report)"
    case .refundWork:
      try await gateway.work(for: ledger, isLate: true)
      return nil
    case .retryRefund:
      try await ledger.retryRefund(FaultLoop.refund)
      return nil
    case .request(let request):
      let replays = Set(try await ledger.perform(request).receipts.map(\.replayed))
      let isRight =
        answer == .refused(.unknownOutcome) ? replays.count == 1 : replays == [answer == .done]
      return isRight ? nil : "its retry did it twice, or not at all"
    }
  }
}
