import ArgumentParser
import OrderLedger

/// Shows and sets the policy of cancellations.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Show or set who may cancel what, until when and for how much.",
    discussion: """
      EXAMPLES
        order-ledger --db shop.sqlite policy show
        order-ledger --db shop.sqlite policy set policy.json --actor staff:ann
      """,
    subcommands: [PolicyShowCommand.self, PolicySetCommand.self],
    defaultSubcommand: PolicyShowCommand.self)
}

/// Shows the policy in force.
struct PolicyShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the policy in force, or an earlier version.",
    discussion: """
      With --json its version stands beside it, 0 where none is in force; 'policy set' takes it \
      so, too.

      EXAMPLES
        order-ledger --db shop.sqlite policy show
        order-ledger --db shop.sqlite policy show --json > policy.json
      """)

  @Option(name: .customLong("policy-version"), help: "Which version; the last one without it.")
  var wanted: Int64?
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    let wanted = wanted
    let (latest, found) = try await options.withLedger(.readOnly) { ledger in
      try await ledger.read { snapshot throws(LedgerError) -> (Int64, PolicyVersion?) in
        let last = try snapshot.cancellationPolicy()
        let latest = last?.version ?? 0
        guard let wanted, wanted != latest else { return (latest, last) }
        guard wanted > 0, wanted < latest else { return (latest, nil) }
        return (latest, try snapshot.cancellationPolicy(wanted))
      }
    }
    if let wanted, found == nil {
      let there =
        switch latest {
        case 0: "none was ever set"
        case 1: "there is only 1"
        default: "there are 1 to \(latest)"
        }
      throw ToolError.usage("There is no policy version \(wanted); \(there).")
    }
    guard let found else {
      if console.json { return try console.json(NoPolicyView()) }
      return try console.line("No policy is in force.")
    }
    if console.json { return try console.json(found) }
    try console.line(console.style("Policy \(found.version)", .bold))
    for sentence in found.policy.sentences { try console.line("  \(sentence.printable())") }
  }
}

/// That no policy is in force, as JSON.
struct NoPolicyView: JSONLine {
  let version: Int64 = 0
}

/// A policy as a file holds it: by itself, or with its version, as 'policy show --json' writes it.
struct PolicyFile: JSONLine, Decodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }

  let policy: CancellationPolicy

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    // Of anything else the policy refuses what it doesn't know, by name.
    guard Set(fields.allKeys.map(\.stringValue)) == ["policy", "version"] else {
      policy = try CancellationPolicy(from: decoder)
      return
    }
    policy = try fields.decode(CancellationPolicy.self, forKey: Key(stringValue: "policy"))
  }

  func encode(to encoder: any Encoder) throws { try policy.encode(to: encoder) }
}

/// Puts a policy in force.
struct PolicySetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Put the policy of a JSON file in force.",
    discussion: """
      The file holds the policy alone, or with a version, as 'policy show --json' writes it; the \
      version is passed over.

      EXAMPLE
        order-ledger --db shop.sqlite policy set policy.json --actor staff:ann
      """)

  @Argument(help: "The file, or - for standard input.") var file: String

  @Option(
    help: ArgumentHelp("Who sets it, as in staff:ann.", valueName: "kind:name"),
    transform: Read.id) var actor: ActorID?

  @Option(help: "The version that is in force; another one refuses it.") var expected: Int64?
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.console
    var reader = try LineReader(path: file)
    var bytes: [UInt8] = []
    while let line = try reader.next() {
      guard case .bytes(let text) = line else {
        throw LedgerError(.limitExceeded, found: "a line of more than \(Limits.maxJSONBytes) bytes")
      }
      bytes += text + [UInt8(ascii: "\n")]
    }
    let policy = try PolicyFile(json: bytes).policy
    let receipt = try await options.withLedger { ledger in
      try await ledger.perform(SetPolicy(policy), actor: actor, expectedVersion: expected)
    }
    if console.json { return try console.json(receipt) }
    try console.receipt(receipt, nil)
  }
}
