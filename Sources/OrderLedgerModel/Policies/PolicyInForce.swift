/// A policy in force, held by reference: plans are made with it, and copying it costs nothing.
package final class PolicyInForce: Sendable {
  package let version: Int64
  package let policy: CancellationPolicy
  package let needsPlacingTime: Bool

  package init(version: Int64, policy: CancellationPolicy) {
    self.version = version
    self.policy = policy
    needsPlacingTime = policy.needsPlacingTime
  }
}
