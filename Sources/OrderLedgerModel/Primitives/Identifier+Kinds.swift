// The kinds of identifier. All but the two at the end follow the same rule.

/// An order, as the shop numbers it.
public typealias OrderID = Identifier<OrderKind>
/// A line of an order; unique within its order.
public typealias LineID = Identifier<LineKind>
/// A stock keeping unit: what is counted, moved and valued.
public typealias SKU = Identifier<StockKeepingUnitKind>
/// A place where stock lies: a warehouse, a shop, a van.
public typealias LocationID = Identifier<LocationKind>
/// A customer, opaque: the ledger needs neither name nor address.
public typealias CustomerID = Identifier<CustomerKind>
/// A payment of an order: one authorization or sale with what follows from it.
public typealias PaymentID = Identifier<PaymentKind>
/// A fulfillment: units that leave together.
public typealias FulfillmentID = Identifier<FulfillmentKind>
/// A cancellation document.
public typealias CancellationID = Identifier<CancellationKind>
/// A refund decision: what is owed back.
public typealias RefundID = Identifier<RefundKind>
/// One attempt to carry out a refund.
public typealias AttemptID = Identifier<AttemptKind>
/// A reason in the merchant's catalogue, such as `customer` or `inventory`.
public typealias ReasonCode = Identifier<ReasonKind>
/// A tax rate row, such as `VAT-20`.
public typealias TaxCode = Identifier<TaxKind>
/// A discount or promotion, as the shop names it.
public typealias DiscountCode = Identifier<DiscountKind>
/// A payment gateway, such as `stripe`.
public typealias GatewayName = Identifier<GatewayKind>
/// A transaction as its gateway names it; unique together with the gateway's name.
public typealias GatewayReference = Identifier<GatewayReferenceKind>
/// The caller's name for one request, so that a retry of it is recognized: 1 to 128 bytes of
/// printable ASCII. Keys never expire.
public typealias IdempotencyKey = Identifier<IdempotencyKind>
/// Who gave a command, as `kind:name`: `staff:ann`, `system:sweep`, `app:importer`. The kind is
/// lowercase ASCII letters; the name is anything else that an identifier can be, colons included.
///
/// Not `Actor`: that would hide Swift's own protocol of this name from every file that imports the
/// ledger.
public typealias ActorID = Identifier<ActorKind>

/// The kind of `OrderID`.
public enum OrderKind: IdentifierKind {
  /// `"OrderID"`.
  public static var name: String { "OrderID" }
}

/// The kind of `LineID`.
public enum LineKind: IdentifierKind {
  /// `"LineID"`.
  public static var name: String { "LineID" }
}

/// The kind of `SKU`.
public enum StockKeepingUnitKind: IdentifierKind {
  /// `"SKU"`.
  public static var name: String { "SKU" }
}

/// The kind of `LocationID`.
public enum LocationKind: IdentifierKind {
  /// `"LocationID"`.
  public static var name: String { "LocationID" }
}

/// The kind of `CustomerID`.
public enum CustomerKind: IdentifierKind {
  /// `"CustomerID"`.
  public static var name: String { "CustomerID" }
}

/// The kind of `PaymentID`.
public enum PaymentKind: IdentifierKind {
  /// `"PaymentID"`.
  public static var name: String { "PaymentID" }
}

/// The kind of `FulfillmentID`.
public enum FulfillmentKind: IdentifierKind {
  /// `"FulfillmentID"`.
  public static var name: String { "FulfillmentID" }
}

/// The kind of `CancellationID`.
public enum CancellationKind: IdentifierKind {
  /// `"CancellationID"`.
  public static var name: String { "CancellationID" }
}

/// The kind of `RefundID`.
public enum RefundKind: IdentifierKind {
  /// `"RefundID"`.
  public static var name: String { "RefundID" }
}

/// The kind of `AttemptID`.
public enum AttemptKind: IdentifierKind {
  /// `"AttemptID"`.
  public static var name: String { "AttemptID" }
}

/// The kind of `ReasonCode`.
public enum ReasonKind: IdentifierKind {
  /// `"ReasonCode"`.
  public static var name: String { "ReasonCode" }
}

/// The kind of `TaxCode`.
public enum TaxKind: IdentifierKind {
  /// `"TaxCode"`.
  public static var name: String { "TaxCode" }
}

/// The kind of `DiscountCode`.
public enum DiscountKind: IdentifierKind {
  /// `"DiscountCode"`.
  public static var name: String { "DiscountCode" }
}

/// The kind of `GatewayName`.
public enum GatewayKind: IdentifierKind {
  /// `"GatewayName"`.
  public static var name: String { "GatewayName" }
}

/// The kind of `GatewayReference`.
public enum GatewayReferenceKind: IdentifierKind {
  /// `"GatewayReference"`.
  public static var name: String { "GatewayReference" }
}

/// The kind of `IdempotencyKey`.
public enum IdempotencyKind: IdentifierKind {
  /// `"IdempotencyKey"`.
  public static var name: String { "IdempotencyKey" }
  /// Printable ASCII, so that it travels in an HTTP header.
  public static var rule: TextRule {
    TextRule(.printableASCII, maxBytes: Limits.maxIdempotencyKeyBytes)
  }
}

/// The kind of `ActorID`.
public enum ActorKind: IdentifierKind {
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
