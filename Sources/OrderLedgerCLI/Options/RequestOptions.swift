import ArgumentParser
import OrderLedger

/// Whom a cancellation is asked of, and until when.
struct RequestOptions: ParsableArguments {
  @Option(
    name: .customLong("of"),
    help: ArgumentHelp("Who is asked, as in warehouse:LON.", valueName: "kind:name"),
    transform: Read.id) var party: ActorID?

  @Option(
    name: .customLong("until"),
    help: ArgumentHelp("When the request lapses.", valueName: "time"), transform: Read.time)
  var expires: Timestamp?

  var isGiven: Bool { party != nil || expires != nil }
}
