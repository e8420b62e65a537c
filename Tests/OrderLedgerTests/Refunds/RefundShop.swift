import OrderLedger
import OrderLedgerTesting
import Testing

/// A shop that owes refunds, and workers for it whose time and chance are the test's.
struct RefundShop {
  let shop: TestLedger

  init() async throws {
    shop = try await TestLedger()
    try await shop.stockUp()
  }

  var ledger: Ledger { shop.ledger }

  /// An order of 102.00 that was paid and cancelled: all of it is owed as the refund `x-ORDER`.
  @discardableResult
  func owe(_ order: OrderID, refund: RefundChoice = .original) async throws -> RefundID {
    try await shop.placeAndPay(order)
    let name = RefundID(stringLiteral: "x-\(order.text)")
    try await shop.perform(
      CancelOrder(order: order, cancellation: name, reason: "customer", refund: refund))
    return name
  }

  func worker(
    _ gateways: any PaymentGateway..., settings: RefundWorkerSettings = .init(),
    name: String = "w1", probe: @escaping @Sendable (RefundWorkerStep) throws -> Void = { _ in }
  ) -> RefundWorker {
    RefundWorker(
      ledger, gateways: gateways, name: name, settings: settings,
      clock: { [clock = shop.clock] in clock.now() }, random: Chance(seed: 7),
      pause: { _ in throw CancellationError() }, probe: probe)
  }

  /// Works once, and proves the books.
  @discardableResult
  func work(_ worker: RefundWorker) async throws -> RefundRound {
    let round = try await worker.runOnce()
    try await shop.expectBalanced()
    return round
  }

  func advance(_ seconds: Int64) {
    shop.clock.set(Timestamp(microseconds: shop.clock.now().microseconds + seconds * 1_000_000))
  }

  func order(_ id: OrderID) async throws -> OrderState { try await ledger.order(id) }
}

/// Chance that is the same in every run (SplitMix64; G. Steele, D. Lea, C. Flood 2014).
struct Chance: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
