/// What a line of an order sells: goods, or a service that goes with them.
///
/// Goods are counted in units and hold stock. Services (shipping and the other charges) hold no
/// stock and are reversed by amount.
public enum LineKind: UInt8, Sendable, Hashable, CaseIterable {
  /// Units of a SKU.
  case item = 0
  /// The customer's price for carriage.
  case shipping = 1
  /// A tip, owed on to its payee.
  case tip = 2
  /// Import duty, collected for the customs.
  case duty = 3
  /// A fee that the shop charges with the order.
  case fee = 4
  /// Gift wrapping.
  case giftWrap = 5

  /// The word for this kind in the wire form.
  public var name: String {
    switch self {
    case .item: "item"
    case .shipping: "shipping"
    case .tip: "tip"
    case .duty: "duty"
    case .fee: "fee"
    case .giftWrap: "giftWrap"
    }
  }

  /// The kinds that the wire form accepts under `charges`.
  public static let charges: [LineKind] = [.tip, .duty, .fee, .giftWrap]
}
