/// A tender promised an amount for an order.
public struct AuthorizePayment: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// The caller's name for the payment, unique in the ledger.
  public var payment: PaymentID
  /// What the customer pays with.
  public var tender: Tender
  /// Minor units, > 0.
  public var amount: Int64
  /// The payment service's own name for the transaction.
  public var reference: GatewayReference?
  /// When the promise lapses.
  public var expires: Timestamp?

  /// `tender` promised `amount` minor units for `order`.
  public init(
    order: OrderID, payment: PaymentID, tender: Tender, amount: Int64,
    reference: GatewayReference? = nil, expires: Timestamp? = nil
  ) {
    self.order = order
    self.payment = payment
    self.tender = tender
    self.amount = amount
    self.reference = reference
    self.expires = expires
  }
}

/// Promised money came in. Needs a key or a reference.
public struct CapturePayment: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// Which of its payments.
  public var payment: PaymentID
  /// Minor units, > 0; `nil` is what the order still needs, or all that is promised when that is
  /// less.
  public var amount: Int64?
  /// What the payment service kept of it, in minor units, ≥ 0.
  public var fee: Int64
  /// The payment service's own name for the transaction.
  public var reference: GatewayReference?
  /// What the customer paid in the order's presentment currency; needed where it has one.
  public var presentment: Money?

  /// Money of `payment` came in.
  public init(
    order: OrderID, payment: PaymentID, amount: Int64? = nil, fee: Int64 = 0,
    reference: GatewayReference? = nil, presentment: Money? = nil
  ) {
    self.order = order
    self.payment = payment
    self.amount = amount
    self.fee = fee
    self.reference = reference
    self.presentment = presentment
  }
}

/// Money came in without a promise before: authorised and captured in one.
public struct RecordPayment: Sendable, Hashable {
  /// What was authorised and captured.
  public var authorization: AuthorizePayment
  /// What the payment service kept of it, in minor units, ≥ 0.
  public var fee: Int64
  /// What the customer paid in the order's presentment currency; needed where it has one.
  public var presentment: Money?
  /// What was handed over, in minor units, where it was rounded to coins: a manual tender alone.
  public var cash: Int64?

  /// `tender` paid `amount` minor units for `order`.
  public init(
    order: OrderID, payment: PaymentID, tender: Tender, amount: Int64, fee: Int64 = 0,
    reference: GatewayReference? = nil, presentment: Money? = nil, cash: Int64? = nil
  ) {
    authorization = AuthorizePayment(
      order: order, payment: payment, tender: tender, amount: amount, reference: reference)
    self.fee = fee
    self.presentment = presentment
    self.cash = cash
  }
}

/// What is still promised is let go.
public struct VoidAuthorization: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// Which of its payments.
  public var payment: PaymentID

  /// Lets go what is still promised by `payment`.
  public init(order: OrderID, payment: PaymentID) {
    self.order = order
    self.payment = payment
  }
}

/// What is still promised has lapsed.
public struct ExpireAuthorization: Sendable, Hashable {
  /// Which order.
  public var order: OrderID
  /// Which of its payments.
  public var payment: PaymentID

  /// What is still promised by `payment` has lapsed.
  public init(order: OrderID, payment: PaymentID) {
    self.order = order
    self.payment = payment
  }
}
