/// To which payments a refund goes first: a value, so that a policy can choose another.
public struct TenderOrder: Sendable, Hashable {
  /// Payments that come at the same place in the order.
  public struct Group: Sendable, Hashable {
    /// Which.
    public var kinds: Set<Tender.Kind>
    /// Whether the newest comes first among them, or the oldest.
    public var isNewestFirst: Bool

    /// Payments of `kinds`.
    public init(_ kinds: Set<Tender.Kind>, isNewestFirst: Bool) {
      self.kinds = kinds
      self.isNewestFirst = isNewestFirst
    }
  }

  /// The groups, the first first. Payments of kinds that no group names come last, the newest
  /// first; a kind that two groups name belongs to the first of them.
  public var groups: [Group]

  /// An order of tenders.
  public init(_ groups: [Group]) {
    self.groups = groups
  }

  /// Gift cards and store credit first, the oldest first; then the others, the newest first.
  public static let standard = TenderOrder([
    Group([.giftCard, .storeCredit], isNewestFirst: false),
    Group([.gateway, .manual], isNewestFirst: true),
  ])

  /// The payments in this order.
  package func sorted(_ payments: [PaymentState]) -> [PaymentState] {
    guard payments.count > 1 else { return payments }
    var sorted: [PaymentState] = []
    sorted.reserveCapacity(payments.count)
    var left = payments
    for group in groups {
      let some = left.filter { group.kinds.contains($0.tender.kind) }
      sorted += group.isNewestFirst ? some.reversed() : some
      left.removeAll { group.kinds.contains($0.tender.kind) }
    }
    return sorted + left.reversed()
  }
}
