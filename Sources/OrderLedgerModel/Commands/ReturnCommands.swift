/// Units that have left are going to come back: a return is announced.
///
/// From then on they can't be cancelled, and their fulfillment can't either. No money moves: that is
/// decided when they are inspected (``InspectReturn``).
public struct ReturnItems: Sendable, Hashable {
  /// Units of a line.
  public struct Line: Sendable, Hashable {
    /// Which line.
    public var line: LineID
    /// Units, > 0.
    public var quantity: Int64
    /// The fulfillment they left in; `nil` takes the oldest that has units left.
    public var fulfillment: FulfillmentID?

    /// `quantity` units of `line`.
    public init(line: LineID, quantity: Int64, fulfillment: FulfillmentID? = nil) {
      self.line = line
      self.quantity = quantity
      self.fulfillment = fulfillment
    }
  }

  /// Which order.
  public var order: OrderID
  /// The caller's name for the return, unique in the ledger.
  public var returnID: ReturnID
  /// Which units.
  public var lines: [Line]
  /// Why.
  public var reason: ReasonCode
  /// For the merchant's eyes. ``EraseCustomer`` erases it where the order names a customer; without
  /// one nothing does, so nothing personal belongs into it.
  public var note: Note?
  /// Where they come in; `nil` is where each line was reserved.
  public var location: LocationID?
  /// Whether they are here already: announced and received in one.
  public var received: Bool
  /// Whether the customer is told.
  public var notify: Bool

  /// Units of `order` are going to come back.
  public init(
    order: OrderID, return id: ReturnID, lines: [Line], reason: ReasonCode, note: Note? = nil,
    location: LocationID? = nil, received: Bool = false, notify: Bool = false
  ) {
    self.order = order
    returnID = id
    self.lines = lines
    self.reason = reason
    self.note = note
    self.location = location
    self.received = received
    self.notify = notify
  }
}

/// Units of an announced return came in and wait for a look, at the cost they left with.
///
/// Needs a key where quantities are named.
public struct ReceiveReturn: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// Which of its returns.
  public var returnID: ReturnID
  /// Which units; `nil` is all that are awaited.
  public var lines: [LineQuantity]?
  /// Whether the customer is told.
  public var notify: Bool

  /// Units of a return came in.
  public init(
    order: OrderID, return id: ReturnID, lines: [LineQuantity]? = nil, notify: Bool = false
  ) {
    self.order = order
    returnID = id
    self.lines = lines
    self.notify = notify
  }
}

/// It is decided what becomes of returned units, and of their money.
public struct InspectReturn: Sendable, Hashable {
  /// Units of a line with what becomes of them. A line may be named once a disposition.
  public struct Line: Sendable, Hashable {
    /// Which line.
    public var line: LineID
    /// Units, > 0; `nil` is all that came in, or for those kept all that are awaited.
    public var quantity: Int64?
    /// What becomes of them, where it is not the document's.
    public var disposition: Disposition?

    /// `quantity` units of `line`, or all that came in.
    public init(line: LineID, quantity: Int64? = nil, disposition: Disposition? = nil) {
      self.line = line
      self.quantity = quantity
      self.disposition = disposition
    }
  }

  /// Which order.
  public var order: OrderID
  /// Which of its returns.
  public var returnID: ReturnID
  /// The caller's name for the decision, unique among the ledger's cancellations and refunds; `nil`
  /// is the return's own name, which serves for one inspection.
  public var inspection: RefundID?
  /// Which units; `nil` is all that came in.
  public var lines: [Line]?
  /// Why the money goes back.
  public var reason: ReasonCode
  /// For the merchant's eyes. ``EraseCustomer`` erases it where the order names a customer; without
  /// one nothing does, so nothing personal belongs into it.
  public var note: Note?
  /// What becomes of the money.
  public var refund: RefundChoice
  /// How much of the shipping charge goes back; `nil` is none.
  public var shipping: ShippingChoice?
  /// A restocking fee that is kept out of the refund.
  public var fee: CancellationFee?
  /// What becomes of the units.
  public var disposition: Disposition
  /// Whether the customer is told.
  public var notify: Bool

  /// Decides about the units of a return that came in, or about `lines` of it.
  public init(
    order: OrderID, return id: ReturnID, inspection: RefundID? = nil, lines: [Line]? = nil,
    reason: ReasonCode, note: Note? = nil, refund: RefundChoice = .original,
    shipping: ShippingChoice? = nil, fee: CancellationFee? = nil,
    disposition: Disposition = .restock, notify: Bool = false
  ) {
    self.order = order
    returnID = id
    self.inspection = inspection
    self.lines = lines
    self.reason = reason
    self.note = note
    self.refund = refund
    self.shipping = shipping
    self.fee = fee
    self.disposition = disposition
    self.notify = notify
  }

  /// The name of the decision.
  public var decision: RefundID { inspection ?? RefundID(unchecked: returnID.text) }
}

/// What is awaited of a return is not going to come. What came in stays to be inspected.
public struct CancelReturn: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// Which of its returns.
  public var returnID: ReturnID
  /// Whether the customer is told.
  public var notify: Bool

  /// A return is called off.
  public init(order: OrderID, return id: ReturnID, notify: Bool = false) {
    self.order = order
    returnID = id
    self.notify = notify
  }
}
