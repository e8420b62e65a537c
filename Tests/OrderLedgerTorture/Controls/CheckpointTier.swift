import COrderLedgerSQLiteTestShim
import Foundation
import OrderLedger
import Synchronization

/// T7: a commit of another process's falls into the window of SQLite's WAL-reset bug
/// (https://www.sqlite.org/wal.html#walresetbug). The guard keeps it out.
enum CheckpointTier {
  /// For the callback, which is a C function without context.
  private static let neighbor = Mutex<Neighbor?>(nil)

  static func run(_ part: Part) async throws {
    guard DatabaseEngine.current.walResetVulnerable || part.control == nil else {
      part.note("SQLite \(DatabaseEngine.current.version) does not have the bug")
      return part.count("not applicable", 1)
    }
    let registered = order_ledger_test_register_window {
      CheckpointTier.neighbor.withLock { $0 }?.commit()
    }
    guard registered == 0 else { throw TortureError("the window can't be opened") }
    var damaged = 0
    for number in 0..<part.count {
      if let problem = try await window(part) {
        damaged += 1
        part.fail("window \(number): \(problem)")
      }
    }
    part.count("windows", part.count)
    guard part.control != nil else { return }
    part.count("states broken", damaged)
    guard damaged == 0, isEdited(DatabaseEngine.current.sourceID) else { return }
    part.note(
      "SQLite \(DatabaseEngine.current.version) does no damage even without the guard; its source was "
        + "edited, and may have the repair")
    part.count("not applicable", 1)
  }

  /// Whether a build's source is not the one that its version names, as distributions have it: then a
  /// version with the bug may have been repaired, and only the window itself can tell. SQLite's own
  /// source of that version has the bug for certain.
  ///
  /// Then the identifier's last four digits are changed:
  /// https://www.sqlite.org/c3ref/c_source_id.html
  static func isEdited(_ sourceID: String) -> Bool { sourceID.suffix(4).hasPrefix("alt") }

  /// - Returns: what is wrong afterwards.
  private static func window(_ part: Part) async throws -> String? {
    let place = try Workplace()
    var configuration = LedgerConfiguration()
    configuration.busyDeadline = .zero
    configuration.checkpointPages = 1_000_000
    configuration.apply(part.control)
    let first = try await Ledger(path: place.ledger, configuration: configuration)
    // Opened now, so that what it knows of the log is old when it looks at it again.
    let last = try await Ledger(path: place.ledger, configuration: configuration)
    let other = Neighbor(try await Ledger(path: place.ledger, configuration: configuration))
    for command in Shopper.opening { try await first.perform(command) }
    for _ in 0..<40 { other.commit() }
    // Copies everything, so that the next commit starts the log over: that is the reset. Closing would
    // start it over by itself.
    guard try await first.checkpoint() else { throw TortureError("the log was not copied") }
    neighbor.withLock { $0 = other }
    let opened = order_ledger_test_window_count()
    order_ledger_test_arm_window()
    _ = try await last.checkpoint()
    neighbor.withLock { $0 = nil }
    guard order_ledger_test_window_count() > opened else {
      throw TortureError("the window did not open")
    }
    for _ in 0..<60 { other.commit() }
    // What was not copied is lost when the log starts over once more: until then it is read from there.
    _ = try await first.checkpoint()
    other.commit()
    for ledger in [other.ledger, first, last] { await ledger.close() }
    return await problem(place, other.answered)
  }

  private static func problem(_ place: Workplace, _ answered: [Command]) async -> String? {
    do throws(LedgerError) {
      let ledger = try await Ledger(path: place.ledger)
      let report = try await ledger.verify()
      guard report.isSound else { return "\(report)" }
      for command in answered {
        guard try await ledger.perform(command).replayed else {
          return "an answered command was not there"
        }
      }
      await ledger.close()
      return nil
    } catch {
      return error.detailedDescription
    }
  }
}

/// A ledger of another process, as it were, that commits when it is told to.
final class Neighbor: Sendable {
  let ledger: Ledger
  private let state = Mutex<(next: Int, answered: [Command])>((0, []))

  init(_ ledger: Ledger) { self.ledger = ledger }

  var answered: [Command] { state.withLock { $0.answered } }

  /// Commits some commands if nobody stands in the way.
  func commit() {
    for _ in 0..<7 {
      let command = Shopper(name: "n").command(state.withLock { $0.next })
      let done = DispatchSemaphore(value: 0)
      Task.detached { [self] in
        do throws(LedgerError) {
          try await ledger.perform(command)
          state.withLock { state in
            state.next += 1
            state.answered.append(command)
          }
        } catch {}
        done.signal()
      }
      done.wait()
    }
  }
}
