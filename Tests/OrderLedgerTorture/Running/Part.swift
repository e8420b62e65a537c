import OrderLedger

/// What one process of a run is to do, and what it tells of it on its standard output: a line each
/// `count NAME VALUE`, `most NAME VALUE`, `note TEXT`, `fail TEXT`, `end TEXT`, `replay LINES`.
struct Part {
  let seed: UInt64
  /// How many states, rounds, kills: whatever the tier counts.
  let count: Int
  /// Which of how many processes this is.
  let index: Int
  let total: Int
  let workload: [Command]
  /// What is left out of the library; the tier then has to fail.
  let control: Control?

  /// A line of the report at once, so that a crash later does not lose it.
  func say(_ line: String) {
    tell(line.replacing("\n", with: " | "))
  }

  func count(_ name: String, _ value: Int) { say("count \(name) \(value)") }
  func most(_ name: String, _ value: Int) { say("most \(name) \(value)") }
  func note(_ text: String) { say("note \(text)") }
  /// Also in a control, which has to have failures that ``Control/isMeant(_:)``.
  func fail(_ text: String) { say("fail \(text)") }
  /// A process has crashed, or was ended by somebody else.
  func end(_ text: String) { say("end \(text)") }
}
