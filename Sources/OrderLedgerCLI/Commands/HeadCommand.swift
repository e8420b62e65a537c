import ArgumentParser
import OrderLedger

/// Shows the end of the journal, signs it, or compares one that was kept.
struct HeadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Show, sign or compare the end of the journal: its last transaction and its hash.",
    discussion: """
      Keep it where whoever writes the file can't reach it: later it shows whether the journal still
      begins as it did then. With a signature it can be kept anywhere. The key is a file with 64
      hexadecimal digits. A comparison that fails ends with 70.

      EXAMPLES
        order-ledger --db shop.sqlite head --json > head.json
        order-ledger --db shop.sqlite head --compare head.json
        openssl rand -hex 32 > head.key
        order-ledger --db shop.sqlite head --sign head.key > signed.json
        order-ledger --db shop.sqlite head --compare signed.json --public-key 3b6a…
      """)

  @Option(
    name: .customLong("sign"),
    help: ArgumentHelp("Sign it with the key in this file, and write JSON.", valueName: "file"))
  var keyFile: String?

  @Option(
    name: .customLong("compare"),
    help: ArgumentHelp("Compare the head in this file; - is standard input.", valueName: "file"))
  var kept: String?

  @Option(
    help: ArgumentHelp("Whose signature the kept head has to have.", valueName: "64 digits"))
  var publicKey: String?

  @OptionGroup var options: LedgerOptions

  func validate() throws {
    if keyFile != nil, kept != nil {
      throw ValidationError("--sign and --compare are two things to do; give one.")
    }
    if publicKey != nil, kept == nil {
      throw ValidationError("--public-key goes with --compare.")
    }
  }

  func run() async throws {
    if let kept { return try await compare(kept) }
    let console = options.console
    if let keyFile {
      let signer = try Ed25519Signer(
        privateKey: try digits(String(decoding: try Self.read(keyFile), as: UTF8.self), "--sign"))
      let signed = try await options.withLedger(.readOnly) { try await $0.signedHead(by: signer) }
      return try console.json(signed)
    }
    let head = try await options.withLedger(.readOnly) { try await $0.head() }
    if console.json { return try console.json(head) }
    if head.sequence == 0 { return try console.line("The journal is empty.") }
    try console.line("Transaction  \(head.sequence.grouped)")
    try console.line("Recorded     \(head.recordedAt.second)")
    try console.line("Hash         \(head.hexHash)")
  }

  private func compare(_ file: String) async throws {
    let text = try Self.read(file)
    let publicKey = try publicKey.map { try digits($0, "--public-key") }
    let found = try await options.withLedger(.readOnly) { ledger in
      guard let publicKey else { return try await ledger.compare(try JournalHead(json: text)) }
      return try await ledger.compare(try SignedHead(json: text), signedBy: publicKey)
    }
    let console = options.console
    if console.json {
      try console.json(HeadComparisonView(same: found == .same, found: found.sentence))
    } else {
      try console.line(found.sentence)
    }
    if found != .same { throw ToolError.ended(.integrity) }
  }

  private func digits(_ text: String, _ option: String) throws -> [UInt8] {
    let text = text.filter { !$0.isWhitespace }
    guard let bytes = [UInt8](hexadecimal: text), bytes.count == 32 else {
      throw ToolError.usage(
        "\(option) takes a key of 64 hexadecimal digits; found a text of \(text.utf8.count) bytes.")
    }
    return bytes
  }

  private static func read(_ file: String) throws -> [UInt8] {
    var reader = try LineReader(path: file)
    guard case .bytes(let line)? = try reader.next() else {
      throw ToolError.usage("There is nothing in \(file), or too much.")
    }
    return line
  }
}

/// A comparison as JSON.
struct HeadComparisonView: JSONLine {
  let same: Bool
  let found: String
}

extension HeadComparison {
  var sentence: String {
    switch self {
    case .same: "The journal begins as it did then."
    case .endsEarlier(let sequence):
      "The journal ends earlier, with transaction \(sequence.grouped): its end was cut off, or the "
        + "file is an old copy."
    case .differs: "The journal is another: the transaction's hash is not what it was."
    case .anotherLedger: "The head is another ledger's."
    case .notSigned: "The head was not signed with that key."
    }
  }
}
