import ArgumentParser
import Testing

@testable import OrderLedgerCLI

@Suite struct HelpTests {
  private static var commands: [any ParsableCommand.Type] {
    let groups = OrderLedgerTool.configuration.groupedSubcommands
    let all = groups.flatMap(\.subcommands)
    return all + all.flatMap(\.configuration.subcommands)
  }

  @Test func `each command has an example and says what its arguments are`() {
    #expect(Self.commands.count >= 20)
    for command in Self.commands {
      let help = OrderLedgerTool.helpMessage(for: command, columns: 100)
      let name = command.configuration.commandName ?? ""
      #expect(help.contains("EXAMPLE"), "\(name)")
      #expect(help.contains("order-ledger"), "\(name)")
      #expect(!(command.configuration.abstract.isEmpty), "\(name)")
    }
  }

  @Test func `examples stay on their lines`() {
    for command in Self.commands {
      for line in command.configuration.discussion.split(separator: "\n")
      where line.contains("order-ledger --db") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }
}
