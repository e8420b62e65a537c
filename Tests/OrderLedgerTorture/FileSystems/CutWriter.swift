/// A process that writes until it is stopped, and tells each answer after it has it: to a pipe, since
/// a note on the same disk would be lost with it.
struct CutWriter {
  private let options: Options

  init(_ options: Options) { self.options = options }

  func run() async throws {
    let ledger = try await options.openToWrite()
    let trader = Trader(options.name, try SoakWorkload())
    try await trader.write(ledger, from: options.first) { _ in
      tell("count answered 1")
    }
  }
}
