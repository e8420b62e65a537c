import ArgumentParser
import OrderLedger

/// What commands have in common that write something without a document of their own.
struct WriteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Who asks, as in staff:ann.", valueName: "kind:name"), transform: Read.id)
  var actor: ActorID?

  @Option(
    help: ArgumentHelp(
      "When it was so in business: a time with its zone, or a day in UTC.", valueName: "time"),
    transform: Read.time) var at: Timestamp?

  @Flag(help: "Only show what would be written.") var preview = false

  /// Shows a preview, or does it.
  func carryOut(
    _ action: some ActionConvertible, key: IdempotencyKey? = nil, _ ledger: Ledger,
    _ console: Console
  ) async throws {
    let command = Command(action, key: key, actor: actor, at: at)
    if preview { return try await console.preview(command, in: ledger) }
    try await console.receipt(try await ledger.perform(command), in: ledger)
  }
}

/// The balances of another time than now.
struct BalanceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "As it was at this time: a time with its zone, or the end of a day in UTC.",
      valueName: "time"),
    transform: Read.endOfDay) var at: Timestamp?

  @Flag(help: "With --at: by when it took effect, not by when it was recorded.")
  var effective = false

  var basis: BalanceTime { effective ? .effective : .recorded }

  func validate() throws {
    if effective, at == nil { throw ValidationError("--effective goes with --at.") }
  }
}

extension Read {
  /// A time with its zone, or a day, which is meant with its last instant in UTC.
  static func endOfDay(_ text: String) throws -> Timestamp {
    let time = try time(text)
    guard text.utf8.count == 10 else { return time }
    return Timestamp(microseconds: time.microseconds + 86_400_000_000 - 1)
  }

  /// An account: number and dimension.
  static func account(_ text: String) throws -> Account {
    guard let account = Account(text) else {
      throw ValidationError("an account is written like 1010 or 1110:stripe")
    }
    return account
  }

  static func currency(_ text: String) throws -> Currency { try Currency(text) }
}
