public import OrderLedgerModel

/// Says what the columns of a merchant's CSV history mean, so that it can be imported.
///
/// As JSON, every field is as named here; a field that is not known is refused by name, because a
/// misspelt one would silently change what is booked. ``onlineRetail`` is a complete example.
public struct ImportMapping: Sendable, Hashable {
  /// The mapping's name, which is part of every idempotency key: 1 to 24 of `a-z`, `0-9`, `-`.
  /// Two mappings that may ever read the same file need different names.
  public var name: String
  /// The byte between fields; `","` where it is not given.
  public var delimiter: UInt8 = UInt8(ascii: ",")
  /// Which column holds what.
  public var columns: Columns
  /// How dates are written.
  public var date: DateRule
  /// The currency of all prices.
  public var currency: Currency
  /// How cancellations are marked and matched; without it there are none.
  public var cancellations: CancellationRule?
  /// Which codes are items: those that any of these matches. Empty: all are.
  public var items: [CodePattern] = []
  /// Codes that are no items but the order's shipping. Refunds never include it.
  public var shipping: [CodePattern] = []
  /// Orders that are no orders: a write-off of debt. Reported, never booked.
  public var badDebtPrefix: String?
  /// What a price of zero means.
  public var zeroPrice = ZeroPriceRule.adjustment
  /// Where the stock comes from that the file's first rows sell.
  public var openingStock = OpeningStockRule.minimumOfRunningSum
  /// The location that everything is sold from.
  public var location: LocationID
  /// What orders are paid with: a tender of kind `manual`.
  public var tender: GatewayName
  /// The reason that cancellations carry.
  public var reason = BuiltInReason.customer.code
}

extension ImportMapping {
  /// The names of the columns, as the file's first row has them.
  public struct Columns: Sendable, Hashable {
    /// The order's number, or the cancellation document's.
    public var order: String
    /// The line's name, unique in its order; the row's number where it is not given.
    public var line: String?
    /// The item's code.
    public var sku: String
    /// Whole units, with a `-` where units come back.
    public var quantity: String
    /// The price of one unit in major units, as decimal text.
    public var price: String
    /// When it happened.
    public var date: String
    /// Who bought; may be empty in a row.
    public var customer: String
  }

  /// How dates are written.
  public struct DateRule: Sendable, Hashable {
    /// The forms that are read.
    public enum Format: String, Sendable, Hashable, CaseIterable {
      /// `2010-12-01 08:26:00`, in the zone of the rule.
      case local
      /// ISO 8601 with an offset, which needs no zone.
      case iso8601
    }

    /// The form.
    public var format: Format
    /// The zone of local times: `Europe/London`, `UTC` or an offset such as `+02:00` in JSON.
    public var zone: ZoneRule
  }

  /// How cancellations are marked and matched.
  public struct CancellationRule: Sendable, Hashable {
    /// What their order number begins with.
    public var orderPrefix: String?
    /// Whether their quantity is negative. With a prefix too, a row needs both marks.
    public var negativeQuantity: Bool
    /// What the line that is cancelled has in common with the cancellation.
    public var matching = MatchingRule.sameCustomerSkuPrice
    /// Which of several such lines it is.
    public var preference = Preference.exactThenLatestWithRoomThenSpread
  }

  /// What a cancellation and the sale it cancels have in common, where no column links them.
  public enum MatchingRule: String, Sendable, Hashable, CaseIterable {
    /// Customer, code and price are the same, and the sale is not later. Never more is cancelled
    /// than was sold.
    case sameCustomerSkuPrice
  }

  /// Which of several lines a cancellation hits.
  public enum Preference: String, Sendable, Hashable, CaseIterable {
    /// The latest untouched line of exactly that quantity; else the latest with room for all of
    /// it; else several, latest first. Too little room in all is an over-cancel.
    case exactThenLatestWithRoomThenSpread
  }

  /// What a price of zero means.
  public enum ZeroPriceRule: String, Sendable, Hashable, CaseIterable {
    /// An adjustment of stock: negative units are written off. Positive units are a gift, which
    /// leaves with its order, where the row names a customer or its order has paid lines;
    /// otherwise they were found.
    case adjustment
    /// A mistake: refused and reported.
    case refuse
  }

  /// Where the stock comes from that the file's first rows sell.
  public enum OpeningStockRule: String, Sendable, Hashable, CaseIterable {
    /// For each item the least that keeps its stock from falling below zero; see
    /// `OpeningStock`.
    case minimumOfRunningSum
    /// None. Orders are then placed on backorder.
    case none
  }
}
