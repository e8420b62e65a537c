// The kinds of identifier. All but the two at the end follow the same rule.

/// An order, as the shop numbers it.
public typealias OrderID = Identifier<OrderIdentity>
/// A line of an order; unique within its order.
public typealias LineID = Identifier<LineIdentity>
/// A stock keeping unit: what is counted, moved and valued.
public typealias SKU = Identifier<StockKeepingUnitIdentity>
/// A place where stock lies: a warehouse, a shop, a van.
public typealias LocationID = Identifier<LocationIdentity>
/// A customer, opaque: the ledger needs neither name nor address.
public typealias CustomerID = Identifier<CustomerIdentity>
/// A payment of an order: one authorization or sale with what follows from it.
public typealias PaymentID = Identifier<PaymentIdentity>
/// A fulfillment: units that leave together.
public typealias FulfillmentID = Identifier<FulfillmentIdentity>
/// A decision to give money back, which is what a cancellation or a refund makes: the two share one
/// set of names, so that a cancellation's refund is found under the cancellation's own name.
public typealias RefundID = Identifier<RefundIdentity>
/// Where an order was sold: `web`, `shop-7`.
public typealias Channel = Identifier<ChannelIdentity>
/// A document outside the ledger: a supplier's delivery note.
public typealias DocumentReference = Identifier<DocumentReferenceIdentity>
/// A return of units that have left.
public typealias ReturnID = Identifier<ReturnIdentity>
/// A reservation without an order.
public typealias HoldID = Identifier<HoldIdentity>
/// One attempt to carry out a refund.
public typealias AttemptID = Identifier<AttemptIdentity>
/// A reason in the merchant's catalogue, such as `customer` or `inventory`.
public typealias ReasonCode = Identifier<ReasonIdentity>
/// A tax rate row, such as `VAT-20`.
public typealias TaxCode = Identifier<TaxIdentity>
/// A discount or promotion, as the shop names it.
public typealias DiscountCode = Identifier<DiscountIdentity>
/// A payment gateway, such as `stripe`.
public typealias GatewayName = Identifier<GatewayIdentity>
/// A transaction as its gateway names it; unique together with the gateway's name.
public typealias GatewayReference = Identifier<GatewayReferenceIdentity>
/// The caller's name for one request, so that a retry of it is recognized: 1 to 128 bytes of
/// printable ASCII. Keys never expire.
public typealias IdempotencyKey = Identifier<IdempotencyIdentity>
/// Who gave a command, as `kind:name`: `staff:ann`, `system:sweep`, `app:importer`. The kind is
/// lowercase ASCII letters; the name is anything else that an identifier can be, colons included.
///
/// Not `Actor`: that would hide Swift's own protocol of this name from every file that imports the
/// ledger.
public typealias ActorID = Identifier<ActorIdentity>

/// The kind of `OrderID`.
public enum OrderIdentity: IdentifierKind {
  /// `"OrderID"`.
  public static var name: String { "OrderID" }
}

/// The kind of `LineID`.
public enum LineIdentity: IdentifierKind {
  /// `"LineID"`.
  public static var name: String { "LineID" }
}

/// The kind of `SKU`.
public enum StockKeepingUnitIdentity: IdentifierKind {
  /// `"SKU"`.
  public static var name: String { "SKU" }
}

/// The kind of `LocationID`.
public enum LocationIdentity: IdentifierKind {
  /// `"LocationID"`.
  public static var name: String { "LocationID" }
}

/// The kind of `CustomerID`.
public enum CustomerIdentity: IdentifierKind {
  /// `"CustomerID"`.
  public static var name: String { "CustomerID" }
}

/// The kind of `PaymentID`.
public enum PaymentIdentity: IdentifierKind {
  /// `"PaymentID"`.
  public static var name: String { "PaymentID" }
}

/// The kind of `FulfillmentID`.
public enum FulfillmentIdentity: IdentifierKind {
  /// `"FulfillmentID"`.
  public static var name: String { "FulfillmentID" }
}

/// The kind of `Channel`.
public enum ChannelIdentity: IdentifierKind {
  /// `"Channel"`.
  public static var name: String { "Channel" }
}

/// The kind of `DocumentReference`.
public enum DocumentReferenceIdentity: IdentifierKind {
  /// `"DocumentReference"`.
  public static var name: String { "DocumentReference" }
}

/// The kind of `RefundID`.
public enum RefundIdentity: IdentifierKind {
  /// `"RefundID"`.
  public static var name: String { "RefundID" }
}

/// The kind of `ReturnID`.
public enum ReturnIdentity: IdentifierKind {
  /// `"ReturnID"`.
  public static var name: String { "ReturnID" }
}

/// The kind of `HoldID`.
public enum HoldIdentity: IdentifierKind {
  /// `"HoldID"`.
  public static var name: String { "HoldID" }
}

/// The kind of `AttemptID`.
public enum AttemptIdentity: IdentifierKind {
  /// `"AttemptID"`.
  public static var name: String { "AttemptID" }
}

/// The kind of `ReasonCode`.
public enum ReasonIdentity: IdentifierKind {
  /// `"ReasonCode"`.
  public static var name: String { "ReasonCode" }
}

/// The kind of `TaxCode`.
public enum TaxIdentity: IdentifierKind {
  /// `"TaxCode"`.
  public static var name: String { "TaxCode" }
}

/// The kind of `DiscountCode`.
public enum DiscountIdentity: IdentifierKind {
  /// `"DiscountCode"`.
  public static var name: String { "DiscountCode" }
}

/// The kind of `GatewayName`.
public enum GatewayIdentity: IdentifierKind {
  /// `"GatewayName"`.
  public static var name: String { "GatewayName" }
}

/// The kind of `GatewayReference`.
public enum GatewayReferenceIdentity: IdentifierKind {
  /// `"GatewayReference"`.
  public static var name: String { "GatewayReference" }
}

/// The kind of `IdempotencyKey`.
public enum IdempotencyIdentity: IdentifierKind {
  /// `"IdempotencyKey"`.
  public static var name: String { "IdempotencyKey" }
  /// Printable ASCII, so that it travels in an HTTP header.
  public static var rule: TextRule {
    TextRule(.printableASCII, maxBytes: Limits.maxIdempotencyKeyBytes)
  }
}

/// The kind of `ActorID`.
public enum ActorIdentity: IdentifierKind {
  /// `"ActorID"`.
  public static var name: String { "ActorID" }
  /// `kind:name`.
  public static var rule: TextRule {
    TextRule(.kindAndName, maxBytes: Limits.maxIdentifierBytes)
  }
}

extension IdentifierKind {
  /// 1 to 64 bytes of UTF-8 without control characters or space at the ends.
  public static var rule: TextRule {
    TextRule(.label, maxBytes: Limits.maxIdentifierBytes)
  }
}
