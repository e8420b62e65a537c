import Synchronization

/// The lines that were logged since they were last asked for.
final class CapturedLog: Sendable {
  /// What the whole process logs, where ``CapturingLogHandler`` was put in.
  static let shared = CapturedLog()

  private let lines = Mutex<[String]>([])

  func note(_ line: String) { lines.withLock { $0.append(line) } }

  func take() -> [String] {
    lines.withLock { lines in
      let taken = lines
      lines = []
      return taken
    }
  }
}
