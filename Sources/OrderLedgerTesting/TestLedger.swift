public import OrderLedger

/// A ledger in a temporary file that proves its books after every command.
///
///     let shop = try await TestLedger()
///     try await shop.stockUp()
///     try await shop.perform(.placeOrder(shop.order("1001")))
///
/// The file goes when ``close()`` is called, or with the last reference.
public final class TestLedger: Sendable {
  /// The ledger.
  public let ledger: Ledger
  /// Its clock.
  public let clock: TestClock
  /// Its file.
  public var path: String { directory.path + "/ledger.sqlite" }
  private let directory: TemporaryDirectory
  private let level: VerificationLevel

  /// An empty ledger.
  ///
  /// - Parameters:
  ///   - level: how much is verified after each command.
  ///   - configuration: how it is opened; its clock is replaced by ``clock``, and durability may be
  ///     lost, because nobody needs a test's file after a power cut.
  ///   - clock: what it reads the time from.
  public init(
    verifying level: VerificationLevel = .full,
    configuration: LedgerConfiguration = LedgerConfiguration(), clock: TestClock = TestClock()
  ) async throws {
    directory = try TemporaryDirectory()
    self.clock = clock
    self.level = level
    var configuration = configuration
    configuration.clock = { clock.now() }
    configuration.durability = .mayLoseLastCommits
    ledger = try await Ledger(path: directory.path + "/ledger.sqlite", configuration: configuration)
  }

  /// Closes the ledger and removes its file.
  public func close() async {
    await ledger.close()
    directory.remove()
  }

  /// Carries out a command, and proves the books whether it succeeds or not.
  ///
  /// - Throws: what the ledger throws; `integrity` with the findings when the books are wrong.
  @discardableResult
  public func perform(
    _ action: Action, key: IdempotencyKey? = nil, actor: ActorID? = nil, at: Timestamp? = nil,
    expectedVersion: Int64? = nil
  ) async throws(LedgerError) -> Receipt {
    try await perform(
      Command(action, key: key, actor: actor, at: at, expectedVersion: expectedVersion))
  }

  /// Carries out a command, and proves the books whether it succeeds or not.
  @discardableResult
  public func perform(
    _ action: some ActionConvertible, key: IdempotencyKey? = nil, actor: ActorID? = nil,
    at: Timestamp? = nil, expectedVersion: Int64? = nil
  ) async throws(LedgerError) -> Receipt {
    try await perform(
      Command(action, key: key, actor: actor, at: at, expectedVersion: expectedVersion))
  }

  /// Carries out a command, and proves the books whether it succeeds or not.
  ///
  /// A refused command must leave the journal as it was, and that is proved too.
  @discardableResult
  public func perform(_ command: Command) async throws(LedgerError) -> Receipt {
    let before = try await ledger.head()
    let receipt: Receipt
    do throws(LedgerError) {
      receipt = try await ledger.perform(command)
    } catch {
      try await expectBalanced()
      let after = try await ledger.head()
      guard before == after else {
        throw LedgerError(
          .integrity, found: "a refused command that wrote to the journal", sequence: after.sequence
        )
      }
      throw error
    }
    try await expectBalanced()
    return receipt
  }

  /// Carries out several cancellations, and proves the books whether they succeed or not.
  @discardableResult
  public func perform(_ bulk: CancelOrders) async throws(LedgerError) -> CancelOrdersReceipt {
    let before = try await ledger.head()
    do throws(LedgerError) {
      let receipt = try await ledger.perform(bulk)
      try await expectBalanced()
      return receipt
    } catch {
      try await expectBalanced()
      guard try await ledger.head() == before else {
        throw LedgerError(.integrity, found: "a refused request that wrote to the journal")
      }
      throw error
    }
  }

  /// Proves the books.
  ///
  /// - Throws: `integrity` with what was found.
  public func expectBalanced() async throws(LedgerError) {
    try await ledger.expectBalanced(level)
  }
}

extension Ledger {
  /// Proves the books, for hosts' tests.
  ///
  /// - Throws: `integrity` with what was found.
  public func expectBalanced(_ level: VerificationLevel = .full) async throws(LedgerError) {
    let report = try await verify(level)
    guard report.isSound else {
      throw LedgerError(.integrity, found: report.description, sequence: report.firstBadSequence)
    }
  }
}
