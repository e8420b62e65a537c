import Foundation
import OrderLedger
import OrderLedgerRawDatabase
import Synchronization

/// T9: files in which bits, sectors, ends, logs and rows are not what they were.
///
/// Whatever is opened must not crash or hang. If its content is not what it was, opening refuses it,
/// a full verification names it, or, where the end is cut off cleanly, the head that was kept does:
/// what is left is then how the ledger once was. Of one entry verification has to name the
/// transaction. What is not damaged has to be found sound.
struct RotTier {
  /// What a damaged file may be refused as. `readOnly` is a header that asks for a later format.
  static let refusals: Set<LedgerError.Code> = [
    .corrupt, .integrity, .notADatabase, .foreignDatabase, .schemaTooNew, .schemaMismatch,
    .migrationChanged, .readOnly,
  ]

  /// Whether a refusal says something about the file. `database` does of a setting that is not ours,
  /// and of a step of the schema that is there already; of anything else it may be a bug of ours.
  static func isFinding(_ error: LedgerError) -> Bool {
    if refusals.contains(error.code) { return true }
    guard error.code == .database else { return false }
    return error.subject?.kind == "setting" || error.found?.contains("already exists") == true
  }

  private static func isUnreadable(_ error: LedgerError) -> Bool {
    error.code == .corrupt || error.code == .notADatabase || error.code == .integrity
  }

  private static let unchanged = "nothing had changed"
  /// What a miss says, by which a control is told from what has nothing to do with it.
  static let isNamedFor = "is named for"
  static let isNotFound = "changed and not found"

  private let part: Part
  private let place: Workplace
  private let watchdog = Watchdog()
  private var dice: Dice
  private var outcomes: [String: Int] = [:]
  private var broken = 0

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
    for source in [sources.closed, sources.withLog] { try await expectSound(source) }
    var flips = 0
    for number in 0..<part.count {
      part.most("damaged files so far", number)
      // A control is not seen by what a flip does.
      let rot =
        part.control == nil ? Rot.turn(number) : Rot.allCases[number % Rot.allCases.count]
      if Rot.flips.contains(rot) { flips += 1 }
      let source = rot.needsLog || dice.chance(3) ? sources.withLog : sources.closed
      try place.fill(source.contents)
      let damage = try rot.spoil(place, source, sources, &dice)
      watchdog.begin("file \(number): \(damage.text)")
      let outcome = await judge(source, rot, damage.sequence)
      watchdog.end()
      switch outcome {
      case .named(let how): outcomes["\(rot.rawValue): \(how)", default: 0] += 1
      case .missed(let text):
        broken += 1
        part.fail("file \(number), \(damage.text): \(text)")
      }
    }
    part.count("damaged files", part.count)
    part.count("of them with a bit or byte that was flipped or changed", flips)
    if part.control != nil { part.count("states broken", broken) }
    for (name, count) in outcomes.sorted(by: { $0.key < $1.key }) { part.count(name, count) }
  }

  private enum Outcome {
    case named(String)
    case missed(String)
  }

  /// A judge who finds something everywhere finds nothing.
  private func expectSound(_ source: RotSource) async throws {
    try place.fill(source.contents)
    switch await judge(source, nil, nil) {
    case .named(Self.unchanged): break
    case .named(let text), .missed(let text):
      throw TortureError("a file that is not damaged: \(text)")
    }
  }

  /// - Parameters:
  ///   - rot: what has become of the file, if anything has.
  ///   - sequence: the journal transaction that has to be named, if there is one.
  private func judge(_ source: RotSource, _ rot: Rot?, _ sequence: Int64?) async -> Outcome {
    let ledger: Ledger
    do { ledger = try await Ledger(path: place.ledger) } catch {
      guard sequence == nil, Self.isFinding(error) else {
        return .missed("not opened: \(error.detailedDescription)")
      }
      return .named("refused, \(error.code.rawValue)")
    }
    let report: VerificationReport
    let level: VerificationLevel = part.control == .quickVerification ? .quick : .full
    do throws(LedgerError) { report = try await ledger.verify(level) } catch {
      await ledger.close()
      // A file that can't be read at all is a finding, too, if not of one entry, whose transaction has
      // to be named; a bug of ours is none.
      guard sequence == nil, Self.isUnreadable(error) else {
        return .missed("verify gave up: \(error.detailedDescription)")
      }
      return .named("refused to be read: \(error.code.rawValue), \(error.found ?? "")")
    }
    await ledger.close()
    if let sequence, report.firstBadSequence != sequence {
      let named = report.firstBadSequence.map { "transaction \($0)" } ?? "no transaction"
      return .missed("\(named) \(Self.isNamedFor) \(sequence): \(report)")
    }
    guard report.isSound else { return .named("found by verify") }
    if report.head != source.head {
      guard let rot, rot.canCutTheEnd, source.wasOnce(report.head) else {
        return .missed("changed and not found but by another head, \(report.head)")
      }
      return .named("found by the head that was kept")
    }
    do {
      let found = try RawDatabase(place.ledger, makesFile: false)
        .dump(leavingOut: RawDatabase.unverified)
      return found == source.rows ? .named(Self.unchanged) : .missed(Self.isNotFound)
    } catch {
      return .missed("sound, and yet not to be read: \(error)")
    }
  }
}

extension Rot {
  /// Whether it can take the last transactions away, and leave a file that is sound: they were in the
  /// log, or it begins anew because nothing is left of it. All else changes what is there, and has to
  /// be found in the file itself.
  var canCutTheEnd: Bool { needsLog || self == .truncated }
}

/// An undamaged ledger: its files, what is in them, and the head that was kept elsewhere.
struct RotSource {
  let contents: [String: [UInt8]]
  let rows: [String: [[String]]]
  let head: JournalHead
  /// The hash of each journal transaction, from 1 on, in hexadecimal.
  let hashes: [String]

  /// Whether the journal ended so at an earlier time. Each hash follows from all that is before it.
  func wasOnce(_ found: JournalHead) -> Bool {
    guard found.sequence < head.sequence else { return false }
    return found.sequence == 0
      || found.hexHash.uppercased() == hashes[Int(found.sequence) - 1].uppercased()
  }

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
    let file = try RawDatabase(place.ledger, makesFile: false)
    let rows = try file.dump(leavingOut: RawDatabase.unverified)
    let hashes = try file.query("SELECT hex(hash) FROM ledger_txn ORDER BY seq").map { $0[0] }
    return RotSource(contents: contents, rows: rows, head: head, hashes: hashes)
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
