import ArgumentParser
import OrderLedger

/// Places an order for what was cancelled of another.
struct ReorderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reorder",
    abstract: "Order again what was cancelled of an order; the new one names the one it replaces.",
    discussion: """
      Same SKUs, prices and locations, and of each line the cancelled units' part of its discounts \
      and taxes; shipping and charges too if nothing of the order is left. With --print the command \
      is written as JSON, to be changed and given to 'apply'.

      EXAMPLES
        order-ledger --db shop.sqlite reorder 1001 --as 1001-B --preview
        order-ledger --db shop.sqlite reorder 1001 --as 1001-B --print
      """)

  @Argument(help: "The cancelled order.", transform: Read.id) var order: OrderID

  @Option(
    name: .customLong("as"), help: ArgumentHelp("The new order's name.", valueName: "order"),
    transform: Read.id) var name: OrderID

  @Option(
    name: .customLong("gift-card"),
    help: ArgumentHelp(
      "The new gift card of a line that sold one, as in A=GC-2; once for each.",
      valueName: "line=card"), transform: { try GiftCardArgument($0) })
  var giftCards: [GiftCardArgument] = []

  @Flag(help: "Order also what is not in stock.") var backorder = false
  @Flag(help: "Only show what would be written.") var preview = false
  @Flag(help: "Only write the command as JSON.") var print = false

  @Option(
    help: ArgumentHelp("Who asks, as in staff:ann.", valueName: "kind:name"), transform: Read.id)
  var actor: ActorID?

  @OptionGroup var options: LedgerOptions

  func validate() throws {
    if preview, print { throw ValidationError("Give --preview or --print, not both.") }
    let lines = giftCards.map(\.line)
    guard Set(lines).count == lines.count else {
      throw ValidationError("Give --gift-card once for each line.")
    }
  }

  func run() async throws {
    let console = options.console
    try await options.withLedger(preview || print ? .readOnly : .open) { ledger in
      let place = try await ledger.reorder(
        of: order, as: name, backorder: backorder,
        giftCards: Dictionary(giftCards.map { ($0.line, $0.card) }) { first, _ in first })
      let command = Command(place, actor: actor)
      if print { return try console.json(command) }
      if preview { return try await console.preview(command, in: ledger) }
      try await console.receipt(try await ledger.perform(command), in: ledger)
    }
  }
}

/// `A=GC-2`: the gift card that a line sells.
struct GiftCardArgument: Sendable {
  let line: LineID
  let card: CreditName

  init(_ text: String) throws {
    guard let sign = text.lastIndex(of: "=") else {
      throw ValidationError("a gift card is given as LINE=CARD")
    }
    line = try LineID(text[..<sign])
    card = try CreditName(text[text.index(after: sign)...])
  }
}
