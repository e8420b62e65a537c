extension Identifier where Kind == ActorIdentity {
  /// What gave the command: `"staff"` of `staff:ann`.
  public var kind: Substring {
    text.prefix { $0 != ":" }
  }

  /// Which one: `"ann"` of `staff:ann`.
  public var name: Substring {
    text.dropFirst(kind.count + 1)
  }
}
