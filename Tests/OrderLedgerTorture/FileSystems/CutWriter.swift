import OrderLedger

/// A process that writes until it is stopped, and tells each answer after it has it: to a pipe, since
/// a note on the same disk would be lost with it.
struct CutWriter {
  private let options: Options

  init(_ options: Options) { self.options = options }

  func run() async throws {
    var configuration = LedgerConfiguration()
    configuration.checkpointPages = 40
    configuration.busyDeadline = .seconds(30)
    if options.control == .synchronousNormal { configuration.durability = .mayLoseLastCommits }
    let shopper = Shopper(name: options.name)
    let ledger = try await Ledger(path: options.ledger, configuration: configuration)
    var number = options.first
    while true {
      try await ledger.perform(shopper.command(number))
      number += 1
      tell("count answered 1")
    }
  }
}
