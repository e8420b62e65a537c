import OrderLedger
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

// Every call into SQLite fails once, or from then on, with each of the codes a disk can answer.

@Suite struct FaultLoopTests {
  struct Setting: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let command: Command
    let code: ResultCode
    let isSticky: Bool
    let timing: FaultPlan.Timing
  }

  static let cancel: Command = {
    var command = RaceTests.cancel("o0")
    command.key = "the-key"
    return command
  }()

  static let place: Command = {
    var command = RaceTests.place("new")
    command.key = "the-key"
    return command
  }()

  static let settings: [Setting] = [
    Setting(
      testDescription: "cancel, the disk fails once", command: cancel, code: .ioErr,
      isSticky: false, timing: .before),
    Setting(
      testDescription: "cancel, the disk fails after the fact", command: cancel, code: .ioErr,
      isSticky: false, timing: .after),
    Setting(
      testDescription: "cancel, the disk fails for good", command: cancel, code: .ioErr,
      isSticky: true, timing: .before),
    Setting(
      testDescription: "place, the disk is full once", command: place, code: .full,
      isSticky: false, timing: .before),
    Setting(
      testDescription: "place, the disk fails after the fact", command: place, code: .ioErr,
      isSticky: false, timing: .after),
  ]

  @Test(arguments: settings) func `whatever call fails, nothing is half done or done twice`(
    _ setting: Setting
  ) async throws {
    let original = try await RaceTests.file(1)
    let ledger = try await original.open()
    let head = try await ledger.head().sequence
    await ledger.close()
    var answers: [String: Int] = [:]
    for target in 1...2_000 {
      let plan = FaultPlan(
        failing: target, with: setting.code, sticky: setting.isSticky, timing: setting.timing)
      let answer = try await Self.round(setting, plan, original, head)
      answers[answer, default: 0] += 1
      if plan.fired == 0 {
        #expect(answers["corrupt"] == nil, "a failing disk is told as a damaged file")
        print("\(setting.testDescription): \(target) rounds, \(answers.sorted { $0.key < $1.key })")
        return
      }
    }
    Issue.record("2,000 calls and no end")
  }

  /// - Parameter head: the journal's last number in the file.
  /// - Returns: what the command was answered.
  private static func round(
    _ setting: Setting, _ plan: FaultPlan, _ original: Scratch, _ head: Int64
  ) async throws -> String {
    let scratch = try Scratch(copyOf: original)
    var answer = "done"
    do throws(LedgerError) {
      let ledger = try await scratch.open { $0.faults = plan }
      do throws(LedgerError) { try await ledger.perform(setting.command) } catch {
        answer = error.code.rawValue
      }
      await ledger.close()
    } catch {
      answer = "not opened: \(error.code.rawValue)"
    }
    let ledger = try await scratch.open()
    let report = try await ledger.verify()
    #expect(report.isSound, "\(answer) at call \(plan.calls): \(report)")
    let found = try await ledger.head().sequence
    // An error other than "can't tell" has to mean that nothing was written.
    if answer == "done" {
      #expect(found == head + 1)
    } else if answer != LedgerError.Code.unknownOutcome.rawValue {
      #expect(found == head, "\(answer) at call \(plan.calls)")
    }
    let retry = try await ledger.perform(setting.command)
    #expect(retry.replayed == (found > head))
    #expect(try await ledger.head().sequence == head + 1)
    await ledger.close()
    return answer
  }
}
