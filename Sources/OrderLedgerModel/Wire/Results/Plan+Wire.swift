/// `{"ok":true,"plan":{…}}`: what a receipt would say, without what only writing it decides (its
/// place in the journal, when it was recorded, digests). The note is left out, as in receipts.
extension Plan: Encodable, JSONLine, WireWritable {
  enum Fields: String, WireField { case ok, plan }

  func write(_ wire: inout WireWriter<Fields>) throws {
    try wire.write(true, .ok)
    try wire.write(PlanBody(plan: self), .plan)
  }

  /// Writes the result of a preview.
  public func encode(to encoder: any Encoder) throws { try writeAll(to: encoder) }
}

private struct PlanBody: WireWritable {
  let plan: Plan

  func write(_ wire: inout WireWriter<TransactionFields>) throws {
    try wire.write(plan.effectiveAt, .effectiveAt)
    try wire.write(plan.command.action.name, .command)
    try wire.write(plan.command.actor, .actor)
    try wire.write(plan.command.key, .key)
    try wire.write(plan.document, .document)
    try wire.write(plan.reason, .reason)
    try wire.write(plan.transition, .order)
    try EntryGroups(plan.entries).writeFields(to: wire.container)
  }
}
