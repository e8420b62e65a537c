import OrderLedger

/// A ledger after a power cut: opened as anyone would open it, and asked what it still has.
struct Survivor {
  enum Verdict: Hashable {
    case sound
    /// Answered commands are missing: this many.
    case lost(Int)
    /// A command is there in part, or something else is wrong.
    case broken(String)
  }

  let place: Workplace
  let recording: Recording
  /// The last journal transaction that was answered before the cut.
  let acknowledged: Int64
  /// How many of the requests that are missing are asked for again.
  let retries: Int
  /// A flush has failed, and nobody was told yet: what it should have flushed may be there, under
  /// another time than when it was carried out again.
  let isUndecided: Bool

  func verdict() async -> Verdict {
    let ledger: Ledger
    var configuration = LedgerConfiguration()
    // The disk under it is memory.
    configuration.durability = .mayLoseLastCommits
    do { ledger = try await Ledger(path: place.ledger, configuration: configuration) } catch {
      return .broken("can't be opened: \(error.detailedDescription)")
    }
    let verdict: Verdict
    do { verdict = try await look(ledger) } catch let error as LedgerError {
      verdict = .broken(error.detailedDescription)
    } catch {
      verdict = .broken("\(error)")
    }
    await ledger.close()
    return verdict
  }

  private func look(_ ledger: Ledger) async throws -> Verdict {
    let report = try await ledger.verify()
    guard report.isSound else { return .broken("\(report)") }
    let head = report.head
    let found = Int(head.sequence)
    guard found <= recording.hashes.count else { return .broken("\(found) transactions") }
    if head.sequence < acknowledged { return .lost(Int(acknowledged) - found) }
    guard let done = recording.steps(of: found) else {
      return .broken("\(found) transactions: of several in one the last are missing")
    }
    if found > 0, head.hexHash.uppercased() != recording.hashes[found - 1] {
      guard isUndecided, try await hasAnswered(ledger) else {
        return .broken("transaction \(found) is another than was written")
      }
      return .sound
    }
    if done > 0,
      try await !recording.steps[done - 1].perform(ledger).allSatisfy({ $0.replayed })
    {
      return .broken("the last request that is there was carried out once more")
    }
    var count = head.sequence
    for step in recording.steps.dropFirst(done).prefix(retries) {
      let receipts = try await step.perform(ledger)
      guard receipts.allSatisfy({ !$0.replayed }),
        receipts.map(\.sequence) == Array(count + 1...count + Int64(step.count))
      else { return .broken("a request that was missing is there: \(step.name)") }
      count += Int64(step.count)
    }
    guard retries > 0 else { return .sound }
    let end = try await ledger.verify(retries > 2 ? .full : .quick)
    return end.isSound ? .sound : .broken("after retries: \(end)")
  }

  /// Whether all that was answered is there.
  private func hasAnswered(_ ledger: Ledger) async throws(LedgerError) -> Bool {
    guard acknowledged > 0 else { return true }
    let kept = """
      {"seq":\(acknowledged),"recordedAt":"2026-01-01T00:00:00Z",\
      "hash":"\(recording.hashes[Int(acknowledged) - 1].lowercased())"}
      """
    return try await ledger.compare(try JournalHead(json: Array(kept.utf8))) == .same
  }
}
