import Synchronization

/// What the processes of a tier have told so far.
final class Tally: Sendable {
  struct Sums {
    var counts: [String: Int] = [:]
    var most: [String: Int] = [:]
    var notes: [String] = []
    var failures: [String] = []
    /// What shows a failure: see ``ModelReplay``.
    var replays: [String] = []
    /// What went wrong in the torture itself, which proves nothing.
    var errors: [String] = []
    /// Processes that did not end well. Also in a control that is no finding: whoever crashes looks
    /// for nothing any more.
    var ends: [String] = []
  }

  private let state = Mutex(Sums())

  var sums: Sums { state.withLock { $0 } }

  func add(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.count == 2 else { return }
    state.withLock { sums in
      switch words[0] {
      case "count":
        guard let (name, value) = Self.figure(words[1]) else { return }
        sums.counts[name, default: 0] += value
      case "most":
        guard let (name, value) = Self.figure(words[1]) else { return }
        sums.most[name] = max(sums.most[name] ?? 0, value)
      case "note": sums.notes.append(String(words[1]))
      case "replay": sums.replays.append(String(words[1]))
      case "error": sums.errors.append(String(words[1]))
      case "end": sums.ends.append(String(words[1]))
      default: sums.failures.append(String(words[1]))
      }
    }
  }

  private static func figure(_ text: Substring) -> (String, Int)? {
    guard let space = text.lastIndex(of: " "), let value = Int(text[text.index(after: space)...])
    else { return nil }
    return (String(text[..<space]), value)
  }
}
