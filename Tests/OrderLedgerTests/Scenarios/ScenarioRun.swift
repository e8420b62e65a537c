import OrderLedger
import OrderLedgerTesting

/// A case under way: a shop in which it is set up, and what each of its actions came to.
final class ScenarioRun {
  /// What a case asks for has no counterpart in this library.
  struct Unsupported: Error {
    let what: String
    init(_ what: String) { self.what = what }
  }

  /// A line of the case: one line of an order, or one for each component of a kit.
  struct Line {
    let sku: String
    /// The lines of the order that stand for it, and how many units of each make one of it.
    let parts: [(line: LineID, units: Int64)]
    let gross: Int64?
  }

  /// An order of the case.
  struct Order {
    let id: OrderID
    var lines: [Line] = []
    var payments: [PaymentID] = []
    var fulfillments: [FulfillmentID] = []
  }

  let scenario: Scenario
  let shop: TestLedger
  let currency: Currency
  var orders: [String: Order] = [:]
  var current: String?
  /// Orders that stand for units that are allocated and belong to no order of the case.
  var holds: [(order: OrderID, sku: SKU, location: LocationID)] = []
  /// Where each SKU of the case is, the first place first.
  var places: [String: [LocationID]] = [:]
  /// Gift cards and store credit of the case, and how much was issued of each.
  var credits: [(name: CreditName, total: Int64)] = []
  var moments: [Moment] = []
  /// How often a gateway would have been called.
  var calls = 0
  /// What a case says was there before it begins.
  var oldAttempts: Set<AttemptID> = []
  var oldRefunds = 0
  var refundedByUnit: [Int64: Int64] = [:]
  /// Journal transactions that were posted by hand, and those that reverse them by their names.
  var posted: [Int64] = []
  var reversals: [String: Int64] = [:]
  var reversed = 0
  /// The return that waits to be inspected, and what becomes of its units.
  var returned: (id: ReturnID, disposition: Disposition)?
  private var names = 0

  init(_ scenario: Scenario) async throws {
    self.scenario = scenario
    shop = try await TestLedger(verifying: .full)
    let exponent = Int(scenario.given["currency_exponent"].int ?? 2)
    let named = scenario.given["currency"].text.flatMap { try? Currency($0) }
    if let named, named.exponent == exponent, named.code != "XXX" {
      currency = named
    } else {
      currency = exponent == 0 ? .jpy : exponent == 3 ? .kwd : .usd
    }
  }

  /// What does not hold of a case; empty if all of it does.
  static func problems(_ scenario: Scenario) async throws -> [String] {
    let run = try await ScenarioRun(scenario)
    do {
      try await run.setUp()
      for action in scenario.when { try await run.take(action) }
    } catch let error as Unsupported {
      await run.shop.close()
      return ["no counterpart: \(error.what)"]
    } catch let error as LedgerError {
      await run.shop.close()
      return ["it can't be set up: \(error.detailedDescription)"]
    }
    let problems = try await run.check()
    await run.shop.close()
    return problems
  }

  func name(_ kind: String) -> String {
    names += 1
    return "\(kind)-\(names)"
  }

  /// The order an action is about.
  func order(_ action: Node) throws -> Order {
    guard let name = action["order"].text ?? current, let order = orders[name] else {
      throw Unsupported("an order that was not placed")
    }
    return order
  }

  func change(_ action: Node, _ body: (inout Order) -> Void) {
    guard let name = action["order"].text ?? current, var order = orders[name] else { return }
    body(&order)
    orders[name] = order
  }

  func state(_ action: Node) async throws -> OrderState {
    try await shop.ledger.order(try order(action).id)
  }

  /// The lines of an order that an action's lines stand for.
  func selection(_ nodes: [Node], of order: Order) throws -> [LineQuantity] {
    var selected: [LineQuantity] = []
    for node in nodes {
      let sku = node["sku"].text ?? ""
      guard let units = node["qty"].int else { throw Malformed(sku: sku, node["qty"].written) }
      if let line = order.lines.first(where: { $0.sku == sku }) {
        for part in line.parts {
          selected.append(LineQuantity(line: part.line, quantity: units * part.units))
        }
      } else {
        selected.append(LineQuantity(line: try LineID(sku), quantity: units))
      }
    }
    return selected
  }

  /// A quantity that is no whole number can only be said in JSON.
  struct Malformed: Error {
    let sku: String
    let quantity: String
    init(sku: String, _ quantity: String) {
      self.sku = sku
      self.quantity = quantity
    }
  }
}

/// How an action ended, and what was there after it.
struct Moment {
  enum Failure {
    case ledger(LedgerError)
    /// The payment service refused, or said nothing.
    case gateway
  }

  var failure: Failure?
  /// Recorded before, and told again.
  var replayed = false
  /// The amount that the action is about.
  var amount: Int64?
  var entries: [Entry] = []
  /// Attempts that the action made.
  var attempts: [AttemptID] = []
  var order: OrderState?
  /// All orders of the case by their names in it.
  var orders: [String: OrderState] = [:]
  var stock: [StockKey: StockLevel] = [:]
  var credits: [CreditName: CreditState] = [:]
  /// Units that orders wait for, by where they are to come.
  var awaited: [StockKey: Int64] = [:]
}
