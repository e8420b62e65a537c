/// An entry: something the customer is to be told. A sender takes it from here; nothing is sent
/// inside a transaction.
public struct Message: Sendable, Hashable {
  /// What it is about.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// The order, or a part of it, was cancelled.
    case orderCancelled = 0
    /// Money was given back, or will be.
    case refundDecided = 1
    /// A return was announced.
    case returnAnnounced = 2
    /// Returned units came in.
    case returnReceived = 3
    /// Returned units were inspected, and their money was decided about.
    case returnInspected = 4
    /// What is awaited of a return is not going to come.
    case returnCancelled = 5

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .orderCancelled: "orderCancelled"
      case .refundDecided: "refundDecided"
      case .returnAnnounced: "returnAnnounced"
      case .returnReceived: "returnReceived"
      case .returnInspected: "returnInspected"
      case .returnCancelled: "returnCancelled"
      }
    }
  }

  /// What it is about.
  public let kind: Kind
  /// Whom it is for; `nil` when the order names no customer and the sender must know.
  public let customer: CustomerID?

  package init(kind: Kind, customer: CustomerID?) {
    self.kind = kind
    self.customer = customer
  }
}
