import OrderLedger

/// Commands as shops, customers, gateways and mistakes send them: what makes sense in the state as it
/// is, what no longer does, what never did, and all of it again.
struct ModelGenerator {
  static let start: Int64 = 1_795_428_000_000_000
  static let skus: [SKU] = ["MUG", "HAT", "TEA"]
  /// One of them is never opened.
  static let locations: [LocationID] = ["LON", "PAR", "ROM"]

  var dice: Dice
  var clock = start
  private(set) var sent: [Command] = []
  private var sentBulks: [CancelOrders] = []
  private var numbers: [String: Int] = [:]
  /// By kind, in the order of their making, whether the ledger took them or not.
  private(set) var names: [String: [String]] = [:]

  init(seed: UInt64, _ run: Int) { dice = Dice(seed: seed, run) }

  /// The first steps: something to sell, and money to lose.
  mutating func opening() -> ModelStep {
    var commands: [Command] = []
    for location in Self.locations.dropLast() {
      commands.append(Command(OpenLocation(location: location)))
      for (index, sku) in Self.skus.enumerated() {
        commands.append(
          Command(
            ReceiveStock(
              sku: sku, location: location, quantity: Int64(20 + dice.below(60)),
              unitCost: Int64(index * (50 + dice.below(300))), currency: .gbp),
            key: key()))
      }
    }
    sent += commands
    return ModelStep(commands: commands, manner: .together, clock: clock)
  }

  mutating func step(_ oracle: Oracle) -> ModelStep {
    moveClock()
    let manner: ModelStep.Manner
    switch dice.below(18) {
    case 16: return bulk(oracle)
    case 0: manner = .race
    case 1...3: manner = .alone
    default: manner = .together
    }
    let count = manner == .race ? 2 + dice.below(2) : manner == .alone ? 1 : 1 + dice.below(12)
    var commands: [Command] = []
    // Each is made for the state that the ones before it leave, unless they race.
    var ahead = oracle
    for _ in 0..<count {
      let command = command(ahead, isRival: manner == .race ? commands.last : nil)
      commands.append(command)
      sent.append(command)
      if manner != .race { _ = ahead.answer(command, clock: clock) }
    }
    return ModelStep(commands: commands, manner: manner, clock: clock)
  }

  /// Cancellations of several orders, some of them of the same.
  private mutating func bulk(_ oracle: Oracle) -> ModelStep {
    var bulk = CancelOrders([], mode: dice.chance(2) ? .atomic : .each, actor: actor(oracle))
    if let old = sentBulks.last, dice.chance(4) {
      bulk = old
      if dice.chance(5) { bulk.mode = old.mode == .each ? .atomic : .each }
      if dice.chance(6) { bulk.cancellations = bulk.cancellations.dropLast() }
    } else {
      for _ in 0..<dice.below(5) {
        bulk.cancellations.append(cancellation(order(oracle) { $0.open > 0 }, oracle))
      }
      if dice.chance(2) { bulk.key = dice.chance(12) ? sent[dice.below(sent.count)].key : key() }
      if dice.chance(25) {
        bulk.at = Timestamp(microseconds: clock - Int64(dice.below(15)) * 86_400_000_000)
      }
    }
    // Which of several texts would be another request is told of single commands.
    for index in bulk.cancellations.indices { bulk.cancellations[index].note = nil }
    sentBulks.append(bulk)
    return ModelStep(commands: [], bulk: bulk, manner: .bulk, clock: clock)
  }

  private mutating func moveClock() {
    switch dice.below(40) {
    case 0: clock -= Int64(dice.below(40)) * 86_400_000_000
    case 1: clock += Int64(dice.below(40)) * 86_400_000_000
    case 2: clock -= 1
    case 3: break
    default: clock += Int64(dice.below(60_000_000))
    }
  }

  private mutating func command(_ oracle: Oracle, isRival rival: Command?) -> Command {
    if !sent.isEmpty, dice.chance(14) { return again() }
    let action: Action
    if let rival, dice.chance(2) {
      action = Self.rival(of: rival.action, &self)
    } else {
      action = self.action(oracle)
    }
    var command = Command(action)
    if action.needsKey ? !dice.chance(40) : dice.chance(3) { command.key = key() }
    if dice.chance(25) {
      command.at = Timestamp(
        microseconds: clock + Int64(dice.below(21) - 15) * 86_400_000_000)
    }
    if dice.chance(20) {
      let order = names["order"]?.last.flatMap { oracle.orders[$0] }
      command.expectedVersion = (order?.version ?? 1) + Int64(dice.below(2))
    }
    command.actor = actor(oracle)
    if case .setPolicy = action, command.expectedVersion != nil {
      command.expectedVersion = oracle.policyVersion + Int64(dice.below(2))
    }
    return command
  }

