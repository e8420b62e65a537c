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
    guard answer.isTrue(loop.fault, loop.work) else {
      return "that is not what a call that fails is to be told as"
    }
    let before = Int64(loop.before.count)
    let found = report.head.sequence
    let count = "\(found) \(Self.transactionsAfter) \(before)"
    guard let request = loop.work.request else {
      return try await found == before ? problemOfUpkeep(ledger, report.head) : count
    }
    let after = before + loop.work.transactions
    if answer == .refused(.unknownOutcome) {
      guard found == before || found == after else { return count }
    } else if found != (answer == .done ? after : before) {
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
    case .open, .verify, .request: return nil
    case .make:
      for command in Shopper.opening { try await ledger.perform(command) }
      let end = try await ledger.verify()
      return end.isSound ? nil : "after the first commands: \(end)"
    case .rebuild:
      let changed = try await ledger.rebuild().changedTables
      return changed.isEmpty ? nil : "a rebuild changes \(changed)"
    case .checkpoint: return try await ledger.checkpoint() ? nil : "the log can't be copied"
    case .backup:
      if let problem = leftover { return problem }
      if answer != .done { try await ledger.backup(to: copy) }
      return try await problemOfCopy(head)
    }
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
