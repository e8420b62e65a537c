import Foundation
import OrderLedger
import OrderLedgerModel
import OrderLedgerTesting
import Testing

/// Every sequence of commands over a small order, to a depth: states that are the same are entered
/// once, whatever led to them.
@Suite struct SmallWorldTests {
  /// Steps. CI has time for five; `ORDER_LEDGER_WORLD_DEPTH=6` goes all the way.
  static let depth =
    ProcessInfo.processInfo.environment["ORDER_LEDGER_WORLD_DEPTH"].flatMap(Int.init) ?? 5
  /// Paths that are walked in a database besides; `ORDER_LEDGER_WORLD_PATHS` asks for more.
  static let paths =
    ProcessInfo.processInfo.environment["ORDER_LEDGER_WORLD_PATHS"].flatMap(Int.init) ?? 60

  struct Level: Sendable {
    /// Each state once.
    var worlds: [SmallWorld.Key: SmallWorld] = [:]
    var tried = 0
    var problems: [String] = []

    mutating func add(_ other: Level) {
      worlds.merge(other.worlds) { first, _ in first }
      tried += other.tried
      problems += other.problems
    }
  }

  /// All steps from all of these.
  static func next(_ worlds: ArraySlice<SmallWorld>) async -> Level {
    var level = Level()
    for (count, origin) in worlds.enumerated() {
      // Other tests wait for a thread.
      if count % 64 == 0 { await Task.yield() }
      for move in SmallWorld.Move.allCases {
        level.tried += 1
        var world = origin
        let entries: [Entry]?
        do throws(LedgerError) { entries = try world.take(move) } catch {
          if error.code.category == .database { level.problems.append("\(world.path): \(error)") }
          continue
        }
        guard let entries else { continue }
        if let problem = world.problem(after: entries), level.problems.count < 10 {
          level.problems.append("\(world.path): \(problem)")
        }
        level.worlds[SmallWorld.Key(world)] = world
      }
    }
    return level
  }

  static func grow(_ worlds: [SmallWorld]) async -> Level {
    let half = worlds.count / 2
    async let first = next(worlds[..<half])
    async let second = next(worlds[half...])
    var level = await first
    level.add(await second)
    return level
  }

  @Test func `every sequence of commands over a small order keeps every invariant`() async throws {
    let start = ContinuousClock.now
    var worlds = [try SmallWorld()]
    var seen: Set<SmallWorld.Key> = []
    var tried = 0
    for depth in 1...Self.depth {
      let level = await Self.grow(worlds)
      #expect(level.problems.isEmpty, "\(level.problems.prefix(5))")
      guard level.problems.isEmpty else { return }
      tried += level.tried
      // A state that was entered before has been left by every step already.
      worlds = level.worlds.filter { !seen.contains($0.key) }.map(\.value)
      seen.formUnion(level.worlds.keys)
      print("depth \(depth): \(worlds.count) new states, \(seen.count) in all")
    }
    print("\(seen.count) states, \(tried) steps tried, in \(ContinuousClock.now - start)")
    #expect(seen.count > 1_000)
  }

  @Test func `model and database agree after each step`() async throws {
    var worlds = [try SmallWorld()]
    var ends: [SmallWorld] = []
    for _ in 1...min(Self.depth, 4) {
      worlds = Array(await Self.grow(worlds).worlds.values)
      ends += worlds
      // A tree of which only some is walked need not be grown whole.
      var chance = Chance(seed: UInt64(ends.count))
      worlds = Array(worlds.shuffled(using: &chance).prefix(400))
    }
    var chance = Chance(seed: 20_261_127)
    let deepest = ends.filter { $0.path.count >= min(Self.depth, 4) - 1 }
    for world in deepest.shuffled(using: &chance).prefix(Self.paths) {
      try await Self.walk(world.path)
    }
  }

  /// The same path in a database and without one.
  static func walk(_ path: [SmallWorld.Move]) async throws {
    let shop = try await TestLedger(verifying: .quick)
    var world = try SmallWorld()
    for (number, action) in SmallWorld.beginning.enumerated() {
      try await shop.perform(
        Command(action, key: IdempotencyKey(unchecked: "key-\(number + 1)")))
    }
    for move in path {
      guard let action = world.action(move) else { continue }
      let key = IdempotencyKey(unchecked: "key-\(world.ledger.sequence + 1)")
      _ = try world.take(move)
      try await shop.perform(Command(action, key: key))
      let found = try await shop.ledger.order("1")
      let expected = world.state
      #expect(found.lines == expected.lines, "\(path)")
      #expect(found.payments == expected.payments, "\(path)")
      #expect(found.refunds == expected.refunds, "\(path)")
      #expect(found.attempts == expected.attempts, "\(path)")
      #expect(found.received == expected.received && found.version == expected.version, "\(path)")
      #expect(found.status == expected.status && found.cancelledBy == expected.cancelledBy)
      for item in try await shop.ledger.stock() {
        #expect(item.level == world.ledger.stock[item.key], "\(path)")
      }
      let accounts = try await shop.ledger.trialBalance().accounts
      #expect(accounts.count == world.ledger.balances.count, "\(path)")
      for account in accounts {
        let balance = world.ledger.balances[account.account] ?? .init()
        #expect(
          account.debitPosted == balance.debit && account.creditPosted == balance.credit
            && account.debitPending == balance.debitPending
            && account.creditPending == balance.creditPending, "\(account.account): \(path)")
      }
    }
    try await shop.ledger.expectBalanced()
    await shop.close()
  }
}
