import OrderLedger

/// A process that is told to try something with some orders, and tells how it went.
struct Racer {
  private let options: Options

  init(_ options: Options) { self.options = options }

  /// Reads lines `ROUND RACE ORDERS`; answers each with `won ORDER SEQUENCE`s, `told ORDER SEQUENCE`s of
  /// those who were told what stands in the way, `lost CODE COUNT`s, `waits µs …` and `done`.
  func run() async throws {
    var configuration = LedgerConfiguration()
    configuration.durability = .mayLoseLastCommits
    configuration.apply(options.control)
    let ledger = try await Ledger(path: options.ledger, configuration: configuration)
    while let line = readLine() {
      let words = line.split(separator: " ").compactMap { Int($0) }
      guard words.count == 3 else { throw TortureError(line) }
      try await race(words[0], Race.allCases[words[1]], words[2], ledger)
    }
    await ledger.close()
  }

  private func race(_ round: Int, _ race: Race, _ orders: Int, _ ledger: Ledger) async throws {
    var waits: [Int64] = []
    var lost: [String: Int] = [:]
    for number in 0..<orders {
      let command = race.command(Race.order(round, number), options.index)
      let start = ContinuousClock.now
      do throws(LedgerError) {
        tell("won \(number) \(try await ledger.perform(command).sequence)")
      } catch {
        guard race.isExplained(error, to: options.index) else {
          tell("fail \(race.rawValue): \(error.detailedDescription)")
          continue
        }
        lost[error.code.rawValue, default: 0] += 1
        if error.code == .alreadyCancelled, let sequence = error.sequence {
          tell("told \(number) \(sequence)")
        }
      }
      waits.append((ContinuousClock.now - start).microseconds)
    }
    for (code, count) in lost { tell("lost \(code) \(count)") }
    tell("waits " + waits.map { "\($0)" }.joined(separator: " "))
    tell("done")
  }
}

extension Duration {
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}
