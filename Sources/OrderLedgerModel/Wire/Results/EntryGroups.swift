/// The entries of a transaction by what they are, each with `n`, its place among all of them.
///
/// Groups, because a reader wants the postings or the stock and seldom the order of the two; `n`,
/// because the order is part of what the chain proves, and names an entry as the database does.
struct EntryGroups: WireObject {
  enum Fields: String, WireField {
    case location, placement, lines, stock, payments, decision, attempts, postings, messages
    case credits, disputes
    case request, answers, policy
    case returns, holds
    case period, reversal, customers, exchanges
  }

  var location: Numbered<LocationChange>?
  var placement: Numbered<OrderPlacement>?
  var lines: [Numbered<LineChange>] = []
  var stock: [Numbered<StockMovement>] = []
  var payments: [Numbered<PaymentTransaction>] = []
  var decision: Numbered<RefundDecision>?
  var attempts: [Numbered<AttemptChange>] = []
  var postings: [Numbered<Posting>] = []
  var messages: [Numbered<Message>] = []
  var credits: [Numbered<CreditChange>] = []
  var disputes: [Numbered<DisputeChange>] = []
  var request: Numbered<CancellationRequest>?
  var answers: [Numbered<RequestAnswer>] = []
  var policy: Numbered<PolicyVersion>?
  var returns: [Numbered<ReturnChange>] = []
  var holds: [Numbered<HoldChange>] = []
  var period: Numbered<PeriodEntry>?
  var reversal: Numbered<Reversal>?
  var customers: [Numbered<CustomerChange>] = []
  var exchanges: [Numbered<Exchange>] = []

  /// Groups `entries`. No planner writes two locations, placements or decisions.
  init(_ entries: [Entry]) {
    for (n, entry) in entries.enumerated() {
      switch entry {
      case .location(let change): location = Numbered(n, change)
      case .placement(let order): placement = Numbered(n, order)
      case .line(let change): lines.append(Numbered(n, change))
      case .stock(let movement): stock.append(Numbered(n, movement))
      case .payment(let transaction): payments.append(Numbered(n, transaction))
      case .decision(let refund): decision = Numbered(n, refund)
      case .attempt(let change): attempts.append(Numbered(n, change))
      case .posting(let posting): postings.append(Numbered(n, posting))
      case .message(let message): messages.append(Numbered(n, message))
      case .credit(let change): credits.append(Numbered(n, change))
      case .dispute(let change): disputes.append(Numbered(n, change))
      case .request(let asked): request = Numbered(n, asked)
      case .answer(let answer): answers.append(Numbered(n, answer))
      case .policy(let version): policy = Numbered(n, version)
      case .returned(let change): returns.append(Numbered(n, change))
      case .hold(let change): holds.append(Numbered(n, change))
      case .period(let entry): period = Numbered(n, entry)
      case .reversal(let entry): reversal = Numbered(n, entry)
      case .customer(let change): customers.append(Numbered(n, change))
      case .exchange(let exchange): exchanges.append(Numbered(n, exchange))
      }
    }
  }

  init(_ wire: WireReader<Fields>) {
    location = wire.optional(.location)
    placement = wire.optional(.placement)
    lines = wire.optional(.lines, default: [])
    stock = wire.optional(.stock, default: [])
    payments = wire.optional(.payments, default: [])
    decision = wire.optional(.decision)
    attempts = wire.optional(.attempts, default: [])
    postings = wire.optional(.postings, default: [])
    messages = wire.optional(.messages, default: [])
    credits = wire.optional(.credits, default: [])
    disputes = wire.optional(.disputes, default: [])
    request = wire.optional(.request)
    answers = wire.optional(.answers, default: [])
    policy = wire.optional(.policy)
    returns = wire.optional(.returns, default: [])
    holds = wire.optional(.holds, default: [])
    period = wire.optional(.period)
    reversal = wire.optional(.reversal)
    customers = wire.optional(.customers, default: [])
    exchanges = wire.optional(.exchanges, default: [])
  }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(location, .location)
    try wire.write(placement, .placement)
    try wire.writeUnlessEmpty(lines, .lines)
    try wire.writeUnlessEmpty(stock, .stock)
    try wire.writeUnlessEmpty(payments, .payments)
    try wire.write(decision, .decision)
    try wire.writeUnlessEmpty(attempts, .attempts)
    try wire.writeUnlessEmpty(postings, .postings)
    try wire.writeUnlessEmpty(messages, .messages)
    try wire.writeUnlessEmpty(credits, .credits)
    try wire.writeUnlessEmpty(disputes, .disputes)
    try wire.write(request, .request)
    try wire.writeUnlessEmpty(answers, .answers)
    try wire.write(policy, .policy)
    try wire.writeUnlessEmpty(returns, .returns)
    try wire.writeUnlessEmpty(holds, .holds)
    try wire.write(period, .period)
    try wire.write(reversal, .reversal)
    try wire.writeUnlessEmpty(customers, .customers)
    try wire.writeUnlessEmpty(exchanges, .exchanges)
  }

  /// The entries in the order they were written.
  var entries: [Entry] {
    var all: [(n: Int, entry: Entry)] = []
    if let location { all.append((location.n, .location(location.value))) }
    if let placement { all.append((placement.n, .placement(placement.value))) }
    all += lines.map { ($0.n, .line($0.value)) }
    all += stock.map { ($0.n, .stock($0.value)) }
    all += payments.map { ($0.n, .payment($0.value)) }
    if let decision { all.append((decision.n, .decision(decision.value))) }
    all += attempts.map { ($0.n, .attempt($0.value)) }
    all += postings.map { ($0.n, .posting($0.value)) }
    all += messages.map { ($0.n, .message($0.value)) }
    all += credits.map { ($0.n, .credit($0.value)) }
    all += disputes.map { ($0.n, .dispute($0.value)) }
    if let request { all.append((request.n, .request(request.value))) }
    all += answers.map { ($0.n, .answer($0.value)) }
    if let policy { all.append((policy.n, .policy(policy.value))) }
    all += returns.map { ($0.n, .returned($0.value)) }
    all += holds.map { ($0.n, .hold($0.value)) }
    if let period { all.append((period.n, .period(period.value))) }
    if let reversal { all.append((reversal.n, .reversal(reversal.value))) }
    all += customers.map { ($0.n, .customer($0.value)) }
    all += exchanges.map { ($0.n, .exchange($0.value)) }
    return all.sorted { $0.n < $1.n }.map(\.entry)
  }
}

/// An entry and its place among the entries of its transaction, in one object.
struct Numbered<Value: WireObject>: WireObject {
  let n: Int
  let value: Value

  init(_ n: Int, _ value: Value) {
    self.n = n
    self.value = value
  }

  init(_ wire: WireReader<NumberFields>) {
    n = wire.required(.n)
    value = Value(WireReader<Value.Fields>(wire.container, wire.problems))
  }

  func write(_ wire: inout WireWriter<NumberFields>) throws {
    try wire.write(n, .n)
    try value.writeFields(to: wire.container)
  }
}

/// The field that every entry has.
enum NumberFields: String, WireField { case n }
