/// The name of a gift card or a store credit account, which a ``Tender`` of that kind carries: 1 to
/// 64 bytes. Cards and accounts share one set of names.
public typealias CreditName = GatewayName

/// What kind of balance of a customer's this ledger keeps.
public enum CreditKind: UInt8, Sendable, Hashable, CaseIterable {
  /// A card: whoever holds it may spend it. Account 2520. Issued once.
  case giftCard = 2
  /// An account of a customer's. Account 2510. Added to as often as one likes.
  case storeCredit = 3

  /// The word for this kind in the wire form.
  public var name: String { tender.name }

  /// The kind of tender that spends it.
  public var tender: Tender.Kind { self == .giftCard ? .giftCard : .storeCredit }

  /// The liability that a balance of this kind is.
  package func account(of name: CreditName) -> Account {
    Account(self == .giftCard ? .giftCards : .storeCredit, name.text)
  }
}

extension Tender.Kind {
  /// The kind of balance that such a tender spends; `nil` for money that comes from outside.
  package var credit: CreditKind? {
    switch self {
    case .gateway, .manual: nil
    case .giftCard: .giftCard
    case .storeCredit: .storeCredit
    }
  }

  /// Whether the tender is a balance of the customer's that this ledger keeps.
  package var isCredit: Bool { credit != nil }
}

/// Where a gift card or a store credit account stands.
public enum CreditStatus: UInt8, Sendable, Hashable, CaseIterable {
  /// Sold in an order that has not been fulfilled yet: worth nothing, and its name is taken.
  case announced = 0
  /// Can be spent until it expires.
  case active = 1
  /// What was left of it was taken as income. Money that is restored to it makes it active again.
  case expired = 2
  /// The sale of it was cancelled or refunded: it can't be spent any more.
  case disabled = 3

  /// The word for this status in the wire form.
  public var name: String {
    switch self {
    case .announced: "announced"
    case .active: "active"
    case .expired: "expired"
    case .disabled: "disabled"
    }
  }
}
