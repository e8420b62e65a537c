extension Identifier where Kind == ActorKind {
  /// What gave the command: `"staff"` of `staff:ann`.
  public var kind: Substring {
    text.prefix { $0 != ":" }
  }

  /// Which one: `"ann"` of `staff:ann`.
  public var name: Substring {
    text.dropFirst(kind.count + 1)
  }
}

extension Identifier where Kind == RefundKind {
  /// The refund that a cancellation decides. It has the cancellation's own text, so that one number
  /// on the customer's paper names both; the two kinds share one namespace in the ledger.
  public init(_ cancellation: CancellationID) {
    self.init(sameTextAs: cancellation)
  }
}

extension Identifier {
  /// Takes over a text that another kind with the same rule has checked.
  fileprivate init<Other>(sameTextAs other: Identifier<Other>) {
    precondition(Other.rule == Kind.rule, "Convert only between kinds that follow the same rule.")
    self.init(unchecked: other.text)
  }
}
