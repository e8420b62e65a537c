import ArgumentParser
import Logging
import OrderLedger

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The tool for people: everything it does goes through the public API, as any host would.
@main
struct OrderLedgerTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order-ledger",
    abstract: "An order ledger in a SQLite file: orders, stock, payments, cancellations, books.",
    discussion: """
      EXAMPLES
        order-ledger demo
        order-ledger --db shop.sqlite init
        order-ledger --db shop.sqlite apply commands.jsonl
        order-ledger --db shop.sqlite show 1001
        order-ledger --db shop.sqlite cancel 1001 --line A:2 --reason staff --preview

      EXIT CODES
      \(ToolExit.table)
      """,
    version: "order-ledger \(toolVersion)",
    groupedSubcommands: [
      CommandGroup(
        name: "Start", subcommands: [DemoCommand.self, InitCommand.self, DoctorCommand.self]),
      CommandGroup(
        name: "Orders",
        subcommands: [
          OrdersCommand.self, ShowCommand.self, CancellabilityCommand.self, CancelCommand.self,
          RefundCommand.self, RefundsCommand.self, ReturnCommand.self, ReceiveReturnCommand.self,
          InspectReturnCommand.self, CancelReturnCommand.self, ReasonsCommand.self,
          CustomerCommand.self, EraseCommand.self,
          RequestsCommand.self, AcceptCommand.self, RejectCommand.self, ReorderCommand.self,
          PolicyCommand.self,
        ]),
      CommandGroup(
        name: "Commands as JSON", subcommands: [ApplyCommand.self, PreviewCommand.self]),
      CommandGroup(
        name: "Stock and books",
        subcommands: [
          StockCommand.self, HoldsCommand.self, HoldCommand.self, ReleaseHoldCommand.self,
          ExpireHoldsCommand.self, AllocateCommand.self, RefundsOwedCommand.self,
          CreditsCommand.self, CreditCommand.self, AccountsCommand.self,
          TrialBalanceCommand.self, AdjustCommand.self, ReverseCommand.self,
          ClosePeriodCommand.self,
        ]),
      CommandGroup(
        name: "The file",
        subcommands: [
          VerifyCommand.self, RebuildCommand.self, JournalCommand.self, HeadCommand.self,
          BackupCommand.self, ImportCommand.self,
        ]),
    ])

  static let toolVersion = "0.1.0"

  @OptionGroup var options: LedgerOptions

  static func main() async {
    // A reader that goes away is told from the write's error, not by the end of the process in the
    // middle of something.
    _ = signal(SIGPIPE, SIG_IGN)
    // What went wrong is said once, by the error; the library's log is for servers.
    LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
    end(await run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ arguments: [String]) async -> ToolExit {
    do {
      var command = try parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return .ok
    } catch {
      return ErrorReport(error).print(json: LedgerOptions.wantsJSON(arguments))
    }
  }
}

/// `exit`, which inside a command would be the command's own.
private func end(_ code: ToolExit) -> Never {
  exit(code.rawValue)
}
