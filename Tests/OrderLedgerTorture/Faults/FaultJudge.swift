import Foundation
import OrderLedger

/// What is left when calls have failed: the file is opened as anyone would open it, verified, and asked
/// for the same once more.
struct FaultJudge {
  /// The name of a backup.
  static let copy = "copy.sqlite"
  /// What a ledger says that has more or fewer transactions than were answered.
  static let transactionsAfter = "transactions after"

  let place: Workplace
  let loop: FaultLoop
  let answer: FaultAnswer
  let gateway: FaultGateway
  /// Whether the ledger was asked for the same once more, and for what comes next, before it was closed.
  var hasGoneOn = false

  /// Whether the work has to be there: it was answered, or done when nothing failed any more.
  private var isDone: Bool { answer == .done || hasGoneOn }

  private var copy: String { place.path(Self.copy) }

  /// What is wrong.
  func problem() async -> String? {
    do throws(LedgerError) {
      let ledger = try await Ledger(
        path: place.ledger, configuration: FaultTier.configuration(nil))
      let problem = try await problem(ledger)
      await ledger.close()
      return problem
    } catch {
      return error.detailedDescription
    }
  }

  private func problem(_ ledger: Ledger) async throws(LedgerError) -> String? {
    let report = try await ledger.verify()
    guard report.isSound else { return "\(report)" }
    guard answer.isTrue(loop.fault, loop.work, isSticky: loop.isSticky) else {
      return "that is not what a call that fails is to be told as"
    }
    let before = loop.transactions + (hasGoneOn ? Int64(FaultSequel.commands.count) : 0)
    let found = report.head.sequence
    let count = "\(found) \(Self.transactionsAfter) \(before)"
    guard let request = loop.work.request else {
      if loop.work == .refundWork { return try await problemOfRefunds(ledger, from: before) }
      return try await found == before ? problemOfUpkeep(ledger, report.head) : count
    }
    let after = before + loop.work.transactions
    if answer == .refused(.unknownOutcome), !hasGoneOn {
      guard found == before || found == after else { return count }
    } else if found != (isDone ? after : before) {
      return count
    }
    let replays = try await ledger.perform(request).receipts.map(\.replayed)
    guard replays == [Bool](repeating: found > before, count: Int(loop.work.transactions)) else {
      return "the retry did it twice"
    }
    guard try await ledger.head().sequence == after else { return "not once" }
    let end = try await ledger.verify(.quick)
    return end.isSound ? nil : "after the retry: \(end)"
  }

  /// What is wrong with the same once more, when no call fails.
  private func problemOfUpkeep(
    _ ledger: Ledger, _ head: JournalHead
  ) async throws(LedgerError) -> String? {
    switch loop.work {
    // It was opened and verified just now.
    case .open, .verify, .refundWork, .request: return nil
    case .make:
      for command in Shopper.opening { try await ledger.perform(command) }
      let end = try await ledger.verify()
      return end.isSound ? nil : "after the first commands: \(end)"
    case .rebuild:
      let changed = try await ledger.rebuild().changedTables
      return changed.isEmpty ? nil : "a rebuild changes \(changed)"
    case .retryRefund: return try await problemOfRetry(ledger)
    case .checkpoint: return try await ledger.checkpoint() ? nil : "the log can't be copied"
    case .backup:
      if let problem = leftover { return problem }
      if answer != .done { try await ledger.backup(to: copy) }
      return try await problemOfCopy(head)
    }
  }

  /// What is wrong with refunds that were carried out: each was paid back once, by one attempt.
  ///
  /// - Parameter before: the journal transactions without those of the attempts.
  private func problemOfRefunds(
    _ ledger: Ledger, from before: Int64
  ) async throws(LedgerError) -> String? {
    if isDone {
      let found = try await ledger.head().sequence
      guard found == before + 4 else { return "\(found) \(Self.transactionsAfter) \(before)" }
    }
    try await gateway.work(for: ledger, isLate: true)
    let (found, rest) = (try await ledger.head().sequence, try await ledger.refundWork())
    guard rest.isEmpty, found == before + 4, gateway.transfers.values.sorted() == [1_000, 1_000]
    else { return "\(found) transactions, left \(rest), paid \(gateway.transfers)" }
    let end = try await ledger.verify()
    return end.isSound ? nil : "after the refunds: \(end)"
  }

  /// What is wrong with a refund that was handed back to the workers.
  private func problemOfRetry(_ ledger: Ledger) async throws(LedgerError) -> String? {
    let stuck = try await ledger.refundWork(.stuck).count
    if isDone {
      guard stuck == 0 else { return "it was not handed back" }
    } else if answer != .refused(.unknownOutcome), stuck != 1 {
      return "it was handed back"
    }
    guard try await ledger.retryRefund(FaultLoop.refund) == stuck else {
      return "another number was handed back than was given up"
    }
    return try await ledger.refundWork(.stuck).isEmpty ? nil : "it can't be handed back"
  }

  /// What a backup has left behind: a file of that name is a copy that was answered, and nothing else
  /// is left.
  private var leftover: String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place.directory)) ?? []
    let copies = names.filter { $0.hasPrefix(Self.copy) }.sorted()
    return copies == (answer == .done ? [Self.copy] : [])
      ? nil : "files of copies are \(copies)"
  }

  private func problemOfCopy(_ head: JournalHead) async throws(LedgerError) -> String? {
    var configuration = LedgerConfiguration()
    configuration.mode = .readOnly
    let ledger = try await Ledger(path: copy, configuration: configuration)
    let report = try await ledger.verify()
    await ledger.close()
    guard report.isSound else { return "the copy: \(report)" }
    return report.head == head ? nil : "the copy ends with \(report.head)"
  }
}
