/// A customer orders. Units are reserved at each line's location.
public struct PlaceOrder: Sendable, Hashable {
  /// A line of goods.
  public struct Line: Sendable, Hashable {
    /// The caller's name for it, unique in the order.
    public var line: LineID
    /// What is sold.
    public var sku: SKU
    /// Units, 1…`Limits.maxQuantity`.
    public var quantity: Int64
    /// Minor units for one unit, ≥ 0.
    public var unitPrice: Int64
    /// Discounts on the whole line.
    public var discounts: [Discount]
    /// Taxes on the whole line, after all discounts, also those of the order.
    public var taxes: [Tax]
    /// Whether `unitPrice` holds the taxes already.
    public var taxIncluded: Bool
    /// Where the units are reserved.
    public var location: LocationID
    /// Whether the units carry a cost that leaves with them.
    public var costed: Bool
    /// The gift card that the line sells, one unit and no tax. Its price is owed on the card once
    /// the line is fulfilled; shares of the order's discounts never fall on it.
    public var giftCard: CreditName?

    /// A line of `quantity` units of `sku`.
    public init(
      line: LineID, sku: SKU, quantity: Int64, unitPrice: Int64, discounts: [Discount] = [],
      taxes: [Tax] = [], taxIncluded: Bool = false, location: LocationID, costed: Bool = true,
      giftCard: CreditName? = nil
    ) {
      self.line = line
      self.sku = sku
      self.quantity = quantity
      self.unitPrice = unitPrice
      self.discounts = discounts
      self.taxes = taxes
      self.taxIncluded = taxIncluded
      self.location = location
      self.costed = costed
      self.giftCard = giftCard
    }
  }

  /// Shipping, a tip, duty, a fee or gift wrapping.
  public struct Service: Sendable, Hashable {
    /// The caller's name for it, unique in the order.
    public var line: LineID
    /// What it is; shipping under `shipping`, the others under `charges`.
    public var kind: LineKind
    /// Minor units, ≥ 0.
    public var amount: Int64
    /// Discounts on it.
    public var discounts: [Discount]
    /// Taxes on it, after discounts.
    public var taxes: [Tax]
    /// Whether `amount` holds the taxes already.
    public var taxIncluded: Bool

    /// A service of `amount` minor units.
    public init(
      line: LineID, kind: LineKind, amount: Int64, discounts: [Discount] = [], taxes: [Tax] = [],
      taxIncluded: Bool = false
    ) {
      self.line = line
      self.kind = kind
      self.amount = amount
      self.discounts = discounts
      self.taxes = taxes
      self.taxIncluded = taxIncluded
    }
  }

  /// The caller's name for the order, unique in the ledger.
  public var order: OrderID
  /// The currency of every amount in it.
  public var currency: Currency
  /// Whose it is.
  public var customer: CustomerID?
  /// Where it was sold.
  public var channel: Channel?
  /// The goods, 1…`Limits.maxLinesPerOrder` together with the services.
  public var lines: [Line]
  /// Discounts on the whole order: allocated over the goods by largest remainder, and stored.
  public var discounts: [Discount]
  /// Shipping.
  public var shipping: [Service]
  /// Tips, duties, fees, gift wrapping.
  public var charges: [Service]
  /// The order in whose place it is placed, of which something was cancelled.
  public var replaces: OrderID?
  /// Whether units that are not in stock may be ordered.
  public var backorder: Bool
  /// What the customer sees as the order's value, in another currency. Payments and refunds then state
  /// theirs, each at its own rate.
  public var presentment: Money?
  /// Holds that the order takes over: their units are there for its lines, and what the lines do not
  /// need is for sale again.
  public var holds: [HoldID]

  /// An order of `lines`.
  public init(
    order: OrderID, currency: Currency, customer: CustomerID? = nil, channel: Channel? = nil,
    lines: [Line], discounts: [Discount] = [], shipping: [Service] = [], charges: [Service] = [],
    backorder: Bool = false, replaces: OrderID? = nil, presentment: Money? = nil,
    holds: [HoldID] = []
  ) {
    self.replaces = replaces
    self.order = order
    self.currency = currency
    self.customer = customer
    self.channel = channel
    self.lines = lines
    self.discounts = discounts
    self.shipping = shipping
    self.charges = charges
    self.backorder = backorder
    self.presentment = presentment
    self.holds = holds
  }
}
