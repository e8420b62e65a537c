import OrderLedger

extension Oracle {
  /// What becomes of a command at this reading of the clock; what it changes is changed.
  mutating func answer(_ command: Command, clock: Int64) -> OracleAnswer {
    let known = command.key.flatMap { keys[$0.text] }
    if let known, isSame(command, known) {
      return .replayed(known.sequence)
    }
    var trial = self
    let answer = trial.attempt(command, clock)
    if known != nil || command.key.map({ bulks[$0.text] != nil }) ?? false {
      // What is wrong in itself is told first.
      var codes: Set<String> = ["idempotencyConflict"]
      if case .refused(let found) = answer {
        let malformed = found.intersection(Self.malformed)
        if malformed == found { codes = malformed } else { codes.formUnion(malformed) }
      }
      return .refused(codes)
    }
    if case .done(let sequence) = answer {
      self = trial
      if let key = command.key { keys[key.text] = (command, sequence) }
    }
    return answer
  }

  static let malformed: Set<String> = [
    "invalidIdentifier", "invalidText", "invalidTime", "unknownCurrency", "invalidAmount",
    "invalidQuantity", "invalidChoice", "duplicateLine", "emptySelection", "limitExceeded",
    "keyRequired", "missingField",
  ]

  private mutating func attempt(_ command: Command, _ clock: Int64) -> OracleAnswer {
    recordedAt = max(clock, recordedAt + 1)
    time = command.at?.microseconds ?? recordedAt
    sequence += 1
    actor = command.actor?.text
    decided = nil
    denied = []
    do {
      try carryOut(command)
      try checkCredits()
      if let at = command.at?.microseconds, let closedThrough, at <= closedThrough,
        !Self.tellsOfOutside(command.action)
      {
        denied.insert("periodClosed")
      }
      if !denied.isEmpty { throw Refused(denied) }
      keepNote(of: command.action)
      return .done(sequence)
    } catch let echo as Echo {
      return .replayed(echo.sequence)
    } catch let refused as Refused {
      return .refused(refused.codes)
    } catch {
      return .refused(["\(error)"])
    }
  }

  /// What has happened is recorded whatever is closed.
  private static func tellsOfOutside(_ action: Action) -> Bool {
    switch action {
    case .recordPayment, .capturePayment, .voidAuthorization, .expireAuthorization, .submitRefund,
      .settleRefund, .openDispute, .closeDispute:
      true
    default: false
    }
  }

  private mutating func carryOut(_ command: Command) throws {
    switch command.action {
    case .openLocation(let action): try open(action)
    case .closeLocation(let action): try close(action)
    case .receiveStock(let action): try receive(action, hasKey: command.key != nil)
    case .moveStock(let action): try move(action, hasKey: command.key != nil)
    case .countStock(let action): try count(action, hasKey: command.key != nil)
    case .placeOrder(let action): try place(action)
    case .authorizePayment(let action): try authorize(action, command)
    case .recordPayment(let action): try record(action, command)
    case .capturePayment(let action): try capture(action, command)
    case .voidAuthorization(let action):
      try release(action.payment.text, of: action.order.text, command)
    case .expireAuthorization(let action):
      try release(action.payment.text, of: action.order.text, command)
    case .fulfill(let action): try fulfill(action, command)
    case .cancelFulfillment(let action): try cancel(action, command)
    case .cancelOrder(let action): try cancel(action, command)
    case .refund(let action): try refund(action, command)
    case .submitRefund(let action): try submit(action, command)
    case .settleRefund(let action): try settle(action, command)
    case .issueStoreCredit(let action): try issue(action, hasKey: command.key != nil)
    case .issueGiftCard(let action): try issue(action)
    case .expireCredit(let action): try expire(action, hasKey: command.key != nil)
    case .openDispute(let action): try open(action, command)
    case .closeDispute(let action): try close(action, command)
    case .requestCancellation(let action): try request(action, command)
    case .answerCancellation(let action): try answer(action, command)
    case .expireCancellationRequest(let action): try expire(action, command)
    case .returnItems(let action): try announce(action, command)
    case .receiveReturn(let action): try receive(action, command)
    case .inspectReturn(let action): try inspect(action, command)
    case .cancelReturn(let action): try cancel(action, command)
    case .holdStock(let action): try hold(action, command)
    case .releaseHold(let action): try release(action, hasKey: command.key != nil)
    case .expireHolds(let action): try expire(action)
    case .allocateBackorder(let action): try allocate(action, command)
    case .closePeriod(let action): try close(action, command)
    case .adjust(let action): try adjust(action, command)
    case .reverse(let action): try reverse(action, command)
    case .setContact(let action): try set(action)
    case .eraseCustomer(let action): try erase(action)
    case .setPolicy(let action): try set(action, command)
    }
  }
}

