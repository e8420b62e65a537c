import COrderLedgerSQLiteTestShim
import Foundation
import OrderLedger

/// Commands with a person's text whose commit fails at the disk, which is logged: no line may have the
/// text.
struct FailedWrites {
  /// One that every field takes that takes any text, and that nothing else has.
  static let text = "'; DROP TABLE ledger_txn; -- private"

  private let part: Part
  private let ledger: Ledger
  private var failed = 0
  private var logged = 0

  /// - Parameter lines: the commands, in the wire form; of each kind one has every text.
  static func run(_ part: Part, _ lines: [Data]) async throws {
    let place = try Workplace()
    let ledger = try await Ledger(path: place.ledger)
    var writes = FailedWrites(part: part, ledger: ledger)
    _ = CapturedLog.shared.take()
    try await writes.run(lines)
    let report = try await ledger.verify()
    if !report.isSound { part.fail("after failed writes: \(report)") }
    await ledger.close()
    place.clear()
  }

  private init(part: Part, ledger: Ledger) {
    self.part = part
    self.ledger = ledger
  }

  private mutating func run(_ lines: [Data]) async throws {
    let objects = try lines.map { try JSONSerialization.jsonObject(with: $0) }
    let attacked = StringsTier.richest(objects)
    for (number, object) in objects.enumerated() {
      if attacked.contains(number) {
        for path in TextPath.all(in: object) { try await fail(object, path) }
      }
      _ = try await ledger.perform(LedgerRequest(json: lines[number]))
    }
    part.count("commits that failed", failed)
    part.count("log lines without the text", logged)
    // Where nothing is logged, nothing can be wrong with it.
    if failed == 0 || logged == 0 { part.fail("nothing was logged of \(failed) failed commits") }
  }

  private mutating func fail(_ object: Any, _ path: TextPath) async throws {
    let changed = path.replacing(in: object, with: Self.text)
    let bytes = [UInt8](try JSONSerialization.data(withJSONObject: changed))
    guard let request = try? LedgerRequest(json: bytes) else { return }
    // The commit's, and all that are tried in its place.
    let fault = failed % 2 == 0 ? Fault.shortWrite : Fault.full
    order_ledger_torture_arm(fault.code, 1, 1)
    let answer = try? await ledger.perform(request)
    order_ledger_torture_disarm()
    let hasFailed = order_ledger_torture_fired() > 0
    if hasFailed { failed += 1 }
    // What is there can't be asked for again with another text.
    if let answer, answer.firstRefusal == nil {
      let write = hasFailed ? "its write failed" : "no write failed"
      part.fail("\(path): carried out although \(write)")
    }
    for line in CapturedLog.shared.take() {
      if line.contains(Self.text) {
        part.fail("\(path): a log line repeats it: \(line.prefix(200))")
      } else {
        logged += 1
      }
    }
  }
}
