/// An entry: a cancellation was asked for, and its units are held until there is an answer.
public struct CancellationRequest: Sendable, Hashable {
  /// Position among the order's requests, from 0.
  public let number: Int
  /// The cancellation that an acceptance carries out: lines with their quantities, and no note.
  public let cancel: CancelOrder
  /// Who was asked.
  public let party: ActorID?
  /// When it lapses; `nil` is never.
  public let expires: Timestamp?
  /// Whether only an actor with the right to approve can accept it, because the refund is above the
  /// policy's limit for whoever asked.
  public let needsApproval: Bool
  /// What would have gone back when it was asked for, in minor units. Accepted by an actor without
  /// the right to approve, it never gives back more.
  public let amount: Int64

  package init(
    number: Int, cancel: CancelOrder, party: ActorID?, expires: Timestamp?, needsApproval: Bool,
    amount: Int64
  ) {
    self.number = number
    self.cancel = cancel
    self.party = party
    self.expires = expires
    self.needsApproval = needsApproval
    self.amount = amount
  }

  /// The caller's name for it, which is that of the cancellation.
  public var id: RefundID { cancel.cancellation }
}

/// An entry: a request for a cancellation came to its end.
public struct RequestAnswer: Sendable, Hashable {
  /// Which of the order's requests.
  public let number: Int
  /// Its name.
  public let cancellation: RefundID
  /// How it ended; never ``RequestStatus/open``.
  public let status: RequestStatus

  package init(number: Int, cancellation: RefundID, status: RequestStatus) {
    self.number = number
    self.cancellation = cancellation
    self.status = status
  }
}

/// Where a request for a cancellation stands.
public enum RequestStatus: UInt8, Sendable, Hashable, CaseIterable {
  /// Not answered: its units are held, until its time.
  case open = 0
  /// Carried out.
  case accepted = 1
  /// Refused by whoever was asked; the units are free again.
  case rejected = 2
  /// Not answered in time; the units are free again.
  case expired = 3

  /// The word for this status in the wire form.
  public var name: String {
    switch self {
    case .open: "open"
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .expired: "expired"
    }
  }
}

/// A request as it stands now.
public struct RequestState: Sendable, Hashable {
  /// What was asked for.
  public let request: CancellationRequest
  /// Where it stands.
  public internal(set) var status: RequestStatus
  /// The journal transaction that asked.
  public let sequence: Int64
  /// The journal transaction that ended it; `nil` while it is open.
  public internal(set) var closedBy: Int64?

  package init(
    request: CancellationRequest, status: RequestStatus = .open, sequence: Int64,
    closedBy: Int64? = nil
  ) {
    self.request = request
    self.status = status
    self.sequence = sequence
    self.closedBy = closedBy
  }

  /// The caller's name for it, which is that of the cancellation.
  public var id: RefundID { request.id }

  /// Whether it holds its units at this time: not answered, and not lapsed.
  public func isHolding(at time: Timestamp) -> Bool {
    guard status == .open else { return false }
    guard let expires = request.expires else { return true }
    return time < expires
  }

  /// Units of a line that it concerns.
  public func quantity(of line: LineID) -> Int64 {
    var sum: Int64 = 0
    for item in request.cancel.lines ?? [] where item.line == line { sum += item.quantity ?? 0 }
    return sum
  }
}

extension OrderState {
  /// The requests that hold units at this time.
  public func holdingRequests(at time: Timestamp) -> [RequestState] {
    requests.isEmpty ? [] : requests.filter { $0.isHolding(at: time) }
  }

  /// Refuses units that an open request holds.
  ///
  /// - Throws: `.cancellationRequested` with the request's name, how many units were wanted, how many
  ///   are free, and until when the others are held.
  func checkHeld(
    _ quantity: Int64, of line: LineState, at time: Timestamp
  ) throws(LedgerError) {
    guard !requests.isEmpty else { return }
    var held: Int64 = 0
    var first: RequestState?
    for request in requests where request.isHolding(at: time) {
      let units = request.quantity(of: line.placed.id)
      if units > 0, first == nil { first = request }
      held += units
    }
    guard let first, quantity <= line.open, quantity > line.open - held else { return }
    let until = first.request.expires.map { "until \($0)" } ?? "until it is answered"
    throw LedgerError(
      .cancellationRequested, .request(first.id),
      found: "\(quantity) of line \(line.placed.id.text)",
      allowed: "\(line.open - held), \(held) held \(until)", sequence: first.sequence)
  }
}

extension LedgerError.Subject {
  static func request(_ id: RefundID) -> LedgerError.Subject {
    LedgerError.Subject("cancellation request", id.text)
  }
}
