import COrderLedgerSQLiteTestShim
import Foundation
import OrderLedger

/// A process that writes until it is killed, and notes each answer after it has it.
struct Writer {
  private let options: Options

  init(_ options: Options) { self.options = options }

  func run() async throws {
    let ledger = try await options.openToWrite()
    let path = "\(options.ledger).\(options.name)"
    let notes = unsafe open(path, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0o600)
    guard notes >= 0 else { throw TortureError("can't write \(path)") }
    if options.kill > 0 {
      order_ledger_torture_arm(Int32(ORDER_LEDGER_FAULT_KILL), Int32(options.kill), 0)
    }
    let trader = Trader(options.name, try SoakWorkload())
    try await trader.write(ledger, from: options.first) { number in
      // A few bytes at the end of a file are one write, which outlives the process.
      let line = Array("\(number)\n".utf8)
      // unsafe: the buffer outlives the call.
      _ = unsafe line.withUnsafeBytes { unsafe write(notes, $0.baseAddress, $0.count) }
    }
  }
}
