import Foundation
import OrderLedger
import Synchronization

/// One ledger and its oracle, and what they say to the same commands.
final class ModelRun {
  /// How a ledger is kept in a run; the seed chooses.
  struct Books: Sendable {
    var policy: AccountingPolicy
    var control: Control?
  }

  private(set) var oracle = Oracle()
  let ledger: Ledger
  private let clock: ModelClock
  private(set) var answers: [String: Int] = [:]
  private var sinceVerified = 0

  init(_ path: String, _ books: Books) async throws {
    let clock = ModelClock()
    self.clock = clock
    var configuration = LedgerConfiguration()
    configuration.durability = .mayLoseLastCommits
    configuration.policy = books.policy
    configuration.clock = { clock.now }
    configuration.readers = 1
    configuration.cacheKiB = 2_048
    configuration.apply(books.control)
    ledger = try await Ledger(path: path, configuration: configuration)
    oracle.isTaxDueAtFulfillment = books.policy.taxPoint == .fulfillment
    oracle.isAccruedAtOrder = books.policy.accrual == .order
    oracle.roundsUp = books.control == .wrongModel
  }

  /// Sends a step's commands to both.
  ///
  /// - Returns: where they differ.
  func run(_ step: ModelStep) async throws -> Divergence? {
    clock.now = Timestamp(microseconds: step.clock)
    do {
      if let divergence = try await send(step) { return divergence }
      sinceVerified += step.count
      guard sinceVerified >= 32 else { return nil }
      sinceVerified = 0
      return try await verify(.quick)
    } catch let error as LedgerError {
      // A refusal is an answer; this is the ledger's own failure.
      return Divergence(error.detailedDescription)
    }
  }

  private func send(_ step: ModelStep) async throws -> Divergence? {
    switch step.manner {
    case .alone: try await runAlone(step)
    case .together: try await runTogether(step)
    case .race: try await runRace(step)
    case .bulk: try await runBulk(step)
    }
  }

  /// Proves the books, and compares every order.
  func finish() async throws -> Divergence? {
    if let divergence = try await verify(.full) { return divergence }
    let oracle = self.oracle
    return try await ledger.read { snapshot throws(LedgerError) in
      do { return try oracle.compareAll(snapshot) } catch let error as LedgerError {
        throw error
      } catch {
        return Divergence("\(error)")
      }
    }
  }

  private func verify(_ level: VerificationLevel) async throws -> Divergence? {
    let report = try await ledger.verify(level)
    return report.isSound ? nil : Divergence("verify: \(report)")
  }

  private func runAlone(_ step: ModelStep) async throws -> Divergence? {
    for command in step.commands {
      let result: Result<Receipt, LedgerError>
      do throws(LedgerError) { result = .success(try await ledger.perform(command)) } catch {
        result = .failure(error)
      }
      var next = oracle
      let answer = next.answer(command, clock: step.clock)
      Self.count(command, answer, result, in: &answers)
      if let divergence = answer.differs(from: result, command) { return divergence }
      oracle = next
      let told = next
      let compared = try await ledger.read { snapshot throws(LedgerError) in
        do { return try told.compare(command, snapshot) } catch {
          return Divergence("\(command.action.name): \(error)")
        }
      }
      if let compared { return compared }
    }
    return nil
  }

  private func runBulk(_ step: ModelStep) async throws -> Divergence? {
    guard let bulk = step.bulk else { return nil }
    let result: Result<CancelOrdersReceipt, LedgerError>
    do throws(LedgerError) { result = .success(try await ledger.perform(bulk)) } catch {
      result = .failure(error)
    }
    let answer = oracle.answer(bulk, clock: step.clock)
    answers["cancelOrders \(answer.name)", default: 0] += 1
    if let divergence = answer.differs(from: result, bulk) { return divergence }
    let told = oracle
    return try await ledger.read { snapshot throws(LedgerError) in
      do {
        for cancel in bulk.cancellations {
          if let divergence = try told.compare(Command(cancel), snapshot) { return divergence }
        }
        return nil
      } catch {
        return Divergence("\(error)")
      }
    }
  }

  private struct Together: Sendable {
    var oracle: Oracle
    var answers: [String: Int] = [:]
    var divergence: Divergence?
  }

