/// Asks somebody else whether units may still be cancelled: a warehouse that may have packed them, a
/// carrier that may have left with them, or whoever has to approve it.
///
/// While the request is open its units can be neither fulfilled nor cancelled otherwise. Accepted, it
/// carries out the cancellation it holds; rejected or past its time it lets go of the units.
public struct RequestCancellation: Sendable, Hashable {
  /// What is asked for, with the name that the request has too. Its note is kept with the request.
  public var cancel: CancelOrder
  /// Who is asked: `warehouse:LON`, `carrier:dhl`.
  public var party: ActorID?
  /// When the request lapses, if it was not answered; `nil` is never.
  public var expires: Timestamp?

  /// Asks `party` for a cancellation.
  public init(_ cancel: CancelOrder, of party: ActorID? = nil, expires: Timestamp? = nil) {
    self.cancel = cancel
    self.party = party
    self.expires = expires
  }
}

/// The answer to a ``RequestCancellation``: accepted, it carries out the cancellation at once.
public struct AnswerCancellation: Sendable, Hashable {
  /// Which request.
  public var cancellation: RefundID
  /// Whether the units may be cancelled.
  public var accepted: Bool
  /// For the merchant's eyes. ``EraseCustomer`` erases it where the order names a customer; without
  /// one nothing does, so nothing personal belongs into it.
  public var note: Note?

  /// Accepts or rejects `cancellation`.
  public init(cancellation: RefundID, accepted: Bool, note: Note? = nil) {
    self.cancellation = cancellation
    self.accepted = accepted
    self.note = note
  }
}

/// Records that a ``RequestCancellation`` was not answered in time.
///
/// Its units are free from that time on with or without this command: whatever needs them records the
/// lapse by itself.
public struct ExpireCancellationRequest: Sendable, Hashable {
  /// Which request.
  public var cancellation: RefundID

  /// `cancellation` was not answered in time.
  public init(cancellation: RefundID) {
    self.cancellation = cancellation
  }
}

extension RequestCancellation: ActionConvertible {
  /// `.requestCancellation` of itself.
  public var action: Action { .requestCancellation(self) }
}

extension AnswerCancellation: ActionConvertible {
  /// `.answerCancellation` of itself.
  public var action: Action { .answerCancellation(self) }
}

extension ExpireCancellationRequest: ActionConvertible {
  /// `.expireCancellationRequest` of itself.
  public var action: Action { .expireCancellationRequest(self) }
}
