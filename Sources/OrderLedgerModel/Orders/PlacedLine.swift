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
public struct PlacedLine: Sendable, Hashable {
  /// The caller's name for the line, unique in its order.
  public let id: LineID
  /// Goods or a service.
  public let kind: LineKind
  /// What is sold; `nil` for services.
  public let sku: SKU?
  /// Where the units were reserved; `nil` for services.
  public let location: LocationID?
  /// Units ordered; 1 for services.
  public let quantity: Int64
  /// Minor units for one unit; a service's whole amount.
  public let unitPrice: Int64
  /// The line's own discounts and its shares of the order's.
  public let discounts: [Discount]
  /// The line's taxes, one row a code.
  public let taxes: [Tax]
  /// Whether `unitPrice` holds the taxes already.
  public let taxIncluded: Bool
  /// Whether the units carry a cost that leaves with them (COGS).
  public let costed: Bool
  /// Units that were not in stock when the order was placed.
  public let backordered: Int64

  package init(
    id: LineID, kind: LineKind, sku: SKU?, location: LocationID?, quantity: Int64,
    unitPrice: Int64, discounts: [Discount], taxes: [Tax], taxIncluded: Bool, costed: Bool,
    backordered: Int64
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
