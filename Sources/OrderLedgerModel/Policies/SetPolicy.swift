/// Puts a policy in force. The order's version that a command expects is here the policy's: 0 where
/// there is none.
public struct SetPolicy: Sendable, Hashable {
  /// What holds from now on.
  public var policy: CancellationPolicy

  /// Puts `policy` in force.
  public init(_ policy: CancellationPolicy) {
    self.policy = policy
  }
}

extension SetPolicy: ActionConvertible {
  /// `.setPolicy` of itself.
  public var action: Action { .setPolicy(self) }
}

extension SetPolicy: PlannedAction {
  package static var name: String { "setPolicy" }

  package var readSet: ReadSet { ReadSet() }

  package func plan(
    _ command: Command, _ snapshot: Snapshot, _ context: PlanContext
  ) throws(LedgerError) -> Decision {
    try policy.check()
    let version = context.cancellation?.version ?? 0
    if let expected = command.expectedVersion, expected != version {
      throw LedgerError(
        .versionMismatch, LedgerError.Subject("policy", "\(version)"), found: "\(version)",
        allowed: "\(expected)")
    }
    if let old = context.cancellation?.policy, !old.administrators.isEmpty,
      !old.allows(command.actor, old.administrators)
    {
      throw LedgerError(
        .notPermitted, LedgerError.Subject("rule", "administrators"),
        found: command.actor == nil ? "no actor" : "an actor without the role",
        allowed: old.administrators.map(\.text).joined(separator: ", "))
    }
    var builder = PlanBuilder(command, snapshot, context)
    builder.document = "policy \(version + 1)"
    builder.record(.policy(PolicyVersion(version: version + 1, policy: policy)))
    return .plan(try builder.finish())
  }
}
