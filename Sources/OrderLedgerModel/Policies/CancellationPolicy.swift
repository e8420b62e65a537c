/// Who may cancel what, until when and for how much; what it costs, and what happens by default.
///
/// A value: stored by ``SetPolicy`` with a version, which every journal transaction from then on
/// carries. A policy only narrows: nothing that the ledger refuses without one is allowed by one. An
/// empty policy changes nothing.
///
/// Where a policy names roles it denies by default: an actor without a role that is named may do
/// nothing of what is ruled. Roles are granted here, by actor, so that no caller can claim one.
public struct CancellationPolicy: Sendable, Hashable {
  /// Roles for actors.
  public struct Grant: Sendable, Hashable {
    /// Actors, each by name (`staff:ann`) or all of a kind (`staff:*`).
    public var actors: [ActorID]
    /// What they are.
    public var roles: [RoleName]

    /// Grants `roles` to `actors`.
    public init(_ actors: [ActorID], roles: [RoleName]) {
      self.actors = actors
      self.roles = roles
    }
  }

  /// Something that may be done: a cancellation is allowed if one rule allows all of it.
  public struct Rule: Sendable, Hashable {
    /// Its name, which a refusal tells.
    public var name: RuleName
    /// Who: any of these roles; `nil` is anyone, named or not.
    public var roles: [RoleName]?
    /// Which orders, by where they stand with their goods; `nil` is any.
    public var fulfillment: [FulfillmentStatus]?
    /// Which orders, by where they stand with their money; `nil` is any.
    public var payment: [PaymentStatus]?
    /// Until how many seconds after the order was placed; `nil` is for ever.
    public var within: Int64?
    /// What may become of the money; `nil` is any choice.
    public var refunds: [RefundChoice.Kind]?
    /// Whether the policy's fee need not be taken.
    public var waivesFee: Bool

    /// A rule that allows what fits all of it.
    public init(
      _ name: RuleName, roles: [RoleName]? = nil, fulfillment: [FulfillmentStatus]? = nil,
      payment: [PaymentStatus]? = nil, within: Int64? = nil, refunds: [RefundChoice.Kind]? = nil,
      waivesFee: Bool = false
    ) {
      self.name = name
      self.roles = roles
      self.fulfillment = fulfillment
      self.payment = payment
      self.within = within
      self.refunds = refunds
      self.waivesFee = waivesFee
    }
  }

  /// A cancellation fee from some time after the order was placed.
  public struct Fee: Sendable, Hashable {
    /// From how many seconds after the order was placed; the latest one that has begun counts.
    public var from: Int64
    /// Hundredths of a percent of what is due, rounded down: 0…10,000.
    public var basisPoints: Int64
    /// The code of the tax inside the fee.
    public var taxCode: TaxCode?
    /// That tax, in hundredths of a percent of the fee without it; given with `taxCode`.
    public var taxBasisPoints: Int64

    /// A fee of `basisPoints` of what is due.
    public init(
      from: Int64, basisPoints: Int64, taxCode: TaxCode? = nil, taxBasisPoints: Int64 = 0
    ) {
      self.from = from
      self.basisPoints = basisPoints
      self.taxCode = taxCode
      self.taxBasisPoints = taxBasisPoints
    }
  }

  /// An amount of one currency.
  public struct Limit: Sendable, Hashable {
    /// The currency of orders that it is for.
    public var currency: Currency
    /// Minor units, ≥ 0.
    public var amount: Int64

    /// `amount` minor units.
    public init(_ currency: Currency, _ amount: Int64) {
      self.currency = currency
      self.amount = amount
    }
  }

  /// How much one decision of an actor may give back.
  public struct RefundLimit: Sendable, Hashable {
    /// Its name, which a refusal tells.
    public var name: RuleName
    /// For actors with any of these roles.
    public var roles: [RoleName]
    /// By currency; nothing in any other.
    public var limits: [Limit]

    /// Up to `limits` for actors with one of `roles`.
    public init(_ name: RuleName, roles: [RoleName], limits: [Limit]) {
      self.name = name
      self.roles = roles
      self.limits = limits
    }
  }

  /// Above which amount a cancellation waits for somebody's approval.
  public struct Approval: Sendable, Hashable {
    /// By currency; anything above 0 in any other.
    public var above: [Limit]
    /// Who may approve, and needs no approval.
    public var roles: [RoleName]

    /// Refunds above these amounts need an actor with one of `roles`.
    public init(above: [Limit], roles: [RoleName]) {
      self.above = above
      self.roles = roles
    }
  }

  /// Which actors have which roles.
  public var grants: [Grant]
  /// Who may set the next policy; empty is anyone.
  public var administrators: [RoleName]
  /// What may be cancelled; empty is anything, by anyone.
  public var rules: [Rule]
  /// What a cancellation costs by the time since the order was placed; empty is nothing.
  public var fees: [Fee]
  /// What becomes of the shipping charge where the choice is ``ShippingChoice/auto``; `nil` leaves it.
  public var shipping: ShippingChoice.Kind?
  /// What becomes of units of which nothing is said, or only that they are restocked where they are;
  /// `nil` leaves it. To restock all the same, name the location.
  public var disposition: Disposition.Kind?
  /// Which tenders get money back first; `nil` is gift cards and store credit, then the others.
  public var tenders: [Tender.Kind]?
  /// Whether orders may be placed for units that are not in stock.
  public var backorder: Bool
  /// Above which amount a cancellation waits for an approval; `nil` is never.
  public var approval: Approval?
  /// How much an actor may give back with one cancellation or refund; empty is any amount.
  public var refundLimits: [RefundLimit]

  /// A policy; without arguments one that changes nothing.
  public init(
    grants: [Grant] = [], administrators: [RoleName] = [], rules: [Rule] = [], fees: [Fee] = [],
    shipping: ShippingChoice.Kind? = nil, disposition: Disposition.Kind? = nil,
    tenders: [Tender.Kind]? = nil, backorder: Bool = true, approval: Approval? = nil,
    refundLimits: [RefundLimit] = []
  ) {
    self.grants = grants
    self.administrators = administrators
    self.rules = rules
    self.fees = fees
    self.shipping = shipping
    self.disposition = disposition
    self.tenders = tenders
    self.backorder = backorder
    self.approval = approval
    self.refundLimits = refundLimits
  }
}

/// A policy with its version: what is in force from the journal transaction that set it.
public struct PolicyVersion: Sendable, Hashable {
  /// 1, 2, 3 …
  public let version: Int64
  /// What it says.
  public let policy: CancellationPolicy

  package init(version: Int64, policy: CancellationPolicy) {
    self.version = version
    self.policy = policy
  }
}

/// A role that a policy grants, such as `clerk`.
public typealias RoleName = Identifier<RoleIdentity>
/// A rule of a policy, such as `customers within an hour`.
public typealias RuleName = Identifier<RuleIdentity>

/// The kind of `RoleName`.
public enum RoleIdentity: IdentifierKind {
  /// `"RoleName"`.
  public static var name: String { "RoleName" }
}

/// The kind of `RuleName`.
public enum RuleIdentity: IdentifierKind {
  /// `"RuleName"`.
  public static var name: String { "RuleName" }
}
