/// What an import did, counted. Encodes to the tool's `--json` output.
///
/// Quantities are units, amounts minor units of ``currency``. A second run over the same file counts
/// the same and changes nothing in the ledger.
public struct ImportSummary: Sendable, Hashable, Codable {
  /// What became of the cancellations.
  public struct Cancellations: Sendable, Hashable, Codable {
    /// Cancellation documents.
    public var documents = 0
    /// Their lines: the sum of the four that follow, of lines with an unpayable price, and of those
    /// that could not be read.
    public var lines = 0
    /// Lines that cancel units of a sale.
    public var accepted = 0
    /// Lines of more units than are left of the sale: refused whole.
    public var overCancel = 0
    /// Lines without a sale to cancel.
    public var noSale = 0
    /// Lines whose code is no item.
    public var notItem = 0
    /// Of the accepted: all of one line.
    public var wholeLine = 0
    /// Of the accepted: a part of one line.
    public var partLine = 0
    /// Of the accepted: units of several lines.
    public var spread = 0
    /// Of those without a sale: bought at other prices.
    public var otherPrice = 0
    /// Of those without a sale: never bought before.
    public var neverBought = 0
    /// Of those without a sale: the row names no customer.
    public var noCustomer = 0
    /// Units cancelled.
    public var units: Int64 = 0
    /// Cancellations booked: one for each order that a document hits.
    public var orders = 0
  }

  /// What became of rows with a price of zero.
  public struct Adjustments: Sendable, Hashable, Codable {
    /// Rows.
    public var rows = 0
    /// Of them: units written off.
    public var writtenOff = 0
    /// Of them: units found.
    public var found = 0
    /// Of them: units given away with an order.
    public var gifts = 0
    /// Of them: not an item, so that nothing moved.
    public var notItem = 0
  }

  /// The stock that the file needs to begin with.
  public struct Opening: Sendable, Hashable, Codable {
    /// Items that need some.
    public var items = 0
    /// Their units.
    public var units: Int64 = 0
  }

  /// The mapping's name.
  public var mapping: String
  /// Rows read.
  public var rows = 0
  /// Orders placed.
  public var orders = 0
  /// Their lines of items, gifts included.
  public var lines = 0
  /// Their lines of shipping.
  public var shippingLines = 0
  /// Units ordered.
  public var units: Int64 = 0
  /// What the orders are worth, and what was paid.
  public var sold: Int64 = 0
  /// What became of the cancellations.
  public var cancellations = Cancellations()
  /// What went back to customers.
  public var refunded: Int64 = 0
  /// The currency of all amounts.
  public var currency: String
  /// What became of rows with a price of zero.
  public var adjustments = Adjustments()
  /// The stock that the file needs to begin with.
  public var opening = Opening()
  /// Rows refused because the price can't be paid in minor units.
  public var unpayable = 0
  /// Sale rows refused because the code is neither item nor shipping of an order with items.
  public var notItem = 0
  /// Rows that write off debt: not booked.
  public var badDebt = 0
  /// Rows that can't be read.
  public var malformed = 0

  /// Nothing done yet.
  public init(mapping: String, currency: String) {
    self.mapping = mapping
    self.currency = currency
  }
}
