import OrderLedger

/// What traders were answered: it has to be there, whatever has become of them and of the file.
struct Answered {
  /// How many commands each was answered, by its name.
  var counts: [String: Int] = [:]

  enum Problem {
    /// A command that was answered is not there.
    case lost(String)
    /// Anything else: the file, the books, half a command, one that was carried out twice.
    case broken(String)

    var text: String {
      switch self {
      case .lost(let text), .broken(let text): text
      }
    }
  }

  /// Opens the ledger, verifies it, and asks for every answered command again, and for the one that
  /// each was about to be answered.
  func problem(at path: String) async -> Problem? {
    do {
      let workload = try SoakWorkload()
      let ledger = try await Ledger(path: path)
      let problem = try await problem(ledger, workload)
      await ledger.close()
      return problem
    } catch let error as LedgerError {
      return .broken(error.detailedDescription)
    } catch {
      return .broken("\(error)")
    }
  }

  private func problem(
    _ ledger: Ledger, _ workload: SoakWorkload
  ) async throws -> Problem? {
    let report = try await ledger.verify()
    guard report.isSound else { return .broken("\(report)") }
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      let trader = Trader(name, workload)
      for number in 0..<count {
        guard try await ledger.perform(trader.command(number)).replayed else {
          return .lost("the answered command \(number) of \(name) was not there")
        }
      }
      // What was under way is there or not; asked for again, it is there once.
      let first = try await ledger.perform(trader.command(count))
      let again = try await ledger.perform(trader.command(count))
      guard again.replayed, again.transaction == first.transaction else {
        return .broken("the command under way of \(name) was carried out twice")
      }
      guard Trader.isPair(count) else { continue }
      guard try await ledger.perform(trader.command(count + 1)).replayed == first.replayed else {
        return .broken("of two in one transaction of \(name) one is there")
      }
    }
    let end = try await ledger.verify()
    return end.isSound ? nil : .broken("after retries: \(end)")
  }
}
