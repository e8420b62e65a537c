import OrderLedger

extension Options {
  /// Opens the ledger for a process that writes to it beside others.
  func openToWrite() async throws -> Ledger {
    var configuration = LedgerConfiguration()
    configuration.checkpointPages = 40
    configuration.busyDeadline = .seconds(30)
    configuration.apply(control)
    return try await Ledger(path: ledger, configuration: configuration)
  }
}

extension Trader {
  /// Writes until the process is ended from outside.
  ///
  /// - Parameter note: gets each command's number after its answer is there.
  func write(_ ledger: Ledger, from first: Int, note: (Int) -> Void) async throws -> Never {
    var number = first
    while true {
      guard Self.isPair(number) else {
        try await ledger.perform(command(number))
        note(number)
        number += 1
        continue
      }
      let pair = [try command(number), try command(number + 1)]
      try await ledger.write { transaction in
        for command in pair { _ = try transaction.perform(command) }
      }
      for _ in pair {
        note(number)
        number += 1
      }
    }
  }
}
