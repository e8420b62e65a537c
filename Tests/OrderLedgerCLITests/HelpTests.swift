import ArgumentParser
import Foundation
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

  @Test func `every example can be typed as it stands`() throws {
    var texts = [OrderLedgerTool.configuration.discussion]
    for command in Self.commands { texts.append(command.configuration.discussion) }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..")
    for file in ["README.md", "Docs/OrderLedger.docc/CommandLineTool.md"] {
      texts.append(try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8))
    }
    let examples = texts.flatMap(Self.examples)
    #expect(examples.count >= 100)
    for words in examples {
      do {
        let command = try OrderLedgerTool.parseAsRoot(words)
        guard let cancel = command as? CancelCommand else { continue }
        #expect(!cancel.document.preview || cancel.reason != nil, "\(words)")
      } catch {
        Issue.record("\(words): \(OrderLedgerTool.message(for: error))")
      }
    }
  }

  /// The arguments of the tool's command lines in a text, without the other commands of a pipe, and
  /// without where the output goes.
  private static func examples(_ text: String) -> [[String]] {
    var examples: [[String]] = []
    for line in text.replacingOccurrences(of: "\\\n", with: " ").split(separator: "\n") {
      for command in line.split(whereSeparator: { $0 == "|" || $0 == "&" }) {
        let words = words(String(command))
        guard words.first == "order-ledger" else { continue }
        examples.append(Array(words.dropFirst().prefix { $0 != ">" }))
      }
    }
    return examples
  }

  /// The words of a command line, as a shell reads them.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
