/// What an order became with a journal transaction: the order transition.
public struct OrderTransition: Sendable, Hashable {
  /// Which order.
  public let order: OrderID
  /// Its version after the transaction; the first is 1.
  public let version: Int64
  /// Its status after the transaction.
  public let status: OrderStatus
  /// The order's transaction before this one; `nil` for the first.
  public let previous: Int64?

  package init(order: OrderID, version: Int64, status: OrderStatus, previous: Int64?) {
    self.order = order
    self.version = version
    self.status = status
    self.previous = previous
  }
}

/// What is known of a journal transaction besides its entries.
public struct JournalHeader: Sendable, Hashable {
  /// Its place in the journal: 1, 2, 3 … without a gap.
  public let sequence: Int64
  /// When the ledger wrote it; strictly greater than the one before it.
  public let recordedAt: Timestamp
  /// When it happened in business, as the caller says.
  public let effectiveAt: Timestamp
  /// The command's name in the wire form.
  public let command: String
  /// Who gave the command.
  public let actor: ActorID?
  /// The idempotency key it was given under.
  public let key: IdempotencyKey?
  /// SHA-256 of the request in its canonical form; present with a key.
  public let requestDigest: [UInt8]?
  /// The document that the command makes or concerns: a payment, a fulfillment, a cancellation.
  public let document: String?
  /// Why, where the command gives a reason.
  public let reason: ReasonCode?
  /// What the order became; `nil` for commands without one.
  public let transition: OrderTransition?
  /// SHA-256 of salt and note; the note itself can be erased without touching the chain.
  public let noteDigest: [UInt8]?

  /// The version of the policy in force, which shaped what was decided; `nil` where none was set.
  public let policyVersion: Int64?

  package init(
    sequence: Int64, recordedAt: Timestamp, effectiveAt: Timestamp, command: String,
    actor: ActorID?, key: IdempotencyKey?, requestDigest: [UInt8]?, document: String?,
    reason: ReasonCode?, transition: OrderTransition?, noteDigest: [UInt8]?,
    policyVersion: Int64? = nil
  ) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.effectiveAt = effectiveAt
    self.command = command
    self.actor = actor
    self.key = key
    self.requestDigest = requestDigest
    self.document = document
    self.reason = reason
    self.transition = transition
    self.noteDigest = noteDigest
    self.policyVersion = policyVersion
  }
}

/// A journal transaction: its header and its entries in the order they were planned.
public struct JournalTransaction: Sendable, Hashable {
  /// What is known of it.
  public let header: JournalHeader
  /// What it says.
  public let entries: [Entry]

  package init(header: JournalHeader, entries: [Entry]) {
    self.header = header
    self.entries = entries
  }
}
