import Foundation
import OrderLedger
import OrderLedgerRawDatabase

/// T12: hostile texts in every text of every command.
///
/// A text is refused with a typed error, or it comes back byte for byte from the journal, the
/// timeline and the customer's contact data. Neither an error's description nor a log line repeats it,
/// and the schema stays what it was.
struct StringsTier {
  private let part: Part
  private let place: Workplace
  private var texts: [String] = []
  private var fields = 0
  private var refused = 0
  private var kept = 0
  private var notes = 0
  private var contacts = 0
  private var turnedDown = 0
  /// Of each field, by its command and place, the texts that were kept, and those that the journal has: of
  /// texts that are not in it by chance.
  private var fates: [String: (kept: Int, inJournal: Int)] = [:]

  static func run(_ part: Part) async throws {
    var tier = StringsTier(part: part, place: try Workplace())
    var dice = Dice(seed: part.seed)
    tier.texts = HostileText.all(part.count, &dice).enumerated()
      .filter { $0.offset % part.total == part.index }.map(\.element)
    let isStandard = part.workload == Workload.standard
    let lines =
      try isStandard ? CompleteCommands.all() : part.workload.map { Data($0.json()) }
    try await tier.run(lines)
    if isStandard, tier.notes == 0 || tier.contacts == 0 {
      part.fail("\(tier.notes) notes and \(tier.contacts) contacts came back")
    }
    if isStandard { tier.judgeFates() }
    if isStandard, part.index == 0 { try await FailedWrites.run(part, lines) }
  }

  private init(part: Part, place: Workplace) {
    self.part = part
    self.place = place
  }

  private mutating func run(_ lines: [Data]) async throws {
    var configuration = LedgerConfiguration()
    configuration.durability = .mayLoseLastCommits
    let ledger = try await Ledger(path: place.ledger, configuration: configuration)
    let schema = try Self.schema(place)
    let objects = try lines.map { try JSONSerialization.jsonObject(with: $0) }
    let attacked = Self.richest(objects)
    for (number, object) in objects.enumerated() {
      if attacked.contains(number) { try await attack(object, ledger) }
      let answer = try await ledger.perform(LedgerRequest(json: lines[number]))
      if let refusal = answer.firstRefusal { throw refusal }
    }
    let report = try await ledger.verify()
    if !report.isSound { part.fail("\(report)") }
    await ledger.close()
    if try Self.schema(place) != schema { part.fail("the schema has changed") }
    part.count("texts", texts.count)
    if part.index == 0 { part.count("fields", fields) }
    part.count("refused as malformed", refused)
    part.count("turned down by the ledger", turnedDown)
    part.count("kept byte for byte", kept)
    part.count("notes read back", notes)
    part.count("contacts read back", contacts)
  }

  /// Of a field the journal has every text, or none if it is not among those that it has.
  private func judgeFates() {
    for (name, fate) in fates.sorted(by: { $0.key < $1.key }) {
      let expected = Self.isInJournal(name) ? fate.kept : 0
      guard fate.inJournal != expected else { continue }
      part.fail("\(name): the journal has \(fate.inJournal) of \(fate.kept), not \(expected)")
    }
  }

  /// Whether the journal has the texts of a field: not those that are personal, and not what says nothing
  /// where it stands among the commands that have everything.
  private static func isInJournal(_ name: String) -> Bool {
    if name.hasSuffix("note") { return false }
    return ![
      "setContact email", "setContact language", "setContact name", "setContact phone",
      // Each line has a disposition of its own.
      "cancelOrder disposition.location", "cancelOrders cancellations[].disposition.location",
      // Each cancellation has a name of its own.
      "cancelOrders document",
      // It was paid for.
      "issueGiftCard reason",
    ].contains(name)
  }

  /// The places of those that are attacked: of each kind of command the one that has the most texts.
  static func richest(_ objects: [Any]) -> Set<Int> {
    var best: [String: (number: Int, texts: Int)] = [:]
    for (number, object) in objects.enumerated() {
      let name = TextPath.command(in: object)
      let texts = TextPath.all(in: object).count
      if texts > best[name]?.texts ?? 0 { best[name] = (number: number, texts: texts) }
    }
    return Set(best.values.map { $0.number })
  }

  private static func schema(_ place: Workplace) throws -> [[String]] {
    try RawDatabase(place.ledger, makesFile: false)
      .query("SELECT type, name, tbl_name, sql FROM sqlite_schema")
  }

  private mutating func attack(_ object: Any, _ ledger: Ledger) async throws {
    for path in TextPath.all(in: object) {
      fields += 1
      for text in texts {
        let what = "\(path) '\(text.prefix(40))'"
        try await attack(object, path, text, what, ledger)
        for line in CapturedLog.shared.take() where repeats(line, text) {
          part.fail("\(what): the log repeats it")
        }
      }
    }
  }

  private mutating func attack(
    _ object: Any, _ path: TextPath, _ text: String, _ what: String, _ ledger: Ledger
  ) async throws {
    let changed = path.replacing(in: object, with: text)
    let bytes = [UInt8](try JSONSerialization.data(withJSONObject: changed))
    let request: LedgerRequest
    do throws(LedgerError) { request = try LedgerRequest(json: bytes) } catch {
      refused += 1
      check(error, text, what)
      return
    }
    let trial = HostileTrial(request: request, field: path.field, text: text)
    do {
      if let fault = try trial.faultAfterRoundTrip(path) { return part.fail("\(what): \(fault)") }
      try await ledger.write { transaction in try trial.run(in: transaction) }
      part.fail("\(what): was not undone")
    } catch let undo as HostileTrial.Undo {
      kept += 1
      if isLong(text) {
        let name = "\(TextPath.command(in: object)) \(path.form)"
        fates[name, default: (0, 0)].kept += 1
        if undo.isInJournal { fates[name, default: (0, 0)].inJournal += 1 }
      }
      notes += undo.notes
      contacts += undo.contacts
    } catch let error as LedgerError {
      turnedDown += 1
      if error.code.category == .database { part.fail("\(what): \(error.detailedDescription)") }
      check(error, text, what)
    } catch {
      part.fail("\(what): \(error)")
    }
  }

  /// What is written to logs must not hold what customers wrote.
  private func check(_ error: LedgerError, _ text: String, _ what: String) {
    if repeats(error.description, text) { part.fail("\(what): the error repeats it") }
  }

  /// Whether a line has the text, and not by chance.
  private func repeats(_ line: String, _ text: String) -> Bool {
    isLong(text) && line.contains(text)
  }

  /// Whether a text is nowhere by chance.
  private func isLong(_ text: String) -> Bool { text.utf8.count > 12 }
}
