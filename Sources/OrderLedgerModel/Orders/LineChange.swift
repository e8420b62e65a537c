/// An entry: quantities of a line changed. All figures are changes, not levels.
public struct LineChange: Sendable, Hashable {
  /// Why the quantities changed.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Open units were cancelled.
    case cancel = 0
    /// Open units left.
    case fulfill = 1
    /// Units that were thought to have left did not.
    case unfulfill = 2
    /// Money went back and no stock moved.
    case refund = 3
    /// A service was carried out, or taken back, or kept, together with the goods.
    case service = 4
    /// Units came back, or the money of units that came back was decided about.
    case returned = 5
    /// Stock came for units that were awaiting it.
    case allocate = 6

    /// The word for this kind in the wire form.
    public var name: String {
      switch self {
      case .cancel: "cancel"
      case .fulfill: "fulfill"
      case .unfulfill: "unfulfill"
      case .refund: "refund"
      case .service: "service"
      case .returned: "returned"
      case .allocate: "allocate"
      }
    }
  }

  /// Which line.
  public let line: LineID
  /// Its position in the order.
  public let number: Int
  /// Why.
  public let kind: Kind
  /// Units cancelled.
  public var cancelled: Int64 = 0
  /// Units that left, or came back before they had gone (< 0).
  public var fulfilled: Int64 = 0
  /// Units that were returned, or that their customer keeps while the money goes back.
  public var returned: Int64 = 0
  /// Units for which stock is no longer awaited (< 0).
  public var backordered: Int64 = 0
  /// Parts whose money was reversed.
  public var reversed: Int64 = 0
  /// Parts whose revenue was recognised, or taken back (< 0).
  public var recognized: Int64 = 0
  /// The value reversed, net of discount and tax, in minor units.
  public var net: Int64 = 0
  /// The discount inside it, in minor units.
  public var discount: Int64 = 0
  /// The tax reversed with it, in minor units.
  public var tax: Int64 = 0
  /// The reason for this line, where it is not the document's.
  public var reason: ReasonCode?
  /// What became of cancelled units.
  public var disposition: Disposition.Kind?

  package init(line: LineID, number: Int, kind: Kind) {
    self.line = line
    self.number = number
    self.kind = kind
  }

  /// Whether nothing changes.
  /// Whether units with their money were cancelled, and nothing else changed.
  package var isOnlyCancelled: Bool {
    fulfilled | returned | backordered | recognized == 0
  }

  var isEmpty: Bool {
    cancelled == 0 && fulfilled == 0 && returned == 0 && backordered == 0 && reversed == 0
      && recognized == 0
  }
}
