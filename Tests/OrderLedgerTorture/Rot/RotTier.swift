import Foundation
import OrderLedger
import OrderLedgerRawDatabase
import Synchronization

/// T9: files in which bits, sectors, ends, logs and rows are not what they were.
///
/// Whatever is opened must not crash or hang. If its content is not what it was, opening refuses it,
/// a full verification names it, or, where the end is cut off cleanly, the head that was kept does.
struct RotTier {
  private let part: Part
  private let place: Workplace
  private let watchdog = Watchdog()
  private var dice: Dice
  private var outcomes: [String: Int] = [:]

  static func run(_ part: Part) async throws {
    var tier = RotTier(part: part, place: try Workplace(), dice: Dice(seed: part.seed, part.index))
    try await tier.run()
  }

  private init(part: Part, place: Workplace, dice: Dice) {
    self.part = part
    self.place = place
    self.dice = dice
  }

  private mutating func run() async throws {
    let sources = try await RotSource.make(part.workload, in: place)
    for number in 0..<part.count {
      part.most("damaged files so far", number)
      let rot = Rot.allCases[number % Rot.allCases.count]
      let source = rot.needsLog || dice.chance(3) ? sources.withLog : sources.closed
      try place.fill(source.contents)
      let what = try rot.spoil(place, source, sources, &dice)
      watchdog.begin("file \(number): \(what)")
      let outcome = await judge(source)
      watchdog.end()
      switch outcome {
      case .named(let how): outcomes["\(rot.rawValue): \(how)", default: 0] += 1
      case .missed(let text): part.fail("file \(number), \(what): \(text)")
      }
    }
    part.count("damaged files", part.count)
    for (name, count) in outcomes.sorted(by: { $0.key < $1.key }) { part.count(name, count) }
  }

  private enum Outcome {
    case named(String)
    case missed(String)
  }

  private func judge(_ source: RotSource) async -> Outcome {
    let ledger: Ledger
    do { ledger = try await Ledger(path: place.ledger) } catch {
      return .named("refused")
    }
    let report: VerificationReport
    do throws(LedgerError) { report = try await ledger.verify() } catch {
      await ledger.close()
      // A file that can't be read at all is a finding, too; a bug of ours is not.
      return error.code == .corrupt || error.code == .notADatabase || error.code == .integrity
        ? .named("refused to be read: \(error.code.rawValue), \(error.found ?? "")")
        : .missed("verify gave up: \(error.detailedDescription)")
    }
    await ledger.close()
    guard report.isSound else { return .named("found by verify") }
    if report.head != source.head { return .named("found by the head that was kept") }
    do {
      let found = try RawDatabase(place.ledger, makesFile: false)
        .dump(leavingOut: RawDatabase.unverified)
      return found == source.rows ? .named("nothing had changed") : .missed("changed and not found")
    } catch {
      return .missed("sound, and yet not to be read: \(error)")
    }
  }
}

/// An undamaged ledger: its files, what is in them, and the head that was kept elsewhere.
struct RotSource {
  let contents: [String: [UInt8]]
  let rows: [String: [[String]]]
  let head: JournalHead

  /// A ledger that was closed, one whose last commits are in its log, and another one's log.
  struct Sources {
    let closed: RotSource
    let withLog: RotSource
    let foreignLog: [UInt8]
  }

  static func make(_ workload: [Command], in place: Workplace) async throws -> Sources {
    let other = try await make(workload, in: place, closes: false)
    let withLog = try await make(workload, in: place, closes: false)
    let closed = try await make(workload, in: place, closes: true)
    return Sources(
      closed: closed, withLog: withLog, foreignLog: other.contents["ledger.sqlite-wal"] ?? [])
  }

  private static func make(
    _ workload: [Command], in place: Workplace, closes: Bool
  ) async throws -> RotSource {
    place.clear()
    var configuration = LedgerConfiguration()
    configuration.checkpointPages = 200
    let ledger = try await Ledger(path: place.ledger, configuration: configuration)
    for command in workload { try await ledger.perform(command) }
    let head = try await ledger.head()
    if closes { await ledger.close() }
    // Nobody writes: the files are at rest.
    let contents = try place.contents()
    if !closes { await ledger.close() }
    let rows = try RawDatabase(place.ledger, makesFile: false)
      .dump(leavingOut: RawDatabase.unverified)
    return RotSource(contents: contents, rows: rows, head: head)
  }
}

/// Ends the process if something takes far too long.
final class Watchdog: Sendable {
  private static let limit = Duration.seconds(60)
  private let state = Mutex<(name: String, since: ContinuousClock.Instant)?>(nil)

  init() {
    let state = self
    Thread.detachNewThread {
      while true {
        sleep(1)
        state.look()
      }
    }
  }

  func begin(_ name: String) { state.withLock { $0 = (name, .now) } }
  func end() { state.withLock { $0 = nil } }

  private func look() {
    state.withLock { state in
      guard let found = state, ContinuousClock.now - found.since > Self.limit else { return }
      tell("fail \(found.name): hangs")
      _exit(3)
    }
  }
}
