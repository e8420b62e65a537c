import OrderLedger

/// A process of a storm: says that it is there, waits until all are let go, and does its part.
struct Stormer {
  enum Role: String {
    /// Commits until its time is over.
    case write
    /// Copies the log into the file, over and over, until its time is over.
    case checkpoint
    /// Opens the ledger, writes a command and closes it, so many times.
    case open
    /// Opens a ledger that may not be there yet, and writes a command.
    case make
  }

  private let role: Role
  private let options: Options

  /// - Parameter arguments: the role, and what ``Options`` takes.
  init(_ arguments: some Sequence<String>) throws {
    let words = Array(arguments)
    guard let role = words.first.flatMap(Role.init(rawValue:)) else {
      throw TortureError("which part of the storm?")
    }
    self.role = role
    options = try Options(words.dropFirst())
  }

  /// What the process of this name writes into a ledger that it may have made.
  static func made(_ name: String) -> Command {
    Command(
      .openLocation(OpenLocation(location: LocationID(unchecked: name))),
      key: IdempotencyKey(unchecked: name))
  }

  /// Says `done` when it is there, waits for a line, and says `answered COMMANDS` or
  /// `copied CHECKPOINTS` and `done` in the end.
  func run() async throws {
    tell("done")
    guard readLine() != nil else { return }
    switch role {
    case .write: try await write()
    case .checkpoint: try await checkpoint()
    case .open: try await open()
    case .make: try await make()
    }
    tell("done")
  }

  private var count: Int { options.count ?? 1 }

  private func write() async throws {
    let ledger = try await options.openToWrite()
    let trader = Trader(options.name, try SoakWorkload())
    let end = ContinuousClock.now + .seconds(count)
    var number = 0
    while ContinuousClock.now < end {
      try await ledger.perform(trader.command(number))
      number += 1
    }
    await ledger.close()
    tell("answered \(number)")
  }

  private func checkpoint() async throws {
    let ledger = try await options.openToWrite()
    let end = ContinuousClock.now + .seconds(count)
    var copied = 0
    while ContinuousClock.now < end {
      if try await ledger.checkpoint() { copied += 1 }
      // Without any pause hardly anybody else would get the lock.
      try await Task.sleep(for: .microseconds(200))
    }
    await ledger.close()
    tell("copied \(copied)")
  }

  private func open() async throws {
    let trader = Trader(options.name, try SoakWorkload())
    for number in 0..<count {
      let ledger = try await options.openToWrite()
      try await ledger.perform(trader.command(number))
      await ledger.close()
    }
    tell("answered \(count)")
  }

  private func make() async throws {
    let ledger = try await options.openToWrite()
    try await ledger.perform(Self.made(options.name))
    await ledger.close()
    tell("answered 1")
  }
}
