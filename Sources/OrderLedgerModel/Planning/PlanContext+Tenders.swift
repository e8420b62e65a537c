extension PlanContext {
  /// To which payments refunds go first: those of the tenders that the policy in force names, in its
  /// order, then as usual.
  var tenderOrder: TenderOrder { TenderOrder(under: rules) }
}

extension TenderOrder {
  /// The order that a policy names, then the standard one; `nil` is no policy.
  package init(under policy: CancellationPolicy?) {
    let first = (policy?.tenders ?? []).map { Group([$0], isNewestFirst: !$0.isCredit) }
    self.init(first + TenderOrder.standard.groups)
  }
}
