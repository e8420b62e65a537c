import ArgumentParser
import OrderLedger

/// Carries out commands, one a line.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Carry out commands given as JSON, one a line; write one result a line.",
    discussion: """
      A result is written only after its commit is on the disk. A refused line does not stop the \
      others; a failure of the database does. Empty lines are passed over. A ledger that is not \
      there is made.

      The exit code is 0 if every line was carried out, 65 if a line was malformed, else 1 if one \
      was refused.

      EXAMPLES
        order-ledger --db shop.sqlite apply commands.jsonl
        producer | order-ledger --db shop.sqlite apply --batch 100 > results.jsonl
        order-ledger --db shop.sqlite apply --atomic opening-stock.jsonl
        echo '{"command":"openLocation","location":"LON"}' \\
          | order-ledger --db shop.sqlite apply
      """)

  @Argument(help: "The file, or - for standard input.") var input = "-"

  @Option(help: "Put up to this many lines into one commit; each still succeeds or fails alone.")
  var batch = 1

  @Flag(
    help: """
      Carry out all lines in one commit, or none. Holds the input in memory; on a refusal only \
      the result of the refused line is written.
      """)
  var atomic = false

  @OptionGroup var options: LedgerOptions

  func validate() throws {
    guard (1...10_000).contains(batch) else {
      throw ValidationError("--batch takes 1 to 10000 lines.")
    }
    if atomic, batch != 1 { throw ValidationError("Give --batch or --atomic, not both.") }
  }

  func run() async throws {
    var lines = CommandLines(reader: try LineReader(path: input))
    let run = try await options.withLedger(.createOrOpen) { ledger in
      try await Progress.during("Applying") { progress in
        var run = ApplyRun(ledger: ledger, progress: progress)
        if atomic {
          do {
            try await run.allOrNothing(&lines)
          } catch let failure as LineFailure {
            try run.refuseAll(failure)
          }
        } else {
          while let round = try lines.round(upTo: batch) { try await run.round(round) }
        }
        return run.worst
      }
    }
    if let run { throw ToolError.ended(run) }
  }
}

/// A line of the input: its number, and the request on it or what is wrong with it.
struct CommandLineItem: Sendable {
  let number: Int
  let request: Result<LedgerRequest, LedgerError>
}

/// The commands of an input.
struct CommandLines: ~Copyable {
  private var reader: LineReader
  private var number = 0

  init(reader: consuming LineReader) {
    self.reader = reader
  }

  /// The next lines: at least one, for which it waits, and as many more as are there. `nil` at the
  /// end.
  mutating func round(upTo limit: Int) throws -> [CommandLineItem]? {
    guard let first = try next(waits: true) else { return nil }
    var items = [first]
    while items.count < limit, let item = try next(waits: false) { items.append(item) }
    return items
  }

  private mutating func next(waits: Bool) throws -> CommandLineItem? {
    while let line = waits ? try reader.next() : try reader.nextIfReady() {
      number += 1
      switch line {
      case .tooLong:
        return CommandLineItem(
          number: number,
          request: .failure(
            LedgerError(
              .limitExceeded, .init("field", "line"), found: "more bytes",
              allowed: "at most \(Limits.maxJSONBytes) bytes")))
      case .bytes(let bytes):
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
        return CommandLineItem(number: number, request: Self.request(bytes))
      }
    }
    return nil
  }

  private static func request(_ bytes: [UInt8]) -> Result<LedgerRequest, LedgerError> {
    do throws(LedgerError) {
      return .success(try LedgerRequest(json: bytes))
    } catch {
      return .failure(error)
    }
  }
}

/// Carries out lines and writes their results, in their order.
struct ApplyRun {
  let ledger: Ledger
  let progress: Progress
  /// How the tool ends; `nil` while nothing went wrong.
  private(set) var worst: ToolExit?
  private var done: Int64 = 0

  init(ledger: Ledger, progress: Progress) {
    self.ledger = ledger
    self.progress = progress
  }

  /// Carries out lines in one commit, each succeeding or failing alone.
  mutating func round(_ items: [CommandLineItem]) async throws {
    if items.count == 1, let item = items.first {
      let result = await perform(item)
      try report([(item.number, result)])
      return
    }
    do {
      let results = try await ledger.write { transaction in
        try items.map { item in
          (item.number, try Self.perform(item, transaction))
        }
      }
      try report(results)
    } catch let error as LedgerError where error.code.category == .database {
      // Nothing of the round is kept: every line of it failed for the same cause.
      try report(items.map { ($0.number, .failure(error)) })
    } catch is LedgerError {
      // One failed when it had begun to write, which undid its neighbours: each by itself.
      for item in items { try await round([item]) }
    }
  }

  /// Carries out all lines, or none of them.
  mutating func allOrNothing(_ lines: inout CommandLines) async throws {
    var items: [CommandLineItem] = []
    while let round = try lines.round(upTo: 1_000) {
      for item in round {
        if case .failure(let error) = item.request {
          throw LineFailure(error: error, line: item.number)
        }
        items.append(item)
      }
    }
    let all = items
    let answers = try await ledger.write { transaction in
      try all.map { item in
        do throws(LedgerError) {
          let answer = try transaction.perform(try item.request.get())
          if let refusal = answer.firstRefusal { throw refusal }
          return (item.number, Result<LedgerAnswer, LedgerError>.success(answer))
        } catch {
          throw LineFailure(error: error, line: item.number)
        }
      }
    }
    try report(answers)
  }

  /// Tells the line for which nothing was written.
  func refuseAll(_ failure: LineFailure) throws {
    try Console.write(failure.jsonLine, to: .output)
    try? Console.write(
      "order-ledger: line \(failure.line): \(failure.error.detailedDescription) "
        + "Nothing was written.\n", to: .error)
    throw ToolError.ended(ToolExit(failure.error.code))
  }

  private func perform(_ item: CommandLineItem) async -> Result<LedgerAnswer, LedgerError> {
    do throws(LedgerError) {
      return .success(try await ledger.perform(try item.request.get()))
    } catch {
      return .failure(error)
    }
  }

  /// A refusal is a result; a failure of the database ends the transaction.
  private static func perform(
    _ item: CommandLineItem, _ transaction: borrowing LedgerTransaction
  ) throws -> Result<LedgerAnswer, LedgerError> {
    do throws(LedgerError) {
      return .success(try transaction.perform(try item.request.get()))
    } catch {
      if error.code.category == .database { throw error }
      return .failure(error)
    }
  }

  private mutating func report(_ results: [(line: Int, Result<LedgerAnswer, LedgerError>)]) throws {
    var text = ""
    var fatal: LedgerError?
    for (line, result) in results {
      switch result {
      case .success(let answer):
        text += answer.jsonLine
        if let refusal = answer.firstRefusal { note(ToolExit(refusal.code)) }
      case .failure(let error):
        text += LineFailure(error: error, line: line).jsonLine
        if error.code.category == .database {
          fatal = error
        } else {
          note(ToolExit(error.code))
        }
      }
    }
    try Console.write(text, to: .output)
    done += Int64(results.count)
    progress.advance(to: done)
    guard let fatal, let line = results.first?.line else { return }
    try? Console.write(
      "order-ledger: line \(line): \(fatal.detailedDescription) Stopped here.\n", to: .error)
    throw ToolError.ended(ToolExit(fatal.code))
  }

  private mutating func note(_ exit: ToolExit) {
    if worst == nil || exit == .badData { worst = exit }
  }
}
