/// A process that writes until it is killed, as its starter sees it.
struct WriterLife {
  let name: String
  let program: Program
  private let tally: Tally
  private let code: Task<Int32, Never>

  /// Starts it.
  ///
  /// - Parameters:
  ///   - kind: which program of the torture it is.
  ///   - first: the number of its first command.
  ///   - call: at which of its calls of the disk it dies by itself; 0 for never.
  init(
    _ kind: String, ledger: String, name: String, first: Int, killedAt call: Int = 0,
    _ control: Control?
  ) throws {
    var words = [kind, "--ledger", ledger, "--name", name, "--first", "\(first)"]
    if call > 0 { words += ["--kill", "\(call)"] }
    if let control { words += ["--control", control.rawValue] }
    let program = try Program(words)
    let tally = Tally()
    self.name = name
    self.program = program
    self.tally = tally
    code = Task { await program.finish { tally.add($0) } }
  }

  /// What it has told so far.
  var told: Tally.Sums { tally.sums }

  /// Whether it has told that it can't go on, and is gone or about to be.
  var isOver: Bool { !told.failures.isEmpty || !told.errors.isEmpty }

  /// Ends it, unless it has ended by itself: its number may be another process's by then.
  func kill() {
    if !isOver { program.kill() }
  }

  func end() async -> WriterEnd {
    let code = await code.value
    return WriterEnd(name: name, code: code, told: told)
  }
}
