import OrderLedger

extension LedgerAnswer {
  /// The receipts of all that was carried out.
  var receipts: [Receipt] {
    switch self {
    case .receipt(let receipt): [receipt]
    case .cancelOrders(let several): several.receipts
    }
  }
}