// MARK: - What many of them need

extension Oracle {
  static let mostAmount: Int64 = 1_000_000_000_000_000
  static let mostUnits: Int64 = 1_000_000_000

  var rule: OracleLine.Rule { roundsUp ? .up : .down }

  static func isAmount(_ amount: Int64, from lowest: Int64 = 0) -> Bool {
    amount >= lowest && amount <= mostAmount
  }

  static func isQuantity(_ quantity: Int64) -> Bool { quantity >= 1 && quantity <= mostUnits }

  func order(_ id: String) throws -> OracleOrder {
    guard let order = orders[id] else { throw Refused("orderNotFound") }
    return order
  }

  func checkVersion(_ order: OracleOrder, _ command: Command) throws {
    if let expected = command.expectedVersion, expected != order.version {
      throw Refused("versionMismatch")
    }
  }

  /// Keeps an order that a command has changed, and what its accounts show now.
  mutating func keep(_ order: OracleOrder) {
    var order = order
    if let old = orders[order.id] {
      for (account, debit) in accounts(of: old) { derived[account, default: 0] -= debit }
    }
    for (account, debit) in accounts(of: order) { derived[account, default: 0] += debit }
    order.version += 1
    byOrder[sequence] = order.id
    orders[order.id] = order
  }

  /// Posts to an account: debits are positive, credits negative.
  mutating func post(_ currency: String, _ account: String, _ debit: Int64) {
    if debit != 0 { posted[OracleAccount(currency, account), default: 0] += debit }
  }

  /// Promises an amount from one account to another, or lets go of it if it is negative.
  mutating func promise(_ currency: String, debit: String, credit: String, _ amount: Int64) {
    pending[OracleAccount(currency, debit), default: 0] += amount
    pending[OracleAccount(currency, credit), default: 0] -= amount
  }
}

// MARK: - An order's accounts

extension Oracle {
  /// What the order's state says of its accounts, debits less credits.
  ///
  /// What is earned and not paid is receivable; what is paid and not earned a deposit on the parts
  /// of the order, by largest remainders while it is only partly paid; what is paid beyond them is
  /// unapplied.
  func accounts(of order: OracleOrder) -> [(OracleAccount, Int64)] {
    var parts: [(name: String, dimension: String, deferred: Int64, earned: Int64)] = []
    func add(_ name: String, _ dimension: String, _ deferred: Int64, _ earned: Int64) {
      if let index = parts.firstIndex(where: { $0.name == name && $0.dimension == dimension }) {
        parts[index].deferred += deferred
        parts[index].earned += earned
      } else {
        parts.append((name, dimension, deferred, earned))
      }
    }
    for line in order.lines {
      let deferred = line.share(from: line.reversed, to: line.earnedFrom, rule)
      let earned = line.share(from: line.earnedFrom, to: line.parts, rule)
      switch line.kind {
      case "item": add("2110", "", deferred.net, earned.net)
      case "tip": add("2410", "", deferred.net, earned.net)
      case "duty": add("2210", "duty", deferred.net, earned.net)
      default: add("2120", "", deferred.net, earned.net)
      }
      for (index, row) in line.taxes.enumerated() {
        add("2210", row.code, deferred.taxes[index], earned.taxes[index])
      }
    }
    let deferred = parts.reduce(0) { $0 + $1.deferred }
    let earned = parts.reduce(0) { $0 + $1.earned }
    let paid = isAccruedAtOrder ? deferred : min(deferred, max(0, order.received - earned))
    var result: [(OracleAccount, Int64)] = []
    func show(_ account: String, _ credit: Int64) {
      if credit != 0 { result.append((OracleAccount(order.currency, account), -credit)) }
    }
    show("1210", -max(0, earned + (isAccruedAtOrder ? deferred : 0) - order.received))
    show("2610", max(0, order.received - earned - deferred))
    let isWhole = paid == deferred && parts.allSatisfy { $0.deferred >= 0 }
    let deposits =
      isWhole
      ? parts.map(\.deferred)
      : OracleLine.allocate(paid, over: parts.map { max(0, $0.deferred) })
    for (part, deposit) in zip(parts, deposits) {
      switch part.name {
      case "2210" where isTaxDueAtFulfillment:
        show("2220", deposit)
        show("2210:\(part.dimension)", part.earned)
      case "2210": show("2210:\(part.dimension)", deposit + part.earned)
      case "2410": show("2410", deposit + part.earned)
      default: show(part.name, deposit)
      }
    }
    return result
  }
}
