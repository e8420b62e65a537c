import COrderLedgerSQLiteTestShim
import Foundation
import Logging
import OrderLedger

/// Crashes, power cuts, faults, races and rot. See `Scripts/torture`.
@main enum Torture {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "soak" { order_ledger_torture_keep_one_heap() }
    // What the ledger logs of the failures it is made to have would be most of the output. One tier
    // looks at it.
    if arguments.prefix(2) == ["part", Tier.strings.rawValue] {
      LoggingSystem.bootstrap { _ in CapturingLogHandler(.shared) }
    } else {
      LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
    }
    do {
      // Before anything else calls SQLite.
      guard order_ledger_torture_install() == 0 else {
        throw TortureError("SQLite doesn't take the test's VFS and allocator")
      }
      switch arguments.first {
      case "part": try await runPart(Options(arguments.dropFirst()))
      case "writer": try await Writer(Options(arguments.dropFirst())).run()
      case "racer": try await Racer(Options(arguments.dropFirst())).run()
      case "stormer": try await Stormer(arguments.dropFirst()).run()
      case "cut-writer": try await CutWriter(Options(arguments.dropFirst())).run()
      case "file-systems":
        exit(try await FileSystemCuts.run(Options(arguments.dropFirst())) ? 0 : 1)
      case "--sqlite": for line in DatabaseEngine.current.facts { tell(line) }
      case "soak": exit(try await Soak.run(SoakOptions(arguments.dropFirst())) ? 0 : 1)
      default: exit(try await Run(Options(arguments)).run() ? 0 : 1)
      }
    } catch {
      tell("error \(error)")
      exit(2)
    }
  }

  private static func runPart(_ options: Options) async throws {
    guard let tier = options.tier else { throw TortureError("which tier?") }
    let part = Part(
      seed: options.seed, count: options.count ?? 1, index: options.index, total: options.total,
      workload: try options.workload.map(Workload.read) ?? Workload.standard,
      control: options.control)
    try await tier.run(part)
  }
}
