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
    let found: PolicyVersion? = try await options.withLedger(.readOnly) { ledger in
      try await ledger.read { snapshot throws(LedgerError) -> PolicyVersion? in
        if let wanted { return try snapshot.cancellationPolicy(wanted) }
        return try snapshot.cancellationPolicy()
      }
    }
    if console.json { return try console.json(found?.policy ?? CancellationPolicy()) }
    guard let found else { return try console.line("No policy is in force.") }
    try console.line(console.style("Policy \(found.version)", .bold))
    for sentence in found.policy.sentences { try console.line("  \(sentence.printable())") }
  }
}

/// Puts a policy in force.
struct PolicySetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Put the policy of a JSON file in force.",
    discussion: """
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
    let policy = try CancellationPolicy(json: bytes)
    let receipt = try await options.withLedger { ledger in
      try await ledger.perform(SetPolicy(policy), actor: actor, expectedVersion: expected)
    }
    if console.json { return try console.json(receipt) }
    try console.receipt(receipt, nil)
  }
}
