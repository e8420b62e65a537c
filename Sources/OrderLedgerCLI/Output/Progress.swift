import Synchronization

/// Tells a person that something is under way: on standard error, only on a terminal, and only once
/// it has taken a second.
final class Progress: Sendable {
  private let title: String
  private let count = Mutex<Int64?>(nil)
  private let wasShown = Mutex(false)

  private init(_ title: String) {
    self.title = title
  }

  /// How many of whatever is counted are done.
  func advance(to count: Int64) {
    self.count.withLock { $0 = count }
  }

  /// Does something, and tells of it while it lasts.
  static func during<Value>(
    _ title: String, _ body: (Progress) async throws -> Value
  ) async throws -> Value {
    let progress = Progress(title)
    guard Console.Stream.error.isTerminal else { return try await body(progress) }
    let ticker = Task.detached { await progress.tick() }
    do {
      let value = try await body(progress)
      ticker.cancel()
      await ticker.value
      progress.clear()
      return value
    } catch {
      ticker.cancel()
      await ticker.value
      progress.clear()
      throw error
    }
  }

  /// Does something that counts nothing, and tells of it while it lasts.
  static func during<Value>(
    _ title: String, _ body: () async throws -> Value
  ) async throws -> Value {
    try await during(title) { _ in try await body() }
  }

  private func tick() async {
    let start = ContinuousClock.now
    while (try? await Task.sleep(for: .milliseconds(250))) != nil {
      let elapsed = ContinuousClock.now - start
      guard elapsed >= .seconds(1) else { continue }
      var text = "\(title) … \(elapsed.components.seconds) s"
      if let count = count.withLock({ $0 }) { text += ", \(count.grouped)" }
      wasShown.withLock { $0 = true }
      try? Console.write("\r\u{1B}[K\(text)", to: .error)
    }
  }

  private func clear() {
    if wasShown.withLock({ $0 }) { try? Console.write("\r\u{1B}[K", to: .error) }
  }
}
