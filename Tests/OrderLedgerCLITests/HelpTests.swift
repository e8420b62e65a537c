import ArgumentParser
import Testing

@testable import OrderLedgerCLI

@Suite struct HelpTests {
  private static var commands: [any ParsableCommand.Type] {
    // Loops: key paths on metatypes crash the compiler (6.3.1).
    var all: [any ParsableCommand.Type] = []
    for group in OrderLedgerTool.configuration.groupedSubcommands {
      for command in group.subcommands {
        all.append(command)
        for nested in command.configuration.subcommands { all.append(nested) }
      }
    }
    return all
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
