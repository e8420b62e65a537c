/// An entry: units of a return took a step. All of them left in one fulfillment.
public struct ReturnChange: Sendable, Hashable {
  /// The steps.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// The customer is going to send them.
    case announce = 0
    /// They came in and wait for a look.
    case receive = 1
    /// It was decided what becomes of them.
    case inspect = 2
    /// They are not going to come.
    case cancel = 3

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .announce: "announce"
      case .receive: "receive"
      case .inspect: "inspect"
      case .cancel: "cancel"
      }
    }
  }

  /// Which return.
  public let id: ReturnID
  /// Its position in the order.
  public let number: Int
  /// The step.
  public let kind: Kind
  /// The line that the units were ordered in.
  public let line: LineID
  /// Its position in the order.
  public let lineNumber: Int
  /// The sequence number of the journal transaction in which the units left.
  public let shipment: Int64
  /// Units, > 0.
  public let quantity: Int64
  /// What becomes of the units; with ``Kind/inspect`` only.
  public let disposition: Disposition.Kind?
  /// Where the units come in; with ``Kind/announce`` only.
  public let location: LocationID?

  package init(
    id: ReturnID, number: Int, kind: Kind, line: LineID, lineNumber: Int, shipment: Int64,
    quantity: Int64, disposition: Disposition.Kind? = nil, location: LocationID? = nil
  ) {
    self.id = id
    self.number = number
    self.kind = kind
    self.line = line
    self.lineNumber = lineNumber
    self.shipment = shipment
    self.quantity = quantity
    self.disposition = disposition
    self.location = location
  }
}
