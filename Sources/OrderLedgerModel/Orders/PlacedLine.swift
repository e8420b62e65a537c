/// A discount that stays with its line for good.
///
/// An order-level discount is allocated over the lines once, when the order is placed, and stored
/// as one of these a line; nothing redistributes it later.
public struct Discount: Sendable, Hashable {
  /// The promotion or coupon, if it has a name.
  public var code: DiscountCode?
  /// Minor units for the whole line; ≥ 0.
  public var amount: Int64

  /// A discount of `amount` minor units on the whole line.
  public init(code: DiscountCode? = nil, amount: Int64) {
    self.code = code
    self.amount = amount
  }
}

/// One tax row of a line: a jurisdiction's code and its amount for the whole line.
public struct Tax: Sendable, Hashable {
  /// The tax's code; the dimension of account 2210.
  public var code: TaxCode
  /// Minor units for the whole line; ≥ 0.
  public var amount: Int64

  /// A tax of `amount` minor units on the whole line.
  public init(code: TaxCode, amount: Int64) {
    self.code = code
    self.amount = amount
  }
}

/// A line as it was placed. Nothing in it is ever rewritten.
///
/// All copies share one object: orders are copied at every step of a plan, and their lines with them.
public struct PlacedLine: Sendable, Hashable {
  private let shared: Shared

  private final class Shared: Sendable {
    let id: LineID
    let kind: LineKind
    let sku: SKU?
    let location: LocationID?
    let quantity: Int64
    let unitPrice: Int64
    let discounts: [Discount]
    let taxes: [Tax]
    let taxIncluded: Bool
    let costed: Bool
    let backordered: Int64
    let card: CreditName?

    init(
      id: LineID, kind: LineKind, sku: SKU?, location: LocationID?, quantity: Int64,
      unitPrice: Int64, discounts: [Discount], taxes: [Tax], taxIncluded: Bool, costed: Bool,
      backordered: Int64, card: CreditName?
    ) {
      self.id = id
      self.kind = kind
      self.sku = sku
      self.location = location
      self.quantity = quantity
      self.unitPrice = unitPrice
      self.discounts = discounts
      self.taxes = taxes
      self.taxIncluded = taxIncluded
      self.costed = costed
      self.backordered = backordered
      self.card = card
    }
  }

  package init(
    id: LineID, kind: LineKind, sku: SKU?, location: LocationID?, quantity: Int64,
    unitPrice: Int64, discounts: [Discount], taxes: [Tax], taxIncluded: Bool, costed: Bool,
    backordered: Int64, card: CreditName? = nil
  ) {
    shared = Shared(
      id: id, kind: kind, sku: sku, location: location, quantity: quantity, unitPrice: unitPrice,
      discounts: discounts, taxes: taxes, taxIncluded: taxIncluded, costed: costed,
      backordered: backordered, card: card)
  }

  /// The caller's name for the line, unique in its order.
  public var id: LineID { shared.id }
  /// Goods or a service.
  public var kind: LineKind { shared.kind }
  /// What is sold; `nil` for services.
  public var sku: SKU? { shared.sku }
  /// Where the units were reserved; `nil` for services.
  public var location: LocationID? { shared.location }
  /// Units ordered; 1 for services.
  public var quantity: Int64 { shared.quantity }
  /// Minor units for one unit; a service's whole amount.
  public var unitPrice: Int64 { shared.unitPrice }
  /// The line's own discounts and its shares of the order's.
  public var discounts: [Discount] { shared.discounts }
  /// The line's taxes, one row a code.
  public var taxes: [Tax] { shared.taxes }
  /// Whether `unitPrice` holds the taxes already.
  public var taxIncluded: Bool { shared.taxIncluded }
  /// Whether the units carry a cost that leaves with them (COGS).
  public var costed: Bool { shared.costed }
  /// Units that were not in stock when the order was placed.
  public var backordered: Int64 { shared.backordered }
  /// The gift card that the line sells: its price is owed on the card, and is no revenue.
  public var card: CreditName? { shared.card }

  /// Whether all fields are the same.
  public static func == (left: PlacedLine, right: PlacedLine) -> Bool {
    left.shared === right.shared
      || (left.id == right.id && left.kind == right.kind && left.sku == right.sku
        && left.location == right.location && left.quantity == right.quantity
        && left.unitPrice == right.unitPrice && left.discounts == right.discounts
        && left.taxes == right.taxes && left.taxIncluded == right.taxIncluded
        && left.costed == right.costed && left.backordered == right.backordered
        && left.card == right.card)
  }

  /// Hashes what tells lines apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(sku)
    hasher.combine(quantity)
    hasher.combine(unitPrice)
  }
}

extension PlacedLine {
  /// Price times quantity, in minor units, before discounts; tax inside it if `taxIncluded`.
  ///
  /// Planners refuse a line whose product leaves the amount limit, so this can't overflow.
  public var gross: Int64 { unitPrice * quantity }

  /// All discounts of the line, in minor units.
  public var discount: Int64 {
    discounts.sum { $0.amount }
  }

  /// All taxes of the line, in minor units.
  public var tax: Int64 {
    taxes.sum { $0.amount }
  }

  /// What the customer pays for the line, in minor units.
  public var total: Int64 { gross - discount + (taxIncluded ? 0 : tax) }

  /// In how many equal parts the line can be reversed: units for goods, minor units for services.
  ///
  /// A service of amount A less discounts D is reversed by amount, which is the same rule as
  /// reversing "units" of one minor unit each: ⌊tax·(done + x)/(A − D)⌋ − already.
  public var parts: Int64 { kind == .item ? quantity : gross - discount }
}
