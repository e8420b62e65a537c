import OrderLedger

/// Asks a person at a terminal. The end of the input, as by Ctrl-D, is a no to everything.
struct Prompter: ~Copyable {
  /// One answer of a list.
  struct Choice {
    /// What can be typed instead of its number.
    let name: String
    let title: String
  }

  private let console: Console
  private var reader = LineReader(limit: 4_096)

  init(_ console: Console) {
    self.console = console
  }

  /// The position of the answer in the list.
  ///
  /// - Throws: ``ToolError/declined`` at the end of the input.
  mutating func choose(
    _ question: String, _ choices: [Choice], preset: Int? = nil
  ) throws -> Int {
    try console.line(console.style(question, .bold))
    let width = String(choices.count).utf8.count
    for (index, choice) in choices.enumerated() {
      try console.line(
        "  \(String(index + 1).padded(to: width, right: true))  \(choice.title.printable())")
    }
    while true {
      let hint = preset.map { " [\($0 + 1)]" } ?? ""
      let answer = try ask("1–\(choices.count)\(hint): ")
      if answer.isEmpty, let preset { return preset }
      if let number = Int(answer), choices.indices.contains(number - 1) { return number - 1 }
      if let index = choices.firstIndex(where: { $0.name == answer }) { return index }
      try console.line("Please type a number from the list.")
    }
  }

  /// Yes or no.
  ///
  /// - Throws: ``ToolError/declined`` at the end of the input.
  mutating func confirm(_ question: String, preset: Bool) throws -> Bool {
    while true {
      let answer = try ask(
        "\(console.style(question, .bold)) \(preset ? "[Y/n]" : "[y/N]") "
      ).lowercased()
      switch answer {
      case "": return preset
      case "y", "yes": return true
      case "n", "no": return false
      default: try console.line("Please type y or n.")
      }
    }
  }

  /// A value that a reader accepts; asks again until there is one.
  ///
  /// - Throws: ``ToolError/declined`` at the end of the input.
  mutating func value<Value>(_ question: String, _ read: (String) throws -> Value) throws -> Value {
    while true {
      let answer = try ask("\(question): ")
      do {
        return try read(answer)
      } catch let error as ToolError {
        try console.line(error.message)
      } catch {
        try console.line("\(error)")
      }
    }
  }

  private mutating func ask(_ prompt: String) throws -> String {
    try Console.write(prompt, to: .output)
    guard let line = try reader.next() else {
      try console.line()
      throw ToolError.declined
    }
    guard case .bytes(let bytes) = line else { return "" }
    let text = String(decoding: bytes, as: UTF8.self)
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
