extension PlanContext {
  /// To which payments refunds go first: those of the tenders that the policy in force names, in its
  /// order, then as usual.
  var tenderOrder: TenderOrder {
    guard let kinds = rules?.tenders, !kinds.isEmpty else { return .standard }
    let first = kinds.map { TenderOrder.Group([$0], isNewestFirst: !$0.isCredit) }
    return TenderOrder(first + TenderOrder.standard.groups)
  }
}
