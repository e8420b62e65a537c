import OrderLedger

/// One ledger's part of a run: its commands, from a seed and its number.
struct ModelTrial {
  struct End {
    var steps: [ModelStep]
    var divergence: Divergence?
    /// How often each kind of command was answered how.
    var answers: [String: Int] = [:]

    var count: Int { steps.reduce(0) { $0 + $1.count } }
  }

  let place: Workplace
  let seed: UInt64
  let number: Int
  var control: Control?

  /// How the books are kept: each of the four ways in turn.
  var books: ModelRun.Books {
    ModelRun.Books(
      policy: AccountingPolicy(
        taxPoint: number % 2 == 0 ? .capture : .fulfillment,
        accrual: number % 4 < 2 ? .fulfillment : .order),
      control: control)
  }

  /// Makes commands and sends them, until so many are sent or an answer is wrong.
  func play(_ length: Int) async throws -> End {
    place.clear()
    let run = try await ModelRun(place.ledger, books)
    var generator = ModelGenerator(seed: seed, number)
    var end = End(steps: [generator.opening()])
    end.divergence = try await run.run(end.steps[0])
    while end.divergence == nil, end.count < length {
      let step = generator.step(run.oracle)
      end.steps.append(step)
      end.divergence = try await run.run(step)
    }
    if end.divergence == nil { end.divergence = try await run.finish() }
    await run.ledger.close()
    end.answers = run.answers
    return end
  }

  /// What steps that were made before end with.
  func outcome(of steps: [ModelStep]) async throws -> Divergence? {
    place.clear()
    let run = try await ModelRun(place.ledger, books)
    var divergence: Divergence?
    for step in steps where divergence == nil { divergence = try await run.run(step) }
    if divergence == nil { divergence = try await run.finish() }
    await run.ledger.close()
    return divergence
  }

  /// As few steps as possible, of as few commands as possible, that still fail.
  func shrink(_ steps: [ModelStep]) async throws -> [ModelStep] {
    var short = try await shrunk(steps) { try await outcome(of: $0) != nil }
    for index in short.indices {
      short[index].commands = try await shrunk(short[index].commands) { commands in
        var trial = short
        trial[index].commands = commands
        return try await outcome(of: trial) != nil
      }
    }
    return short.filter { $0.count > 0 }
  }
}
