/// A line as the oracle keeps it, and what parts of it cost.
struct OracleLine: Sendable {
  /// How shares are rounded: down, as the law says, or up, for the control.
  enum Rule: Sendable { case down, up }

  struct Amounts: Equatable, Sendable {
    var net: Int64 = 0
    var discount: Int64 = 0
    /// By tax row.
    var taxes: [Int64] = []

    var tax: Int64 { taxes.reduce(0, +) }
    var total: Int64 { net + tax }
  }

  let id: String
  /// `item`, `shipping`, `tip`, `duty`, `fee` or `giftWrap`.
  let kind: String
  let sku: String
  let location: String
  let quantity: Int64
  let unitPrice: Int64
  let discounts: [Int64]
  let taxes: [(code: String, amount: Int64)]
  let isTaxIncluded: Bool
  let isCosted: Bool
  let card: String?
  var cancelled: Int64 = 0
  var fulfilled: Int64 = 0
  var returned: Int64 = 0
  /// Open units that wait for goods.
  var backordered: Int64 = 0
  var reversed: Int64 = 0
  var recognized: Int64 = 0

  var place: OraclePlace { OraclePlace(sku: sku, location: location) }
  var isItem: Bool { kind == "item" }
  var gross: Int64 { unitPrice * quantity }
  var discount: Int64 { discounts.reduce(0, +) }
  var tax: Int64 { taxes.reduce(0) { $0 + $1.amount } }
  var total: Int64 { gross - discount + (isTaxIncluded ? 0 : tax) }
  /// Goods are given back by the unit, services by the minor unit.
  var parts: Int64 { isItem ? quantity : gross - discount }
  var open: Int64 { isItem ? quantity - cancelled - fulfilled : 0 }
  var deferred: Int64 { parts - reversed - recognized }
  var reversible: Int64 { parts - reversed }
  /// Given back from the bottom, earned from the top.
  var earnedFrom: Int64 { parts - recognized }

  /// What revenue it is; nil where it is owed on.
  var revenue: String? {
    switch kind {
    case "item": "4010"
    case "shipping", "fee", "giftWrap": "4020"
    default: nil
    }
  }

  /// ⌊T·upper/Q⌋ − ⌊T·lower/Q⌋ a component; what they add up to.
  func share(from lower: Int64, to upper: Int64, _ rule: Rule) -> Amounts {
    guard parts > 0, upper > lower else {
      return Amounts(taxes: taxes.map { _ in 0 })
    }
    func part(_ whole: Int64) -> Int64 {
      Self.share(whole, upper, parts, rule) - Self.share(whole, lower, parts, rule)
    }
    var amounts = Amounts()
    amounts.discount =
      discounts.count > 1 && gross - discount >= Int64(discounts.count) * parts
      ? discounts.reduce(0) { $0 + part($1) } : part(discount)
    amounts.taxes = taxes.map { part($0.amount) }
    amounts.net = part(gross) - amounts.discount
    if isTaxIncluded { amounts.net -= amounts.tax }
    return amounts
  }

  /// ⌊whole·some/all⌋, or for the control ⌈…⌉.
  static func share(_ whole: Int64, _ some: Int64, _ all: Int64, _ rule: Rule = .down) -> Int64 {
    let product = Int128(whole) * Int128(some)
    let share = product / Int128(all)
    return Int64(rule == .up && product % Int128(all) > 0 ? share + 1 : share)
  }

  /// Largest remainders, the first of equal ones; no share exceeds its weight while the total does
  /// not exceed their sum.
  static func allocate(_ total: Int64, over weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    if total == 0 || sum == 0 { return weights.map { _ in 0 } }
    let products = weights.map { Int128($0) * Int128(total) }
    var shares = products.map { Int64($0 / sum) }
    let left = Int(total - shares.reduce(0, +))
    let order = products.indices.sorted {
      let (first, second) = (products[$0] % sum, products[$1] % sum)
      return first == second ? $0 < $1 : first > second
    }
    for index in order.prefix(left) { shares[index] += 1 }
    return shares
  }
}
