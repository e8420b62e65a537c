/// What a customer pays with.
public struct Tender: Sendable, Hashable {
  /// The kinds of tender, which decide the account that a capture debits.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// A payment service: account 1110, dimension its name.
    case gateway = 0
    /// Cash, bank transfer and the like, confirmed by a person: account 1110, dimension its name.
    case manual = 1
    /// A gift card: account 2520, dimension the card.
    case giftCard = 2
    /// A customer's store credit: account 2510, dimension the credit account.
    case storeCredit = 3

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .gateway: "gateway"
      case .manual: "manual"
      case .giftCard: "giftCard"
      case .storeCredit: "storeCredit"
      }
    }
  }

  /// Which kind.
  public let kind: Kind
  /// Which service, till, card or credit account.
  public let name: GatewayName

  /// A tender of `kind` called `name`.
  public init(_ kind: Kind, name: GatewayName) {
    self.kind = kind
    self.name = name
  }

  /// A payment service.
  public static func gateway(_ name: GatewayName) -> Tender { Tender(.gateway, name: name) }

  /// Cash, bank transfer and the like.
  public static func manual(_ name: GatewayName) -> Tender { Tender(.manual, name: name) }

  /// The account that money of this tender is received into and given back from.
  package var account: Account {
    kind.credit?.account(of: name) ?? Account(.processorClearing, name.text)
  }
}
