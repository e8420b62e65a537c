import COrderLedgerSQLite

/// Waits for a lock in naps of 0.2 to 2 ms, random so that waiters do not march in step.
///
/// SQLite's own handler backs off to naps of 100 ms and starves: eight processes measured, the
/// slowest caller waited three to five times as long. https://www.sqlite.org/c3ref/busy_handler.html
final class BusyHandler {
  var limit: Duration
  private var start: ContinuousClock.Instant?
  private(set) var waited: Duration = .zero

  init(limit: Duration) {
    self.limit = limit
  }

  /// Installs the handler; `self` must outlive the connection.
  func install(on handle: OpaquePointer) -> Int32 {
    // unsafe: the context is passed without ownership, and the connection holds both.
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    return unsafe sqlite3_busy_handler(
      handle,
      { context, attempt in
        guard let context = unsafe context else { return 0 }
        // unsafe: the context is the handler that `install` passed.
        return unsafe Unmanaged<BusyHandler>.fromOpaque(context).takeUnretainedValue()
          .waitsOnceMore(attempt) ? 1 : 0
      }, context)
  }

  /// Forgets earlier waits, so that an error tells of its own only.
  func startOver() {
    waited = .zero
  }

  private func waitsOnceMore(_ attempt: Int32) -> Bool {
    let now = ContinuousClock.now
    if attempt == 0 {
      start = now
    }
    waited = now - (start ?? now)
    guard waited < limit else { return false }
    Nap.short(atMost: limit - waited)
    return true
  }
}