  /// Something that was sent before: as it was, under another key, or its key for something else.
  private mutating func again() -> Command {
    var command = sent[max(0, sent.count - 1 - dice.below(min(sent.count, 40)))]
    switch dice.below(5) {
    case 0: command.key = dice.chance(2) ? key() : nil
    case 1: command.key = sent[dice.below(sent.count)].key
    case 2: command.action = other(command.action)
    default: break
    }
    return command
  }

  /// The same with another text in the place of a personal one.
  private mutating func other(_ action: Action) -> Action {
    guard case .setContact(var set) = action else { return action.noted("Mailed.") }
    set.contact.name = dice.chance(2) ? "Bo" : set.contact.name
    return .setContact(set)
  }

  /// The same wish under another name.
  private static func rival(of action: Action, _ generator: inout Self) -> Action {
    switch action {
    case .cancelOrder(var cancel):
      cancel.cancellation = RefundID(unchecked: generator.new("refund"))
      return .cancelOrder(cancel)
    case .fulfill(var fulfill):
      fulfill.fulfillment = FulfillmentID(unchecked: generator.new("fulfillment"))
      return .fulfill(fulfill)
    case .refund(var refund):
      refund.refund = RefundID(unchecked: generator.new("refund"))
      return .refund(refund)
    case .returnItems(var announce):
      announce.returnID = ReturnID(unchecked: generator.new("return"))
      return .returnItems(announce)
    case .inspectReturn(var inspect):
      inspect.inspection = RefundID(unchecked: generator.new("refund"))
      return .inspectReturn(inspect)
    case .placeOrder(var place):
      place.order = OrderID(unchecked: generator.new("order"))
      return .placeOrder(place)
    case .submitRefund(var submit):
      submit.attempt = AttemptID(unchecked: generator.new("attempt"))
      return .submitRefund(submit)
    default: return action
    }
  }
}

// MARK: - Names and numbers

extension ModelGenerator {
  mutating func key() -> IdempotencyKey { IdempotencyKey(unchecked: number("key")) }

  private mutating func number(_ kind: String) -> String {
    let number = numbers[kind, default: 0] + 1
    numbers[kind] = number
    return "\(kind)-\(number)"
  }

  /// A name that nobody has, or once in a while one that somebody has.
  mutating func new(_ kind: String) -> String {
    if let taken = names[kind], !taken.isEmpty, dice.chance(40) {
      return taken[dice.below(taken.count)]
    }
    let name = number(kind)
    names[kind, default: []].append(name)
    return name
  }

  /// A name that was used, mostly a recent one; now and then one that never was.
  mutating func known(_ kind: String) -> String {
    guard let used = names[kind], !used.isEmpty, !dice.chance(60) else { return "\(kind)-none" }
    let back = dice.chance(4) ? used.count : min(used.count, 5)
    return used[used.count - 1 - dice.below(back)]
  }

  /// An order for which it makes sense, if one is found soon; else any, or none.
  mutating func order(
    _ oracle: Oracle, where makesSense: (OracleOrder) -> Bool
  ) -> OracleOrder? {
    var found: OracleOrder?
    let tries = dice.chance(8) ? 1 : 12
    for _ in 0..<tries {
      found = oracle.orders[known("order")]
      if let found, makesSense(found) { return found }
    }
    return found
  }

  /// Mostly between 1 and a limit; often the limit, or one beside it.
  mutating func amount(upTo limit: Int64) -> Int64 {
    switch dice.below(24) {
    case 0: return limit + 1
    case 1: return limit - 1
    case 2: return 0
    case 3: return -1
    case 4: return dice.chance(2) ? Oracle.mostAmount : Oracle.mostAmount + 1
    case 5...13: return limit
    default: return limit > 1 ? 1 + Int64(dice.below(Int(limit))) : 1
    }
  }

  mutating func quantity(upTo limit: Int64) -> Int64 {
    switch dice.below(30) {
    case 0: return limit + 1
    case 1: return 0
    case 2: return dice.chance(2) ? Oracle.mostUnits : Oracle.mostUnits + 1
    case 3...14: return max(1, limit)
    default: return limit > 1 ? 1 + Int64(dice.below(Int(limit))) : 1
    }
  }

  mutating func one<Element>(_ elements: [Element]) -> Element {
    elements[dice.below(elements.count)]
  }

  mutating func maybe<Value>(_ count: Int, _ value: Value) -> Value? {
    dice.chance(count) ? value : nil
  }

  /// Within the next commands.
  mutating func soon() -> Timestamp {
    Timestamp(microseconds: clock + Int64(1 + dice.below(90_000_000)))
  }

  /// Days from now, mostly after it.
  mutating func later() -> Timestamp {
    Timestamp(microseconds: clock + Int64(dice.below(30) - 2) * 86_400_000_000)
  }
}
