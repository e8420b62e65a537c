/// A name that a document took, and the set of names it is unique in.
package struct DocumentName: Hashable, Sendable {
  /// The sets of names.
  package enum Kind: UInt8, Sendable, CaseIterable {
    case payment = 0
    case fulfillment = 1
    /// Cancellations and refunds.
    case decision = 2
    case attempt = 3
    case dispute = 14
    case returned = 4
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// A gateway's own name for a transaction: unique per gateway and sort of transaction.
package struct GatewayTransaction: Hashable, Sendable {
  /// The sorts of transactions that gateways number.
  package enum Kind: UInt8, Sendable, CaseIterable {
    case authorization = 0
    case capture = 1
    case refund = 2
  }

  package let gateway: GatewayName
  package let kind: Kind
  package let reference: GatewayReference

  package init(gateway: GatewayName, kind: Kind, reference: GatewayReference) {
    self.gateway = gateway
    self.kind = kind
    self.reference = reference
  }
}

/// An account and one of the currencies it is kept in.
package struct AccountInCurrency: Hashable, Sendable {
  package let account: Account
  package let currency: Currency

  package init(_ account: Account, _ currency: Currency) {
    self.account = account
    self.currency = currency
  }
}

/// What a planner has to see before it can decide.
package struct ReadSet: Sendable {
  /// Which of an order's stock levels matter.
  package enum LineStock: Sendable {
    case none
    /// Those of all goods lines.
    case all
    /// Those of the named lines.
    case lines([LineID])
  }

  /// How the order is found.
  package enum OrderSource: Sendable {
    case none
    case order(OrderID)
    case refund(RefundID)
    case attempt(AttemptID)
    case dispute(DisputeID)
  }

  package var order: OrderSource = .none
  /// Documents whose existence matters.
  package var documents: [DocumentName] = []
  /// Gateway transactions whose existence matters, where the gateway is known from the command.
  package var transaction: GatewayTransaction?
  /// A gateway reference whose gateway is that of the order's payment.
  package var reference: (kind: GatewayTransaction.Kind, reference: GatewayReference)?
  package var stock: [StockKey] = []
  package var lineStock: LineStock = .none
  /// Other locations at which the lines' SKUs matter too.
  package var alsoAt: [LocationID] = []
  package var locations: [LocationID] = []
  /// Whether the locations of the lines in ``lineStock`` matter too.
  package var checksLineLocations = false
  /// A request whose cancellation may be carried out: where its units would go matters, too.
  package var request: RefundID?
  /// Whether it matters when the order was placed, provided that the policy in force asks for it.
  package var isCancelling = false
  /// Another order, which is to be replaced.
  package var replaced: OrderID?
  /// A customer whose personal data matters …
  package var customer: CustomerID?
  /// … and the notes on the customer's orders.
  package var seesNotes = false
  /// Accounts whose room for more postings matters, where they have a limit.
  package var accounts: [AccountInCurrency] = []
  /// A journal transaction that is to be reversed: it, its order, its accounts' room.
  package var original: Int64?
  /// A fulfillment whose entries matter.
  package var fulfillment: FulfillmentID?
  /// Whether what the order's fulfillments sent matters, and what it cost.
  package var shipments = false
  /// A return whose places matter: the stock and the state of the locations its units come in at.
  package var returned: ReturnID?
  /// Holds that matter, and the stock of what they hold.
  package var holds: [HoldID] = []
  /// A time: the holds that expire by then matter, and the stock of what they hold.
  package var holdsDue: Timestamp?

  /// Gift cards and store credit accounts that matter, besides those of the order's payments and
  /// lines.
  package var credits: [CreditName] = []
  /// Whether the store credit account of the order's customer matters.
  package var customerCredit = false

  package init() {}

  /// One location.
  init(location: LocationID) {
    locations = [location]
  }

  /// A SKU at one location.
  init(stock key: StockKey) {
    locations = [key.location]
    stock = [key]
  }

  /// One gift card or store credit account.
  init(credit: CreditName) {
    credits = [credit]
  }

  /// One order.
  init(order: OrderID) {
    self.order = .order(order)
  }
}