  private func runTogether(_ step: ModelStep) async throws -> Divergence? {
    let before = oracle
    let told = try await ledger.write { transaction -> Together in
      var told = Together(oracle: before)
      for command in step.commands {
        let result: Result<Receipt, LedgerError>
        do throws(LedgerError) { result = .success(try transaction.perform(command)) } catch {
          result = .failure(error)
        }
        let answer = told.oracle.answer(command, clock: step.clock)
        Self.count(command, answer, result, in: &told.answers)
        told.divergence =
          try answer.differs(from: result, command)
          ?? told.oracle.compare(command, transaction)
        if told.divergence != nil { break }
      }
      return told
    }
    oracle = told.oracle
    answers.merge(told.answers, uniquingKeysWith: +)
    return told.divergence
  }

  /// Whatever order they came in: there has to be one that explains all answers and the state.
  private func runRace(_ step: ModelStep) async throws -> Divergence? {
    let ledger = self.ledger
    let commands = step.commands
    let results = await withTaskGroup(of: Told.self) { group in
      for (index, command) in commands.enumerated() {
        group.addTask { await Self.tell(command, index, ledger) }
      }
      var results = [Result<Receipt, LedgerError>?](repeating: nil, count: commands.count)
      for await told in group { results[told.index] = told.result }
      return results
    }
    var first: Divergence?
    for order in Self.orders(of: Array(commands.indices)) {
      var next = oracle
      var divergence: Divergence?
      var names: [(Int, OracleAnswer)] = []
      for index in order where divergence == nil {
        guard let result = results[index] else { return Divergence("a race without an answer") }
        let answer = next.answer(commands[index], clock: step.clock)
        names.append((index, answer))
        divergence = answer.differs(from: result, commands[index])
      }
      let known = next
      if divergence == nil {
        divergence = try await ledger.read { snapshot throws(LedgerError) in
          do {
            for command in commands {
              if let divergence = try known.compare(command, snapshot) { return divergence }
            }
            return nil
          } catch {
            return Divergence("\(error)")
          }
        }
      }
      guard let divergence else {
        oracle = next
        for (index, answer) in names {
          guard let result = results[index] else { continue }
          Self.count(commands[index], answer, result, in: &answers)
        }
        return nil
      }
      first = first ?? divergence
    }
    return first.map { Divergence("in no order of a race: \($0)") }
  }

  private struct Told: Sendable {
    let index: Int
    let result: Result<Receipt, LedgerError>
  }

  private static func tell(_ command: Command, _ index: Int, _ ledger: Ledger) async -> Told {
    do throws(LedgerError) {
      return Told(index: index, result: .success(try await ledger.perform(command)))
    } catch {
      return Told(index: index, result: .failure(error))
    }
  }

  private static func orders(of indices: [Int]) -> [[Int]] {
    guard indices.count > 1 else { return [indices] }
    return indices.flatMap { first in
      orders(of: indices.filter { $0 != first }).map { [first] + $0 }
    }
  }

  private static func count(
    _ command: Command, _ answer: OracleAnswer, _ result: Result<Receipt, LedgerError>,
    in answers: inout [String: Int]
  ) {
    answers["\(command.action.name) \(answer.name)", default: 0] += 1
    if case .failure(let error) = result {
      answers["as \(error.code.rawValue)", default: 0] += 1
    }
  }
}

/// A clock that says what it is told to.
final class ModelClock: Sendable {
  private let time = Mutex(Timestamp(microseconds: ModelGenerator.start))

  var now: Timestamp {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }
}

extension OracleAnswer {
  /// Where the ledger answered otherwise.
  func differs(from result: Result<Receipt, LedgerError>, _ command: Command) -> Divergence? {
    let found: String
    switch (self, result) {
    case (.done(let sequence), .success(let receipt)) where !receipt.replayed:
      if receipt.transaction.header.sequence == sequence { return nil }
      found = "done as \(receipt.transaction.header.sequence)"
    case (.replayed(let sequence), .success(let receipt)) where receipt.replayed:
      if receipt.transaction.header.sequence == sequence { return nil }
      found = "replayed from \(receipt.transaction.header.sequence)"
    case (.refused(let codes), .failure(let error)) where codes.contains(error.code.rawValue):
      return nil
    case (_, .success(let receipt)): found = receipt.replayed ? "replayed" : "done"
    case (_, .failure(let error)): found = "refused: \(error.detailedDescription)"
    }
    return Divergence("\(command.action.name) was \(found); expected: \(self)")
  }

  var name: String {
    switch self {
    case .done: "done"
    case .replayed: "replayed"
    case .refused: "refused"
    }
  }
}
