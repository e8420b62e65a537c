/// The chart of accounts (`ledgers.md`, section 5.2).
public enum AccountCode: UInt16, Sendable, Hashable, CaseIterable, Comparable {
  case bank = 1010
  case processorClearing = 1110
  case receivable = 1210
  case inventory = 1310
  case rightToRecover = 1320
  case disputedFunds = 1410
  case fxClearing = 1910
  case depositsGoods = 2110
  case depositsServices = 2120
  case salesTax = 2210
  case taxOnDeposits = 2220
  case refundsPayable = 2310
  case expectedReturns = 2330
  case tipsPayable = 2410
  case storeCredit = 2510
  case giftCards = 2520
  case unappliedReceipts = 2610
  case opening = 3900
  case productRevenue = 4010
  case serviceRevenue = 4020
  case discounts = 4090
  case returnsAndAllowances = 4110
  case cancellationFees = 4210
  case breakage = 4310
  case costOfGoodsSold = 5010
  case processorFees = 5310
  case refundFees = 5320
  case disputeFees = 5330
  case chargebackLosses = 5340
  case inventoryWriteOff = 5410
  case goodwill = 5510
  case tipsRefunded = 5520
  case fxDifference = 5610
  case badDebt = 5620
  case rounding = 5710

  /// By number.
  public static func < (left: AccountCode, right: AccountCode) -> Bool {
    left.rawValue < right.rawValue
  }

  /// What a person reads.
  public var title: String {
    switch self {
    case .bank: "Bank"
    case .processorClearing: "Processor clearing"
    case .receivable: "Accounts receivable"
    case .inventory: "Inventory at cost"
    case .rightToRecover: "Right to recover returned goods"
    case .disputedFunds: "Disputed funds receivable"
    case .fxClearing: "FX clearing"
    case .depositsGoods: "Customer deposits, goods"
    case .depositsServices: "Customer deposits, shipping and services"
    case .salesTax: "Sales tax payable"
    case .taxOnDeposits: "Tax on deposits"
    case .refundsPayable: "Refunds payable"
    case .expectedReturns: "Expected-returns liability"
    case .tipsPayable: "Tips payable"
    case .storeCredit: "Store credit"
    case .giftCards: "Gift cards"
    case .unappliedReceipts: "Unapplied receipts"
    case .opening: "Opening and import equity"
    case .productRevenue: "Product revenue"
    case .serviceRevenue: "Shipping and service revenue"
    case .discounts: "Discounts"
    case .returnsAndAllowances: "Returns and allowances"
    case .cancellationFees: "Cancellation and restocking fees"
    case .breakage: "Breakage"
    case .costOfGoodsSold: "Cost of goods sold"
    case .processorFees: "Processor fees"
    case .refundFees: "Refund fees"
    case .disputeFees: "Dispute fees"
    case .chargebackLosses: "Chargeback losses"
    case .inventoryWriteOff: "Inventory write-off"
    case .goodwill: "Goodwill and refund discrepancy"
    case .tipsRefunded: "Tips refunded after payout"
    case .fxDifference: "FX gain or loss"
    case .badDebt: "Bad debt"
    case .rounding: "Rounding"
    }
  }

  /// The side on which the account's balance is usually found.
  public var normalSide: Side {
    switch rawValue {
    case 1000..<2000, 5000..<6000: .debit
    default: self == .discounts || self == .returnsAndAllowances ? .debit : .credit
    }
  }

  /// Whether each order has an account of its own under this number.
  public var isPerOrder: Bool {
    switch self {
    case .receivable, .depositsGoods, .depositsServices, .taxOnDeposits, .refundsPayable,
      .tipsPayable, .unappliedReceipts:
      true
    default: false
    }
  }

  /// What the account's counters may never do, pending included.
  public var limit: AccountLimit {
    switch self {
    case .receivable, .inventory, .disputedFunds: .creditsWithinDebits
    case .depositsGoods, .depositsServices, .taxOnDeposits, .refundsPayable, .tipsPayable,
      .storeCredit, .giftCards, .unappliedReceipts:
      .debitsWithinCredits
    default: .none
    }
  }

  /// What postings by hand (``Adjust``, ``Reverse``) may never bring the counters to.
  ///
  /// No more tax is remitted than is payable. A sale that is undone after its tax was remitted brings
  /// the account past that all the same: the tax office owes it, and it lessens what is remitted next.
  public var limitByHand: AccountLimit { self == .salesTax ? .debitsWithinCredits : limit }
}

/// What an account's counters may never do.
public enum AccountLimit: UInt8, Sendable, Hashable {
  /// Anything goes.
  case none = 0
  /// Debits, pending ones included, never exceed posted credits.
  case debitsWithinCredits = 1
  /// Credits, pending ones included, never exceed posted debits.
  case creditsWithinDebits = 2
}

/// The two sides of every posting.
public enum Side: String, Sendable, Hashable, CaseIterable, Codable {
  case debit
  case credit

  /// The other side.
  public var opposite: Side { self == .debit ? .credit : .debit }
}
