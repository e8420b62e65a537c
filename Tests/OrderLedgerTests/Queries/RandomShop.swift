import OrderLedger
import OrderLedgerTesting

/// A ledger in which random orders are placed, paid, cancelled and given money back for, on random
/// days of a quarter, in three currencies.
struct RandomShop {
  let scratch: Scratch
  let ledger: Ledger
  private var random: SplitMix64

  static let currencies: [Currency] = [.gbp, .eur, .jpy]
  static let reasons: [ReasonCode] = ["customer", "inventory", "fraud", "too-late"]
  /// 2025-12-15, and how many days there are.
  static let firstDay: Int64 = 20_437
  static let days: Int64 = 90

  /// A shop with so many orders.
  static func open(seed: UInt64, orders: Int) async throws -> RandomShop {
    let scratch = try Scratch()
    let ledger = try await scratch.open { $0.clock = { [clock = TestClock()] in clock.now() } }
    var shop = RandomShop(scratch: scratch, ledger: ledger, random: SplitMix64(state: seed))
    try await ledger.perform(OpenLocation(location: "LON"))
    for sku in ["MUG", "SHIRT"] as [SKU] {
      try await ledger.perform(
        ReceiveStock(sku: sku, location: "LON", quantity: 10_000), key: IdempotencyKey(sku.text))
    }
    for number in 0..<orders { try await shop.live(number) }
    return shop
  }

  /// The life of one order. What the rules refuse does not happen.
  private mutating func live(_ number: Int) async throws {
    let order = OrderID(unchecked: "o\(number)")
    try await ledger.perform(place(order), at: moment())
    let value = try await ledger.order(order).total
    var left = value
    for payment in 0..<Int.random(in: 0...2, using: &random) where left > 0 {
      let amount = Int64.random(in: 1...left, using: &random)
      left -= amount
      try await attempt(
        RecordPayment(
          order: order, payment: PaymentID(unchecked: "\(number)-p\(payment)"),
          tender: .gateway("stripe"), amount: amount))
    }
    for cancellation in 0..<Int.random(in: 0...3, using: &random) {
      let name = RefundID(unchecked: "\(number)-x\(cancellation)")
      try await attempt(cancel(order, name))
      try await giveBack(name)
    }
    if chance(4) {
      let name = RefundID(unchecked: "\(number)-r")
      let amount = Int64.random(in: 1...500, using: &random)
      try await attempt(Refund(order: order, refund: name, amount: amount, reason: "other"))
      try await giveBack(name)
    }
  }

  private mutating func place(_ order: OrderID) -> PlaceOrder {
    let lines = [("A", "MUG"), ("B", "SHIRT")].map { line, sku in
      PlaceOrder.Line(
        line: LineID(unchecked: line), sku: SKU(unchecked: sku),
        quantity: .random(in: 1...5, using: &random),
        unitPrice: .random(in: 100...3_000, using: &random),
        taxes: [Tax(code: "VAT", amount: .random(in: 0...99, using: &random))], location: "LON")
    }
    let shipping = PlaceOrder.Service(
      line: "S", kind: .shipping, amount: .random(in: 0...500, using: &random))
    return PlaceOrder(
      order: order, currency: Self.currencies.randomElement(using: &random) ?? .gbp, lines: lines,
      shipping: [shipping])
  }

  private mutating func cancel(_ order: OrderID, _ name: RefundID) -> CancelOrder {
    let lines: [CancelOrder.Line]? =
      chance(3)
      ? nil
      : [
        CancelOrder.Line(
          line: chance(2) ? "A" : "B", quantity: .random(in: 1...3, using: &random),
          reason: chance(3) ? "a-line's-own" : nil)
      ]
    return CancelOrder(
      order: order, cancellation: name, lines: lines,
      reason: Self.reasons.randomElement(using: &random) ?? "other",
      refund: chance(4) ? .later : .original)
  }

  /// Some of a refund goes out, some of that arrives, and some of that comes back.
  private mutating func giveBack(_ refund: RefundID) async throws {
    guard !chance(3) else { return }
    let name = AttemptID(unchecked: "a-\(refund.text)")
    try await attempt(SubmitRefund(attempt: name, refund: refund))
    guard !chance(3) else { return }
    try await attempt(SettleRefund(attempt: name, outcome: chance(4) ? .failed : .succeeded))
    if chance(2) { try await attempt(SettleRefund(attempt: name, outcome: .failed)) }
  }

  private mutating func attempt(_ action: some ActionConvertible) async throws {
    do throws(LedgerError) { try await ledger.perform(action, at: moment()) } catch {
      if error.code.category == .database || error.code.category == .malformed { throw error }
    }
  }

  private mutating func moment() -> Timestamp {
    let day = Self.firstDay + .random(in: 0..<Self.days, using: &random)
    return Timestamp(
      microseconds: day * 86_400_000_000 + .random(in: 0..<86_400_000_000, using: &random))
  }

  /// One time in so many.
  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }
}

/// https://prng.di.unimi.it/splitmix64.c
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
