extension AccountCode {
  /// Whether a person may post to the account by hand (``Adjust``).
  ///
  /// Not where balances follow from something that has a state of its own: the accounts that each
  /// order has, stock, store credit and gift cards, disputes. A posting by hand would contradict it.
  public var isAdjustable: Bool {
    switch self {
    case .receivable, .inventory, .disputedFunds, .depositsGoods, .depositsServices,
      .taxOnDeposits, .refundsPayable, .tipsPayable, .storeCredit, .giftCards, .unappliedReceipts:
      false
    default: true
    }
  }
}

extension Account {
  /// The account that a text names: a number of the chart and, after a colon, its dimension:
  /// `1010`, `1110:stripe`.
  ///
  /// - Returns: `nil` if there is no such number, or the dimension is none.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0].utf8.count == 4, let number = UInt16(parts[0]),
      let code = AccountCode(rawValue: number)
    else { return nil }
    guard parts.count > 1 else {
      self.init(code)
      return
    }
    let rule = TextRule(.label, maxBytes: Limits.maxIdentifierBytes)
    let dimension = String(parts[1])
    guard rule.problem(in: dimension) == nil else { return nil }
    self.init(code, dimension)
  }
}

extension Account {
  /// The most that may still be posted by hand against the account's limit, given what its counters
  /// show; `nil` where there is no limit. For the side that the limit watches. Counters that the
  /// ledger wrote keep it in range; of others it may wrap around.
  package func room(
    debitPosted: Int64, creditPosted: Int64, debitPending: Int64, creditPending: Int64
  ) -> Int64? {
    switch code.limitByHand {
    case .none: nil
    case .debitsWithinCredits: creditPosted &- debitPosted &- debitPending
    case .creditsWithinDebits: debitPosted &- creditPosted &- creditPending
    }
  }
}
