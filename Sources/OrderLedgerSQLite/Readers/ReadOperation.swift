import COrderLedgerSQLite
import Synchronization

/// One read that its task may cancel, and only it.
///
/// The interrupt is sent under the same lock that marks the read as running on its connection, so
/// a late cancellation can never meet the next read there.
package final class ReadOperation: Sendable {
  private enum Phase {
    case waiting
    case running(Interrupt)
    case ended
  }

  /// @unchecked Sendable: the handle is used only for sqlite3_interrupt, which any thread may call
  /// while the connection is open: https://www.sqlite.org/c3ref/interrupt.html
  @safe
  private struct Interrupt: @unchecked Sendable {
    let handle: OpaquePointer

    func send() {
      // unsafe: the connection stays open while the phase is `running`.
      unsafe sqlite3_interrupt(handle)
    }
  }

  private let phase = Mutex(Phase.waiting)
  private let flag = Atomic(false)

  package init() {}

  /// Looked at before each statement: an interrupt between two statements would be forgotten.
  var isCancelled: Bool { flag.load(ordering: .relaxed) }

  package func cancel() {
    phase.withLock { phase in
      flag.store(true, ordering: .relaxed)
      if case .running(let interrupt) = phase { interrupt.send() }
    }
  }

  /// Runs `body` on `connection`, where ``cancel()`` reaches it.
  package func run<R, E: SQLiteFailure>(
    on connection: Connection, _ body: (Connection) throws(E) -> R
  ) throws(E) -> R {
    do throws(SQLiteError) { try start(on: connection) } catch { throw E(error) }
    defer { end(on: connection) }
    return try body(connection)
  }

  private func start(on connection: Connection) throws(SQLiteError) {
    let interrupt = unsafe Interrupt(handle: try connection.live())
    let isCancelled = phase.withLock { phase in
      guard !self.isCancelled else { return true }
      phase = .running(interrupt)
      return false
    }
    if isCancelled { throw SQLiteError(.cancelled, code: .interrupt) }
    connection.operation = self
  }

  private func end(on connection: Connection) {
    phase.withLock { $0 = .ended }
    connection.operation = nil
  }
}
