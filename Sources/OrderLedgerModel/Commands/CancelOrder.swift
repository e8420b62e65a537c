/// Cancels open units of an order: state, stock, refund, postings and message in one transaction.
public struct CancelOrder: Sendable, Hashable {
  /// A line to cancel, or a part of it.
  public struct Line: Sendable, Hashable {
    /// Which line.
    public var line: LineID
    /// Units, > 0; `nil` is all that are open.
    public var quantity: Int64?
    /// The reason for this line, where it is not the document's.
    public var reason: ReasonCode?
    /// What becomes of these units, where it is not the document's.
    public var disposition: Disposition?

    /// `quantity` units of `line`, or all that are open.
    public init(
      line: LineID, quantity: Int64? = nil, reason: ReasonCode? = nil,
      disposition: Disposition? = nil
    ) {
      self.line = line
      self.quantity = quantity
      self.reason = reason
      self.disposition = disposition
    }
  }

  /// Which order.
  public var order: OrderID
  /// The caller's name for the cancellation, unique among the ledger's cancellations and refunds;
  /// also the name of the refund it decides.
  public var cancellation: RefundID
  /// What to cancel; `nil` is everything that is open.
  public var lines: [Line]?
  /// Why.
  public var reason: ReasonCode
  /// For the merchant's eyes. ``EraseCustomer`` erases it where the order names a customer; without
  /// one nothing does, so nothing personal belongs into it.
  public var note: Note?
  /// What becomes of the money.
  public var refund: RefundChoice
  /// What becomes of the shipping charge.
  public var shipping: ShippingChoice
  /// A fee that is kept out of the refund.
  public var fee: CancellationFee?
  /// What becomes of the units.
  public var disposition: Disposition
  /// Whether the customer is told.
  public var notify: Bool

  /// Cancels what is open in `order`, or `lines` of it.
  public init(
    order: OrderID, cancellation: RefundID, lines: [Line]? = nil, reason: ReasonCode,
    note: Note? = nil, refund: RefundChoice = .original, shipping: ShippingChoice = .auto,
    fee: CancellationFee? = nil, disposition: Disposition = .restock, notify: Bool = false
  ) {
    self.order = order
    self.cancellation = cancellation
    self.lines = lines
    self.reason = reason
    self.note = note
    self.refund = refund
    self.shipping = shipping
    self.fee = fee
    self.disposition = disposition
    self.notify = notify
  }
}
